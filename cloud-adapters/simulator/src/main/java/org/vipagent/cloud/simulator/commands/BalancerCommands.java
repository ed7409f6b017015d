package org.vipagent.cloud.simulator.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.simulator.Habits;
import org.vipagent.cloud.simulator.api.Json;
import org.vipagent.cloud.simulator.api.Page;
import org.vipagent.cloud.simulator.api.Refusal;
import org.vipagent.cloud.simulator.api.Request;
import org.vipagent.cloud.simulator.jobs.Job;
import org.vipagent.cloud.simulator.jobs.JobBody;
import org.vipagent.cloud.simulator.jobs.JobProgress;
import org.vipagent.cloud.simulator.jobs.Reply;
import org.vipagent.cloud.simulator.tables.BalancerRow;
import org.vipagent.cloud.simulator.tables.ForwardRow;
import org.vipagent.cloud.simulator.tables.MachineRow;
import org.vipagent.cloud.simulator.tables.NetworkRow;
import org.vipagent.cloud.simulator.tables.PublicIpRow;
import org.vipagent.cloud.simulator.tables.RuleState;
import org.vipagent.cloud.simulator.tables.ZoneTables;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/**
 * Load-balancer rules and their members, as upstream's public sources behave; not recorded. A member is an address of a
 * machine: its own, or by {@code vmidipmap} a secondary one. To assign what is assigned is an error.
 */
final class BalancerCommands {
    private static final Set<String> ALGORITHMS = Set.of("source", "roundrobin", "leastconn");

    private final ZoneTables tables;
    private final Router router;
    private final Habits habits;
    private final ForwardCommands forwards;
    private final MachineView machineView;
    private final RuleView view;
    private final BalancerMembers members;

    BalancerCommands(
            ZoneTables tables, Router router, Habits habits, ForwardCommands forwards, MachineView machineView) {
        this.tables = tables;
        this.router = router;
        this.habits = habits;
        this.forwards = forwards;
        this.machineView = machineView;
        this.view = new RuleView(tables);
        this.members = new BalancerMembers(tables);
    }

    Reply create(Request request) {
        // Upstream takes a new address where none is given; nobody asks this of an agent.
        PublicIpRow publicIp = tables.require(tables.publicIps, request, "publicipid");
        Optional<NetworkRow> asked = tables.find(tables.networks, request, "networkid");
        NetworkRow network = publicIp.network()
                .or(() -> asked)
                .orElseThrow(() -> Refusal.parameter("Unable to create load balancer rule; ip id=" + publicIp.number
                        + " is not associated with any" + " network. Please add networkId parameter."));
        if (publicIp.staticNat().isPresent()) {
            throw Refusal.parameter(
                    "Can't add load balancer on ip address, IP " + publicIp.address + " has static nat enabled");
        }
        ForwardRow.Published published = published(request);
        forwards.refuseConflict(publicIp, published, request.now());
        publicIp.associate(network);
        BalancerRow.Name name =
                new BalancerRow.Name(tables.nextRuleNumber(), tables.ids.next(), request.required("name"));
        int privatePort =
                ForwardCommands.ports(request, "privateport", "privateport").first();
        BalancerRow rule = new BalancerRow(
                name, publicIp, network, new BalancerRow.Balancing(published, privatePort, algorithm(request)));
        tables.balancers.put(rule.id(), rule);
        return Reply.creates(rule.id(), Job.Instance.of("FirewallRule", rule.id()), creation(rule))
                .inQueueOf(network.id());
    }

    private static ForwardRow.Published published(Request request) {
        String protocol = request.text("protocol").orElse("tcp").toLowerCase(Locale.ROOT);
        TransportProtocol transport = TransportProtocol.tryParse(protocol.equals("tcp-proxy") ? "tcp" : protocol)
                .orElseThrow(() -> Refusal.parameter("Protocol " + protocol + " is not supported"));
        PortRange ports = ForwardCommands.ports(request, "publicport", "publicport");
        return new ForwardRow.Published(transport, ports);
    }

    private static String algorithm(Request request) {
        String algorithm = request.required("algorithm").toLowerCase(Locale.ROOT);
        if (!ALGORITHMS.contains(algorithm)) {
            throw Refusal.parameter("Invalid algorithm: " + algorithm);
        }
        return algorithm;
    }

    /** A rule without members is nothing that the router has to know. */
    private JobBody creation(BalancerRow rule) {
        return (job, part, now) -> {
            rule.state = rule.members.isEmpty() ? RuleState.ADD : RuleState.ACTIVE;
            return new JobProgress.Done(view.result(rule));
        };
    }

    Reply delete(Request request) {
        BalancerRow rule = tables.require(tables.balancers, request, "id");
        return Reply.job((job, part, now) -> {
                    if (part == 0) {
                        rule.state = RuleState.DELETING;
                        return router.send();
                    }
                    if (router.refuses(job.command)) {
                        return JobProgress.refused("Failed to delete load balancer");
                    }
                    tables.remove(rule);
                    return JobProgress.success();
                })
                .inQueueOf(rule.network.id());
    }

