package org.vipagent.cloud.simulator.commands;

import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.simulator.Habits;
import org.vipagent.cloud.simulator.api.Page;
import org.vipagent.cloud.simulator.api.Refusal;
import org.vipagent.cloud.simulator.api.Request;
import org.vipagent.cloud.simulator.jobs.Job;
import org.vipagent.cloud.simulator.jobs.JobProgress;
import org.vipagent.cloud.simulator.jobs.Reply;
import org.vipagent.cloud.simulator.tables.ForwardRow;
import org.vipagent.cloud.simulator.tables.MachineRow;
import org.vipagent.cloud.simulator.tables.NetworkRow;
import org.vipagent.cloud.simulator.tables.NicRow;
import org.vipagent.cloud.simulator.tables.PublicIpRow;
import org.vipagent.cloud.simulator.tables.RuleState;
import org.vipagent.cloud.simulator.tables.ZoneTables;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/** Port-forwarding rules: the calls. What their jobs do is in {@link ForwardJobs}. */
final class ForwardCommands {
    private final ZoneTables tables;
    private final FirewallCommands firewall;
    private final ForwardJobs jobs;

    private final Habits habits;
    private final Race race;
    private final RuleView view;

    ForwardCommands(ZoneTables tables, FirewallCommands firewall, ForwardJobs jobs, Habits habits, Race race) {
        this.tables = tables;
        this.firewall = firewall;
        this.jobs = jobs;
        this.habits = habits;
        this.race = race;
        this.view = new RuleView(tables);
    }

    Reply create(Request request) {
        PublicIpRow publicIp = tables.require(tables.publicIps, request, "ipaddressid");
        MachineRow machine = tables.require(tables.machines, request, "virtualmachineid");
        if (publicIp.staticNat().isPresent()) {
            throw Refusal.parameter(
                    "Unable to create port forwarding rule; ip id=" + publicIp.number + " has static nat enabled");
        }
        PublicIpCommands.refuseOtherOwner(request, publicIp, machine);
        NetworkRow network = networkFor(publicIp, request);
        ForwardTarget target = ForwardTarget.of(machine, network, request.text("vmguestip"));
        ForwardRow.Published published = published(request);
        PortRange privatePorts = ports(request, "privateport", "privateendport");
        if (published.ports().size() != privatePorts.size()) {
            throw Refusal.parameter("Source port and destination port ranges should be of equal sizes.");
        }
        refuseConflict(publicIp, published, request.now());
        publicIp.associate(network);
        int number = tables.nextRuleNumber();
        ForwardRow rule = new ForwardRow(number, tables.ids.next(), publicIp, network, published);
        rule.leadTo(target.machine(), target.address());
        rule.privatePorts = privatePorts;
        rule.cidrList = request.text("cidrlist").orElse("");
        rule.createdAt = request.now();
        tables.forwards.put(rule.id, rule);
        // The default opens the firewall to the world; in a VPC there is none to open.
        if (!network.isTier() && request.flag("openfirewall", true)) {
            firewall.openFor(rule);
        }
        return Reply.creates(rule.id, Job.Instance.of("FirewallRule", rule.id), jobs.creation(rule))
                .inQueueOf(network.id());
    }

    private NetworkRow networkFor(PublicIpRow publicIp, Request request) {
        Optional<NetworkRow> asked = tables.find(tables.networks, request, "networkid");
        return publicIp.network()
                .or(() -> asked)
                .orElseThrow(() -> Refusal.parameter(
                        "Unable to create port forwarding rule for ip address with ID = " + publicIp.id
                                + " as this ip address is not associated with any network. Please add networkId"
                                + " parameter."));
    }

    private static ForwardRow.Published published(Request request) {
        String protocol = request.required("protocol");
        TransportProtocol transport = TransportProtocol.tryParse(protocol)
                .orElseThrow(() -> Refusal.parameter("Protocol " + protocol + " is not supported for port forwarding"));
        return new ForwardRow.Published(transport, ports(request, "publicport", "publicendport"));
    }

