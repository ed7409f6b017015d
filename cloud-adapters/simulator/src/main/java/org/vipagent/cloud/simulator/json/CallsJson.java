package org.vipagent.cloud.simulator.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.vipagent.cloud.simulator.Call;
import org.vipagent.cloud.simulator.ZoneAnswer;
import org.vipagent.cloud.simulator.api.Json;

/** Calls as the admin endpoint writes them. */
public final class CallsJson {
    private CallsJson() {}

    public static ArrayNode of(List<Call> calls) {
        ArrayNode list = Json.array();
        calls.forEach(call -> list.add(of(call)));
        return list;
    }

    private static ObjectNode of(Call call) {
        ObjectNode node = Json.object();
        node.put("at", Json.time(call.atMillis()));
        node.put("account", call.account());
        node.put("command", call.command());
        ObjectNode parameters = node.putObject("parameters");
        new TreeMap<>(call.parameters()).forEach(parameters::put);
        node.put("status", call.status());
        if (call.form() != ZoneAnswer.Form.WHOLE) {
            node.put("answer", call.form().name().toLowerCase(Locale.ROOT));
        }
        return node;
    }
}
