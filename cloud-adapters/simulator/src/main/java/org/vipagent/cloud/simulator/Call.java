package org.vipagent.cloud.simulator;

import java.util.Map;
import java.util.TreeMap;

/**
 * A call that the zone has had.
 *
 * @param atMillis when it arrived
 * @param account who made it
 * @param parameters without credentials, signature and the command itself, by name
 * @param status that the answer has or would have had
 * @param form what became of the answer on its way
 */
public record Call(
        long atMillis,
        String account,
        String command,
        Map<String, String> parameters,
        int status,
        ZoneAnswer.Form form) {
    public Call {
        Map<String, String> shown = new TreeMap<>(parameters);
        shown.keySet().removeIf(Call::isHidden);
        parameters = Map.copyOf(shown);
    }

    private static boolean isHidden(String name) {
        return switch (name) {
            case "apikey",
                    "apiKey",
                    "signature",
                    "signatureversion",
                    "signatureVersion",
                    "expires",
                    "response",
                    "command" -> true;
            default -> false;
        };
    }
}