    static PortRange ports(Request request, String first, String last) {
        int from = request.number(first).orElse(0);
        int to = request.number(last).orElse(from);
        if (from < 1 || to > 65_535 || from > to) {
            throw Refusal.parameter(first + " is an invalid value: " + from + "-" + to);
        }
        return new PortRange(from, to);
    }

    /** A rule on its way out conflicts with nothing. */
    void refuseConflict(PublicIpRow publicIp, ForwardRow.Published published, long now) {
        Optional<ForwardRow> conflicting = tables.forwardsOf(publicIp)
                .filter(rule -> rule.state != RuleState.DELETING)
                .filter(rule -> rule.published.overlaps(published))
                .filter(rule -> !race.missesRule(rule.createdAt, now))
                .findFirst();
        if (conflicting.isPresent()) {
            ForwardRow rule = conflicting.get();
            throw conflict(published.ports(), rule.number, rule.published.ports());
        }
        tables.balancersOf(publicIp)
                .filter(rule -> rule.balancing.published().overlaps(published))
                .findFirst()
                .ifPresent(rule -> {
                    PortRange there = rule.balancing.published().ports();
                    throw conflict(published.ports(), rule.name.number(), there);
                });
    }

    static Refusal conflict(PortRange wanted, int number, PortRange there) {
        return Refusal.api(
                537,
                "The range specified, " + wanted.first() + "-" + wanted.last() + ", conflicts with rule " + number
                        + " which has " + there.first() + "-" + there.last());
    }

    /** Only the ids are looked at here; whether the target fits is found out in the job. */
    Reply update(Request request) {
        if (habits.oldServer()) {
            return Reply.job((job, part, now) -> JobProgress.success());
        }
        ForwardRow rule = tables.require(tables.forwards, request, "id");
        Optional<MachineRow> machine = tables.find(tables.machines, request, "virtualmachineid");
        Optional<PortRange> privatePorts = request.number("privateport").isPresent()
                ? Optional.of(ports(request, "privateport", "privateendport"))
                : Optional.empty();
        return Reply.job(jobs.update(rule, new ForwardJobs.Change(machine, request.text("vmguestip"), privatePorts)))
                .inQueueOf(rule.network.id());
    }

    Reply delete(Request request) {
        ForwardRow rule = tables.require(tables.forwards, request, "id");
        return Reply.job(jobs.deletion(rule)).inQueueOf(rule.network.id());
    }

    Reply list(Request request) {
        Optional<ForwardRow> one = tables.filter(tables.forwards, request, "id");
        Optional<PublicIpRow> publicIp = tables.find(tables.publicIps, request, "ipaddressid");
        Optional<NetworkRow> network =
                habits.oldServer() ? Optional.empty() : tables.filter(tables.networks, request, "networkid");
        List<ForwardRow> rules = tables.forwards.values().stream()
                .filter(rule -> request.scope().shows(rule.owner()))
                .filter(rule -> one.isEmpty() || one.get() == rule)
                .filter(rule -> publicIp.isEmpty() || publicIp.get() == rule.publicIp)
                .filter(rule -> network.isEmpty() || network.get() == rule.network)
                .toList();
        return Reply.now(Page.of(request, habits.largestPage())
                .of("portforwardingrule", ListCommands.newestFirst(rules), view::of));
    }

    /**
     * Where a rule leads.
     *
     * @param address one of the machine's addresses
     */
    record ForwardTarget(MachineRow machine, IpAddress address) {
        /** Without a guest address it is the machine's own, silently. */
        static ForwardTarget of(MachineRow machine, NetworkRow network, Optional<String> guestIp) {
            if (!machine.state.isListed()) {
                throw Refusal.parameter("Invalid user vm: " + machine.id);
            }
            NicRow nic = machine.nicIn(network).orElseThrow(ForwardTarget::notThere);
            if (guestIp.isEmpty()) {
                return new ForwardTarget(machine, nic.address);
            }
            IpAddress address =
                    guestIp.flatMap(IpAddress::tryParse).filter(nic::has).orElseThrow(ForwardTarget::notThere);
            return new ForwardTarget(machine, address);
        }

        static Refusal notThere() {
            return Refusal.parameter("IP Address is not in the VM nic's network ");
        }
    }
}
