package org.vipagent.cloud.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.vipagent.cloud.simulator.api.Command;
import org.vipagent.cloud.simulator.api.Parameter;

/** Makes requests that are sometimes sensible: ids that exist, ids that do not, and nonsense. */
final class RandomRequests {
    private static final List<String> ADDRESSES = List.of(
            "10.5.0.100", "10.5.0.101", "10.5.0.133", "10.5.0.1", "10.5.7.255", "192.0.2.1", "banana", "::1", "");
    private static final List<String> NUMBERS = List.of("80", "81", "82", "0", "-1", "65536", "x", "");
    private static final List<String> WORDS =
            List.of("tcp", "udp", "icmp", "true", "false", "LB", "0.0.0.0/0", "a,b", "");

    private final SplittableRandom random;
    private final List<String> ids = new ArrayList<>();

    RandomRequests(long seed) {
        this.random = new SplittableRandom(seed);
        ids.add("00000000-0000-4000-8000-000000000000");
        ids.add("not-an-id");
    }

    /** Remembers every id that an answer shows. */
    void learn(JsonNode node) {
        if (node.isTextual() && node.asText().length() == 36) {
            if (ids.size() < 200) {
                ids.add(node.asText());
            } else {
                ids.set(random.nextInt(ids.size()), node.asText());
            }
        }
        node.forEach(this::learn);
    }

    Map<String, String> next(ZoneSnapshot snapshot) {
        Command command = pick(List.of(Command.values()));
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("command", random.nextInt(50) == 0 ? "noSuchCommand" : command.apiName());
        for (Parameter parameter : command.spec().parameters()) {
            boolean given = parameter.required() ? random.nextInt(20) > 0 : random.nextInt(3) == 0;
            if (given && parameter.isMap()) {
                putEntry(parameters, parameter.name(), snapshot);
            } else if (given) {
                parameters.put(parameter.name(), value(command, parameter, snapshot));
            }
        }
        return parameters;
    }

    /** Of {@code tags} or of {@code vmidipmap}; what the other one has is ignored. */
    private void putEntry(Map<String, String> parameters, String name, ZoneSnapshot snapshot) {
        parameters.put(name + "[0].key", pick(WORDS));
        parameters.put(name + "[0].value", pick(WORDS));
        parameters.put(name + "[0].vmid", pick(snapshot.machines()).id());
        parameters.put(name + "[0].vmip", pick(ADDRESSES));
    }

    private String value(Command command, Parameter parameter, ZoneSnapshot snapshot) {
        if (random.nextInt(10) == 0) {
            return pick(ids);
        }
        return switch (parameter.name()) {
            case "ipaddress", "vmguestip" -> pick(ADDRESSES);
            case "virtualmachineid", "virtualmachineids", "resourceids" ->
                pick(snapshot.machines()).id();
            case "resourcetype" -> random.nextInt(3) > 0 ? "UserVm" : pick(WORDS);
            case "algorithm" -> random.nextInt(5) > 0 ? "roundrobin" : pick(WORDS);
            // Now and then one that nobody has, or somebody else's.
            case "account" -> random.nextInt(10) > 0 ? "demo" : pick(WORDS);
            case "projectid" -> random.nextInt(10) > 0 ? "-1" : pick(WORDS);
            case "id" -> idFor(command, snapshot);
            default -> parameter.isId() ? pick(ids) : parameter.type().equals("integer") ? pick(NUMBERS) : pick(WORDS);
        };
    }

    private String idFor(Command command, ZoneSnapshot snapshot) {
        List<String> fitting =
                switch (command) {
                    case REMOVE_IP_FROM_NIC ->
                        snapshot.secondaryIps().stream()
                                .map(ZoneSnapshot.SecondaryIp::id)
                                .toList();
                    case UPDATE_PORT_FORWARDING_RULE, DELETE_PORT_FORWARDING_RULE ->
                        snapshot.portForwards().stream()
                                .map(ZoneSnapshot.PortForward::id)
                                .toList();
                    case DELETE_LOAD_BALANCER_RULE, ASSIGN_TO_LOAD_BALANCER_RULE, REMOVE_FROM_LOAD_BALANCER_RULE ->
                        snapshot.balancers().stream()
                                .map(ZoneSnapshot.Balancer::id)
                                .toList();
                    // Machines are to outlive most of a run.
                    case STOP_VIRTUAL_MACHINE, DESTROY_VIRTUAL_MACHINE ->
                        random.nextInt(20) == 0
                                ? snapshot.machines().stream()
                                        .map(ZoneSnapshot.Machine::id)
                                        .toList()
                                : List.of();
                    default -> List.of();
                };
        return fitting.isEmpty() ? pick(ids) : pick(fitting);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    long pause() {
        return random.nextInt(4) == 0 ? random.nextInt(2000) : random.nextInt(20);
    }

    /** Lets something go wrong now and then. */
    void breakSomething(Faults faults) {
        switch (random.nextInt(40)) {
            case 0 -> faults.failRouter(Fault.ANY, 1);
            case 1 -> faults.failJobs(Fault.ANY, 1);
            case 2 -> faults.failNext(Fault.ANY, 1, 503);
            case 3 -> faults.loseAnswers(Fault.ANY, 1);
            case 4 -> faults.arm(Fault.on(Fault.Kind.JOB_FAILS_DONE, Fault.ANY).nth(2));
            case 5 -> faults.arm(Fault.on(Fault.Kind.JOB_DOES_NOTHING, Fault.ANY));
            case 6 -> faults.arm(Fault.on(Fault.Kind.ANSWER_GARBLED, Fault.ANY).nth(3));
            case 7 -> faults.arm(Fault.on(Fault.Kind.JOB_SLOW, Fault.ANY).millis(3000));
            case 8 -> faults.habits().jobsQueue(random.nextBoolean());
            case 9 -> faults.habits().maintenance(random.nextInt(4) == 0);
            default -> {}
        }
    }

    boolean crashes() {
        return random.nextInt(200) == 0;
    }
}
