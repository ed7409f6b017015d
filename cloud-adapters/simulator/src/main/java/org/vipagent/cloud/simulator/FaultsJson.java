package org.vipagent.cloud.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/** Faults and habits as the admin endpoint reads and writes them. */
final class FaultsJson {
    private FaultsJson() {}

    static ObjectNode of(Faults faults) {
        ObjectNode node = Json.object();
        node.put("addRaceMillis", faults.addRaceMillis());
        node.put("updatesLoseRules", faults.updatesLoseRules());
        node.put("oldServer", faults.oldServer());
        node.put("extraJobMillis", faults.extraJobMillis());
        node.putObject("throttle")
                .put("calls", faults.throttle().calls())
                .put("intervalMillis", faults.throttle().intervalMillis());
        ArrayNode armed = node.putArray("faults");
        for (Fault fault : faults.armed()) {
            ObjectNode one = armed.addObject();
            one.put("kind", fault.kind().name().toLowerCase(Locale.ROOT));
            one.put("command", fault.command());
            if (fault.times() != Integer.MAX_VALUE) {
                one.put("times", fault.times());
            }
            if (fault.kind() == Fault.Kind.STATUS) {
                one.put("status", fault.status());
            }
        }
        return node;
    }

    /**
     * Sets the habits that are named and arms the faults that are listed.
     *
     * @throws IllegalArgumentException if it holds anything else; then nothing or a part is set
     */
    static void apply(JsonNode wanted, Faults faults) {
        if (!wanted.isObject()) {
            throw new IllegalArgumentException(
                    "an object is expected, such as {\"faults\":[{\"kind\":\"http_hang\"}]}");
        }
        for (Map.Entry<String, JsonNode> member : wanted.properties()) {
            JsonNode value = member.getValue();
            switch (member.getKey()) {
                case "addRaceMillis" -> faults.addRaceMillis(number(member));
                case "updatesLoseRules" -> faults.updatesLoseRules(value.asBoolean());
                case "oldServer" -> faults.oldServer(value.asBoolean());
                case "extraJobMillis" -> faults.extraJobMillis(number(member));
                case "throttle" -> faults.throttle(throttle(value));
                case "faults" -> value.forEach(fault -> faults.arm(fault(fault)));
                default -> throw new IllegalArgumentException("'" + member.getKey() + "' is not known here");
            }
        }
    }

    private static long number(Map.Entry<String, JsonNode> member) {
        if (!member.getValue().isIntegralNumber() || member.getValue().asLong() < 0) {
            throw new IllegalArgumentException(member.getKey() + " has to be a number of at least 0");
        }
        return member.getValue().asLong();
    }

    private static Faults.Throttle throttle(JsonNode value) {
        return new Faults.Throttle(
                value.path("calls").asInt(0), value.path("intervalMillis").asLong(1000));
    }

    /** Without a command it meets any; without a number of times it strikes until it is cleared. */
    private static Fault fault(JsonNode value) {
        String kind = value.path("kind").asText("").toUpperCase(Locale.ROOT);
        for (Fault.Kind known : Fault.Kind.values()) {
            if (known.name().equals(kind)) {
                return new Fault(
                        known,
                        value.path("command").asText(Fault.ANY),
                        value.path("times").asInt(Integer.MAX_VALUE),
                        value.path("status").asInt(0));
            }
        }
        throw new IllegalArgumentException("'" + value.path("kind").asText("") + "' is no kind of fault");
    }
}
