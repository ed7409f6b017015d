package org.vipagent.cloud.simulator.commands;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.simulator.Habits;
import org.vipagent.cloud.simulator.api.Page;
import org.vipagent.cloud.simulator.api.Refusal;
import org.vipagent.cloud.simulator.api.Request;
import org.vipagent.cloud.simulator.jobs.Job;
import org.vipagent.cloud.simulator.jobs.JobBody;
import org.vipagent.cloud.simulator.jobs.JobProgress;
import org.vipagent.cloud.simulator.jobs.Reply;
import org.vipagent.cloud.simulator.tables.FirewallRow;
import org.vipagent.cloud.simulator.tables.ForwardRow;
import org.vipagent.cloud.simulator.tables.NetworkRow;
import org.vipagent.cloud.simulator.tables.PublicIpRow;
import org.vipagent.cloud.simulator.tables.RuleState;
import org.vipagent.cloud.simulator.tables.ZoneTables;
import org.vipagent.net.Cidr;
import org.vipagent.net.PortRange;

/** Firewall rules of public addresses. */
final class FirewallCommands {
    private static final String WORLD = "0.0.0.0/0";
    private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "icmp");

    private final ZoneTables tables;
    private final Router router;
    private final RuleView view;
    private final Habits habits;

    FirewallCommands(ZoneTables tables, Router router, Habits habits) {
        this.tables = tables;
        this.router = router;
        this.view = new RuleView(tables);
        this.habits = habits;
    }

    Reply create(Request request) {
        PublicIpRow publicIp = tables.require(tables.publicIps, request, "ipaddressid");
        FirewallRow.Matching matching = matching(request);
        NetworkRow network = publicIp.network()
                .orElseThrow(() -> Refusal.parameter("Unable to create firewall rule for the IP address ID="
                        + publicIp.number + " as IP is not associated with any network and no networkId is passed in"));
        if (network.isTier()) {
            // Not recorded: the tier has network ACLs instead.
            throw Refusal.parameter("Unable to create firewall rule for the IP address ID=" + publicIp.number
                    + " as the network does not support Firewall");
        }
        Optional<FirewallRow> conflicting = conflicting(publicIp, matching);
        if (conflicting.isPresent()) {
            throw ForwardCommands.conflict(
                    ports(matching), conflicting.get().number, ports(conflicting.get().matching));
        }
        FirewallRow rule = add(publicIp, network, matching);
        return Reply.creates(rule.id, Job.Instance.of("FirewallRule", rule.id), creation(rule))
                .inQueueOf(network.id());
    }

    private static FirewallRow.Matching matching(Request request) {
        String protocol = request.required("protocol").toLowerCase(Locale.ROOT);
        if (!PROTOCOLS.contains(protocol)) {
            throw Refusal.parameter("Protocol " + protocol + " is not supported");
        }
        String cidrs = request.text("cidrlist").orElse(WORLD);
        for (String cidr : cidrs.split(",", -1)) {
            if (cidr.indexOf('/') < 0 || Cidr.tryParse(cidr).isEmpty()) {
                throw Refusal.api(431, "Source CIDRs formatting error " + cidr);
            }
        }
        Optional<PortRange> ports = request.number("startport").isPresent()
                ? Optional.of(ForwardCommands.ports(request, "startport", "endport"))
                : Optional.empty();
        return new FirewallRow.Matching(protocol, ports, cidrs);
    }

    private static PortRange ports(FirewallRow.Matching matching) {
        return matching.ports().orElse(new PortRange(1, 65_535));
    }

    /** The same protocol and sources on ports that overlap. */
    private Optional<FirewallRow> conflicting(PublicIpRow publicIp, FirewallRow.Matching matching) {
        PortRange wanted = ports(matching);
        return tables.firewallsOf(publicIp)
                .filter(rule -> rule.state != RuleState.DELETING)
                .filter(rule -> rule.matching.protocol().equals(matching.protocol()))
                .filter(rule -> sources(rule.matching).equals(sources(matching)))
                .filter(rule -> ports(rule.matching).first() <= wanted.last()
                        && wanted.first() <= ports(rule.matching).last())
                .findFirst();
    }

    private static Set<String> sources(FirewallRow.Matching matching) {
        return Set.copyOf(List.of(matching.cidrs().split(",", -1)));
    }

    private FirewallRow add(PublicIpRow publicIp, NetworkRow network, FirewallRow.Matching matching) {
        FirewallRow rule = new FirewallRow(tables.nextRuleNumber(), tables.ids.next(), publicIp, network, matching);
        tables.firewalls.put(rule.id, rule);
        return rule;
    }

    /** Makes the rule that lets the world in to a forwarding rule, unless there is one. */
    void openFor(ForwardRow forward) {
        FirewallRow.Matching matching = new FirewallRow.Matching(
                forward.published.protocol().toString(), Optional.of(forward.published.ports()), WORLD);
        if (conflicting(forward.publicIp, matching).isEmpty()) {
            forward.opens(add(forward.publicIp, forward.network, matching));
        }
    }

    private JobBody creation(FirewallRow rule) {
        return (job, part, now) -> {
            if (part == 0) {
                return router.send();
            }
            if (router.refuses(job.command)) {
                rule.state = RuleState.DELETING;
                return JobProgress.refused("Failed to create firewall rule");
            }
            rule.state = RuleState.ACTIVE;
            return new JobProgress.Done(view.result(rule));
        };
    }

    Reply delete(Request request) {
        FirewallRow rule = tables.require(tables.firewalls, request, "id");
        return Reply.job((job, part, now) -> {
                    if (part == 0) {
                        rule.state = RuleState.DELETING;
                        return router.send();
                    }
                    if (router.refuses(job.command)) {
                        return JobProgress.refused("Failed to delete firewall rule");
                    }
                    tables.remove(rule);
                    return JobProgress.success();
                })
                .inQueueOf(rule.network.id());
    }

    Reply list(Request request) {
        Optional<FirewallRow> one = tables.filter(tables.firewalls, request, "id");
        Optional<PublicIpRow> publicIp = tables.find(tables.publicIps, request, "ipaddressid");
        List<FirewallRow> rules = tables.firewalls.values().stream()
                .filter(rule -> request.scope().shows(rule.owner()))
                .filter(rule -> one.isEmpty() || one.get() == rule)
                .filter(rule -> publicIp.isEmpty() || publicIp.get() == rule.publicIp)
                .toList();
        return Reply.now(
                Page.of(request, habits.largestPage()).of("firewallrule", ListCommands.newestFirst(rules), view::of));
    }
}
