package org.vipagent.cloud.simulator;

import java.util.Map;

/**
 * A call that the zone has had.
 *
 * @param atMillis when it arrived
 * @param account who made it
 * @param parameters by name in lower case, without credentials, signature and the command itself
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
        parameters = Map.copyOf(parameters);
    }
}