    Reply assign(Request request) {
        BalancerRow rule = tables.require(tables.balancers, request, "id");
        List<BalancerMembers.Asked> asked = members.asked(request, habits.oldServer());
        return Reply.job(new Assignment(rule, asked)).inQueueOf(rule.network.id());
    }

    Reply remove(Request request) {
        BalancerRow rule = tables.require(tables.balancers, request, "id");
        List<BalancerMembers.Asked> asked = members.asked(request, habits.oldServer());
        return Reply.job(new Removal(rule, asked)).inQueueOf(rule.network.id());
    }

    /** Members come at once and go again if the router refuses them. */
    private final class Assignment implements JobBody {
        private final BalancerRow rule;
        private final List<BalancerMembers.Asked> asked;
        private List<BalancerRow.Member> added = List.of();

        private Assignment(BalancerRow rule, List<BalancerMembers.Asked> asked) {
            this.rule = rule;
            this.asked = asked;
        }

        @Override
        public JobProgress run(Job job, int part, long now) {
            if (part == 0) {
                try {
                    added = members.toAdd(rule, asked);
                } catch (Refusal refusal) {
                    return JobProgress.refused(refusal.withoutPrefix());
                }
                rule.members.addAll(added);
                return router.send();
            }
            if (router.refuses(job.command)) {
                rule.members.removeAll(added);
                return JobProgress.refused("Failed to assign load balancer rule");
            }
            rule.state = RuleState.ACTIVE;
            return JobProgress.success();
        }
    }

    /** Members go when the router has let go of them. */
    private final class Removal implements JobBody {
        private final BalancerRow rule;
        private final List<BalancerMembers.Asked> asked;
        private List<BalancerRow.Member> leaving = List.of();

        private Removal(BalancerRow rule, List<BalancerMembers.Asked> asked) {
            this.rule = rule;
            this.asked = asked;
        }

        @Override
        public JobProgress run(Job job, int part, long now) {
            if (part == 0) {
                try {
                    leaving = members.toRemove(rule, asked);
                } catch (Refusal refusal) {
                    return JobProgress.refused(refusal.withoutPrefix());
                }
                return router.send();
            }
            if (router.refuses(job.command)) {
                return JobProgress.refused("Failed to remove instance from load balancer rule");
            }
            rule.members.removeAll(leaving);
            return JobProgress.success();
        }
    }

    Reply list(Request request) {
        Optional<BalancerRow> one = tables.filter(tables.balancers, request, "id");
        Optional<PublicIpRow> publicIp = tables.find(tables.publicIps, request, "publicipid");
        Optional<MachineRow> machine = tables.filter(tables.machines, request, "virtualmachineid");
        Optional<NetworkRow> network = tables.filter(tables.networks, request, "networkid");
        Optional<String> name = request.text("name");
        List<BalancerRow> rules = tables.balancers.values().stream()
                .filter(rule -> request.scope().shows(rule.owner()))
                .filter(rule -> one.isEmpty() || one.get() == rule)
                .filter(rule -> publicIp.isEmpty() || publicIp.get() == rule.publicIp)
                .filter(rule -> network.isEmpty() || network.get() == rule.network)
                .filter(rule -> machine.isEmpty() || rule.machines().contains(machine.get()))
                .filter(rule -> name.isEmpty() || name.get().equals(rule.name.text()))
                .toList();
        return Reply.now(Page.of(request, habits.largestPage())
                .of("loadbalancerrule", ListCommands.newestFirst(rules), view::of));
    }

    /** The members' machines; with {@code lbvmips} each with the addresses that get a share. */
    Reply listInstances(Request request) {
        BalancerRow rule = tables.require(tables.balancers, request, "id");
        boolean withAddresses = request.flag("lbvmips", false) && !habits.oldServer();
        Page page = Page.of(request, habits.largestPage());
        if (!request.flag("applied", true)) {
            return Reply.now(page.of("loadbalancerruleinstance", notAssigned(rule), machineView::of));
        }
        return withAddresses
                ? Reply.now(page.of("lbrulevmidip", rule.machines(), machine -> withAddresses(rule, machine)))
                : Reply.now(page.of("loadbalancerruleinstance", rule.machines(), machineView::of));
    }

    private List<MachineRow> notAssigned(BalancerRow rule) {
        List<MachineRow> others = new ArrayList<>();
        for (MachineRow machine : tables.machines.values()) {
            boolean fits = machine.state.isListed()
                    && machine.owner().equals(rule.owner())
                    && machine.nicIn(rule.network).isPresent();
            if (fits && !rule.machines().contains(machine)) {
                others.add(machine);
            }
        }
        return others;
    }

    private ObjectNode withAddresses(BalancerRow rule, MachineRow machine) {
        ObjectNode node = Json.object();
        node.set("loadbalancerruleinstance", machineView.of(machine));
        ArrayNode addresses = node.putArray("lbvmipaddresses");
        rule.addressesOf(machine).forEach(address -> addresses.add(address.toString()));
        return node;
    }
}
