package org.vipagent.cloud.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.simulator.ZoneAnswer;

/** Bodies of answers. */
public final class Answers {
    private static final int UNAUTHORIZED = 401;
    /** Real commands that a plain user's role does not have. */
    private static final Set<String> ADMINISTRATORS_ONLY =
            Set.of("listHosts", "listClusters", "listPods", "listRouters", "listSystemVms");

    private Answers() {}

    public static ObjectNode named(String name, JsonNode content) {
        ObjectNode body = Json.object();
        body.set(name, content);
        return body;
    }

    public static ObjectNode refused(Command command, Refusal refusal) {
        return refused(command, refusal.status(), refusal.cloudCode(), refusal.getMessage());
    }

    public static ObjectNode refused(Command command, int status, int cloudCode, String text) {
        ObjectNode content = Json.object();
        content.set("uuidList", Json.array());
        content.put("errorcode", status);
        content.put("cserrorcode", cloudCode);
        content.put("errortext", text);
        return named(command.responseName(), content);
    }

    /**
     * The one answer to a wrong key, a wrong signature, an expired request, an unknown command and one that the role
     * may not call: they cannot be told apart.
     */
    public static ZoneAnswer denied(Map<String, String> parameters, String clientAddress, long delayMillis) {
        ObjectNode content = Json.object();
        content.set("uuidList", Json.array());
        content.put("errorcode", UNAUTHORIZED);
        content.put(
                "errortext",
                "Permission denied due to: Expired session, unavailable API command or non-authorised from ip-address '"
                        + clientAddress + "'");
        return new ZoneAnswer(
                UNAUTHORIZED,
                named(deniedName(parameters.get("command")), content),
                delayMillis,
                ZoneAnswer.Form.WHOLE);
    }

    private static String deniedName(String called) {
        if (called == null) {
            return "null";
        }
        Optional<Command> command = Command.named(called);
        if (command.isPresent()) {
            return command.get().responseName();
        }
        return ADMINISTRATORS_ONLY.contains(called) ? called.toLowerCase(Locale.ROOT) + "response" : "errorresponse";
    }
}
