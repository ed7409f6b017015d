package org.vipagent.cloud.cloudstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.vipagent.cloud.BalancerMember;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.StaticNat;
import org.vipagent.cloud.cloudstack.api.Abilities;
import org.vipagent.cloud.cloudstack.api.Answers;
import org.vipagent.cloud.cloudstack.api.Machine;
import org.vipagent.cloud.cloudstack.api.Move;
import org.vipagent.cloud.cloudstack.api.Network;
import org.vipagent.cloud.cloudstack.api.Nic;
import org.vipagent.cloud.cloudstack.api.Reply;

/**
 * The part of a look that asks for what hardly ever changes, and only where the memory does not have it: the networks
 * of this node, and what the server can do. No answer to these questions makes the look fail: until there is one, the
 * careful assumption holds.
 */
final class Facts {
    private static final String UPDATE = "updatePortForwardingRule";
    private static final String NAT = "enableStaticNat";
    private static final String ASSIGN = "assignToLoadBalancerRule";

    private final NodeSettings node;
    private final Memory memory;
    private final Needs needs;
    private final Deque<Supplier<Move<Observation>>> toAsk = new ArrayDeque<>();

    Facts(NodeSettings node, Memory memory, Needs needs) {
        this.node = node;
        this.memory = memory;
        this.needs = needs;
    }

    /** Asks what is missing, then goes on. */
    Move<Observation> ask(Machine own, Supplier<Move<Observation>> then) {
        Set<String> networks = needs.networks(own);
        own.nics().stream()
                .filter(nic -> networks.contains(nic.networkId()))
                .filter(nic -> memory.isDue(nic.networkId()))
                .forEach(nic -> toAsk.add(() -> askNetwork(nic)));
        askIf(needs.all(PortForward.class).findAny().isPresent(), UPDATE);
        askIf(needs.all(StaticNat.class).findAny().isPresent(), NAT);
        askIf(needs.all(BalancerMember.class).findAny().isPresent(), ASSIGN);
        toAsk.add(then);
        return next();
    }

    /** What the server can do, as far as it was found out. */
    static Abilities abilities(Memory memory, Profile profile) {
        Abilities assumed = profile.abilities();
        return new Abilities(
                takes(memory, UPDATE, Set.of("id", "virtualmachineid", "vmguestip"), assumed.updateMovesRules()),
                takes(memory, NAT, Set.of("vmguestip"), assumed.natToSecondary()),
                takes(memory, ASSIGN, Set.of("vmidipmap"), assumed.membersByAddress()));
    }

    private static boolean takes(Memory memory, String command, Set<String> parameters, boolean assumed) {
        return memory.api(command)
                .filter(Memory.Api::told)
                .map(api -> api.parameters().containsAll(parameters))
                .orElse(assumed);
    }

    private void askIf(boolean needed, String command) {
        if (needed && memory.isDue(command)) {
            toAsk.add(() -> askApi(command));
        }
    }

    private Move<Observation> next() {
        return toAsk.pop().get();
    }

    private Move<Observation> askNetwork(Nic nic) {
        return Move.read("listNetworks", Map.of("id", nic.networkId()), (reply, now) -> {
            if (reply instanceof Reply.Accepted accepted) {
                for (JsonNode element : accepted.content().path("network")) {
                    Network network = Answers.network(element);
                    if (network.id().equals(nic.networkId())) {
                        return network.isShared() && !network.securityGroups() ? askZone(network) : knows(network);
                    }
                }
            }
            if (!(reply instanceof Reply.Lost)) {
                memory.assumes(
                        nic.assumedNetwork(),
                        "this key may not see the network " + nic.networkId()
                                + ": its kind is taken from the interface");
            }
            return next();
        });
    }

    private Move<Observation> askZone(Network network) {
        if (network.zoneId().isEmpty()) {
            return knows(network);
        }
        return Move.read("listZones", Map.of("id", network.zoneId().get()), (reply, now) -> {
            boolean on = false;
            if (reply instanceof Reply.Accepted accepted) {
                for (JsonNode zone : accepted.content().path("zone")) {
                    on |= Answers.hasSecurityGroups(zone);
                }
            }
            // Without an answer it is assumed: then jobs are awaited that need not be, and nothing worse.
            return knows(network.withSecurityGroups(on || !(reply instanceof Reply.Accepted)));
        });
    }

    private Move<Observation> knows(Network network) {
        memory.knows(network);
        return next();
    }

    private Move<Observation> askApi(String command) {
        return Move.read("listApis", Map.of("name", command), (reply, now) -> {
            if (reply instanceof Reply.Accepted accepted) {
                memory.knows(command, new Memory.Api(true, parameters(accepted.content(), command)));
            } else if (reply instanceof Reply.Refused refused) {
                apiRefused(command, refused.failure().kind());
            }
            return next();
        });
    }

    private static Set<String> parameters(JsonNode content, String command) {
        for (JsonNode api : content.path("api")) {
            if (Answers.text(api, "name").filter(command::equalsIgnoreCase).isPresent()) {
                return Answers.parameters(api);
            }
        }
        return Set.of();
    }

    // A name that the server does not know is answered with 530, which may as well mean that it failed. Where the
    // difference is only a slower way, the command counts as missing; else it is asked for again.
    private void apiRefused(String command, Kind kind) {
        if (kind == Kind.SERVER) {
            if (command.equals(UPDATE)) {
                memory.knows(command, new Memory.Api(true, Set.of()));
            }
            return;
        }
        if (kind == Kind.THROTTLED) {
            return;
        }
        memory.assumes(
                command,
                "this key may not call listApis: what " + command + " takes is assumed from the profile "
                        + node.profile().name());
    }

    /** The network of an interface, asked for or assumed. */
    static Network network(Memory memory, Nic nic) {
        return Optional.of(nic.networkId()).flatMap(memory::network).orElseGet(nic::assumedNetwork);
    }
}
