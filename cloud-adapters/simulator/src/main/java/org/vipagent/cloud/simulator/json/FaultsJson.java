package org.vipagent.cloud.simulator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vipagent.cloud.simulator.Fault;
import org.vipagent.cloud.simulator.Faults;
import org.vipagent.cloud.simulator.Habits;
import org.vipagent.cloud.simulator.api.Json;

/** Faults and habits as the admin endpoint reads and writes them. */
public final class FaultsJson {
    private static final Set<String> MEMBERS = Set.of("kind", "command", "occurrence", "times", "status", "millis");

    private FaultsJson() {}

    public static ObjectNode of(Faults faults) {
        Habits habits = faults.habits();
        ObjectNode node = Json.object();
        node.put("addRaceMillis", habits.addRaceMillis());
        node.put("racesAsMeasured", habits.racesAsMeasured());
        node.put("updatesLoseRules", habits.updatesLoseRules());
        node.put("oldServer", habits.oldServer());
        node.put("jobsQueue", habits.jobsQueue());
        node.put("maintenance", habits.maintenance());
        node.put("extraCallMillis", habits.extraCallMillis());
        node.put("extraJobMillis", habits.extraJobMillis());
        node.put("largestPage", habits.largestPage());
        node.putObject("throttle")
                .put("calls", habits.throttle().calls())
                .put("intervalMillis", habits.throttle().intervalMillis());
        ArrayNode armed = node.putArray("faults");
        faults.armed().forEach(fault -> armed.add(of(fault)));
        ArrayNode struck = node.putArray("struck");
        faults.struck()
                .forEach(strike ->
                        struck.addObject().put("kind", named(strike.kind())).put("command", strike.command()));
        return node;
    }

    private static ObjectNode of(Fault fault) {
        ObjectNode node = Json.object().put("kind", named(fault.kind())).put("command", fault.command());
        if (fault.first() > 1) {
            node.put("occurrence", fault.first());
        }
        if (fault.times() != Integer.MAX_VALUE) {
            node.put("times", fault.times());
        }
        if (fault.status() != 0) {
            node.put("status", fault.status());
        }
        if (fault.millis() != 0) {
            node.put("millis", fault.millis());
        }
        return node;
    }

    private static String named(Fault.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Sets the habits that are named and arms the faults that are listed.
     *
     * @throws IllegalArgumentException if it holds anything else; then nothing or a part is set
     */
    public static void apply(JsonNode wanted, Faults faults) {
        if (!wanted.isObject()) {
            throw new IllegalArgumentException(
                    "an object is expected, such as {\"faults\":[{\"kind\":\"http_hang\"}]}");
        }
        Habits habits = faults.habits();
        for (Map.Entry<String, JsonNode> member : wanted.properties()) {
            JsonNode value = member.getValue();
            switch (member.getKey()) {
                case "addRaceMillis" -> habits.addRaceMillis(number(member));
                case "racesAsMeasured" -> habits.racesAsMeasured(flag(member));
                case "updatesLoseRules" -> habits.updatesLoseRules(flag(member));
                case "oldServer" -> habits.oldServer(flag(member));
                case "jobsQueue" -> habits.jobsQueue(flag(member));
                case "maintenance" -> habits.maintenance(flag(member));
                case "extraCallMillis" -> habits.extraCallMillis(number(member));
                case "extraJobMillis" -> habits.extraJobMillis(number(member));
                case "largestPage" -> habits.largestPage((int) Math.min(Integer.MAX_VALUE, number(member)));
                case "throttle" -> habits.throttle(throttle(value));
                case "faults" -> value.forEach(fault -> faults.arm(fault(fault)));
                default -> throw new IllegalArgumentException("'" + member.getKey() + "' is not known here");
            }
        }
    }

    private static boolean flag(Map.Entry<String, JsonNode> member) {
        if (!member.getValue().isBoolean()) {
            throw new IllegalArgumentException(member.getKey() + " has to be true or false");
        }
        return member.getValue().asBoolean();
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

    /**
     * Without a command it meets any. It strikes {@code times} times; without that, once where an occurrence is named,
     * else until it is cleared.
     */
    private static Fault fault(JsonNode value) {
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            if (!MEMBERS.contains(member.getKey())) {
                throw new IllegalArgumentException("a fault has no '" + member.getKey() + "'");
            }
        }
        Fault usual = Fault.on(
                kind(value.path("kind").asText("")), value.path("command").asText(Fault.ANY));
        int otherwise = value.has("occurrence") ? 1 : Integer.MAX_VALUE;
        return usual.nth(value.path("occurrence").asInt(1))
                .times(value.path("times").asInt(otherwise))
                .status(value.path("status").asInt(usual.status()))
                .millis(value.path("millis").asLong(usual.millis()));
    }

    private static Fault.Kind kind(String name) {
        for (Fault.Kind known : Fault.Kind.values()) {
            if (named(known).equalsIgnoreCase(name)) {
                return known;
            }
        }
        String all = Arrays.stream(Fault.Kind.values()).map(FaultsJson::named).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("'" + name + "' is no kind of fault: " + all);
    }
}
