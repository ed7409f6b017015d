package org.vipagent.cloud.simulator.commands;

import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.simulator.Habits;
import org.vipagent.cloud.simulator.api.Json;
import org.vipagent.cloud.simulator.api.Owner;
import org.vipagent.cloud.simulator.api.Page;
import org.vipagent.cloud.simulator.api.Refusal;
import org.vipagent.cloud.simulator.api.Request;
import org.vipagent.cloud.simulator.jobs.Job;
import org.vipagent.cloud.simulator.jobs.JobProgress;
import org.vipagent.cloud.simulator.jobs.Reply;
import org.vipagent.cloud.simulator.tables.FirewallRow;
import org.vipagent.cloud.simulator.tables.MachineRow;
import org.vipagent.cloud.simulator.tables.NetworkRow;
import org.vipagent.cloud.simulator.tables.NicRow;
import org.vipagent.cloud.simulator.tables.PublicIpRow;
import org.vipagent.cloud.simulator.tables.RuleState;
import org.vipagent.cloud.simulator.tables.ZoneTables;
import org.vipagent.net.IpAddress;

/** Public addresses: taking one, and static NAT. */
final class PublicIpCommands {
    private final ZoneTables tables;
    private final Router router;
    private final ZoneView view;
    private final Habits habits;

    PublicIpCommands(ZoneTables tables, Router router, ZoneView view, Habits habits) {
        this.tables = tables;
        this.router = router;
        this.view = view;
        this.habits = habits;
    }

    Reply associate(Request request) {
        Optional<NetworkRow> network = tables.find(tables.networks, request, "networkid");
        Optional<String> vpc = request.text("vpcid");
        if (vpc.isPresent()
                && tables.networks.values().stream()
                        .noneMatch(row -> row.layout().vpcId().equals(vpc.get()))) {
            throw Refusal.unknown(request.command(), "vpcid", vpc.get());
        }
        if (network.isEmpty() && vpc.isEmpty()) {
            throw Refusal.parameter("Unable to figure out zone to assign ip to");
        }
        PublicIpRow publicIp = tables.publicIps.values().stream()
                .filter(PublicIpRow::isSpare)
                .findFirst()
                .orElseThrow(() -> Refusal.api(533, "Unable to allocate a public IP address: insufficient capacity"));
        network.ifPresent(publicIp::associate);
        vpc.ifPresent(id -> publicIp.vpcId = id);
        publicIp.owner = network.map(NetworkRow::owner)
                .filter(owner -> owner.kind() != Owner.Kind.EVERYBODY)
                .orElse(request.scope().asked());
        publicIp.allocatedAt = request.now();
        publicIp.programmed = vpc.isPresent();
        return Reply.creates(
                publicIp.id,
                Job.Instance.of("IpAddress", publicIp.id),
                (job, part, now) -> part == 0 ? router.send() : allocated(publicIp));
    }

    /** All that leads in through the address goes with it. */
    Reply disassociate(Request request) {
        PublicIpRow publicIp = tables.require(tables.publicIps, request, "id");
        if (publicIp.sourceNat) {
            throw Refusal.parameter("Ip address is used for source nat purposes and can not be disassociated.");
        }
        Reply.Accepted reply = Reply.job((job, part, now) -> {
            if (part == 0) {
                return router.send();
            }
            if (router.refuses(job.command)) {
                return JobProgress.refused("Failed to disassociate ip address");
            }
            tables.release(publicIp);
            return JobProgress.success();
        });
        return publicIp.network().map(network -> reply.inQueueOf(network.id())).orElse(reply);
    }

    private JobProgress allocated(PublicIpRow publicIp) {
        // Recorded: the result still says Allocating, the list after it Allocated.
        var result = Json.object();
        result.set("ipaddress", view.of(publicIp));
        publicIp.programmed = true;
        return new JobProgress.Done(result);
    }

    Reply list(Request request) {
        Optional<PublicIpRow> one = tables.filter(tables.publicIps, request, "id");
        Optional<NetworkRow> network = tables.filter(tables.networks, request, "associatednetworkid");
        Optional<String> address = request.text("ipaddress");
        Optional<String> vpc = request.text("vpcid");
        List<PublicIpRow> rows = tables.publicIps.values().stream()
                .filter(row -> !row.isSpare() && request.scope().shows(row.owner()))
                .filter(row -> one.isEmpty() || one.get() == row)
                .filter(row -> network.isEmpty() || row.network().equals(network))
                .filter(row -> address.isEmpty() || row.address.toString().equals(address.get()))
                .filter(row -> vpc.isEmpty() || row.vpcId.equals(vpc.get()))
                .toList();
        return Reply.now(
                Page.of(request, habits.largestPage()).of("publicipaddress", ListCommands.newestFirst(rows), view::of));
    }

    /** Not a job: the answer comes when the router has answered. */
    Reply enableStaticNat(Request request) {
        PublicIpRow publicIp = tables.require(tables.publicIps, request, "ipaddressid");
        MachineRow machine = tables.require(tables.machines, request, "virtualmachineid");
        Optional<NetworkRow> asked = tables.find(tables.networks, request, "networkid");
        refuseOtherOwner(request, publicIp, machine);
        refuseWrongAddress(publicIp);
        NetworkRow network = publicIp.network()
                .or(() -> asked)
                .orElseThrow(() -> Refusal.parameter("Unable to enable static NAT for the ipAddress id="
                        + publicIp.number + " as IP is not associated with any network and no networkId is passed in"));
        NicRow nic = nicOf(machine, network);
        refuseOtherMachine(publicIp, machine);
        IpAddress target = targetOn(nic, request.text("vmguestip"));
        refuseTwice(publicIp, machine, target);
        if (router.refuses(request.command())) {
            // Recorded: rolled back, nothing left behind.
            throw Refusal.api(530, "Failed to enable static NAT");
        }
        publicIp.associate(network);
        publicIp.staticNat(new PublicIpRow.StaticNat(machine, target));
        return new Reply.Answered(Json.object().put("success", "true"), router.millis());
    }

    /** What the caller may use may still belong to two different owners. */
    static void refuseOtherOwner(Request request, PublicIpRow publicIp, MachineRow machine) {
        if (!machine.owner().equals(publicIp.owner())) {
            throw Refusal.foreign(request.scope().caller());
        }
    }

    private void refuseWrongAddress(PublicIpRow publicIp) {
        if (publicIp.sourceNat) {
            throw Refusal.parameter(
                    "Can't enable static, ip address " + publicIp.inTexts() + " is a sourceNat ip address");
        }
        if (tables.forwardsOf(publicIp).anyMatch(rule -> rule.state != RuleState.DELETING)) {
            throw Refusal.api(
                    537,
                    "Failed to enable static nat for the ip address " + publicIp.inTexts()
                            + " as it already has PortForwarding rules assigned");
        }
        if (tables.balancersOf(publicIp).findAny().isPresent()) {
            throw Refusal.api(
                    537,
                    "Failed to enable static nat for the ip address " + publicIp.inTexts()
                            + " as it already has LoadBalancing rules assigned");
        }
    }

    private static NicRow nicOf(MachineRow machine, NetworkRow network) {
        if (!machine.state.isListed()) {
            throw Refusal.parameter("Can't enable static NAT for the address, invalid virtual machine id specified");
        }
        return machine.nicIn(network)
                .orElseThrow(() -> Refusal.parameter(
                        "Vm doesn't have a nic in the network of the address, so static NAT cannot lead to it"));
    }

    private static void refuseOtherMachine(PublicIpRow publicIp, MachineRow machine) {
        if (publicIp.staticNat().filter(nat -> nat.machine() != machine).isPresent()) {
            throw Refusal.api(
                    537,
                    "Failed to enable static for the ip address " + publicIp.inTexts() + " and vm id=" + machine.number
                            + " as it's already assigned to antoher vm");
        }
    }

    private static IpAddress targetOn(NicRow nic, Optional<String> guestIp) {
        if (guestIp.isEmpty()) {
            return nic.address;
        }
        return guestIp.flatMap(IpAddress::tryParse)
                .filter(nic::has)
                .orElseThrow(() -> Refusal.parameter("VM ip " + guestIp.get() + " address not belongs to the vm"));
    }

    /** One public address per machine and address, this very one included: a repeat is an error. */
    private void refuseTwice(PublicIpRow publicIp, MachineRow machine, IpAddress target) {
        for (PublicIpRow other : tables.publicIps.values()) {
            if (other.staticNat().equals(Optional.of(new PublicIpRow.StaticNat(machine, target)))) {
                throw Refusal.parameter("Failed to enable static nat on the  ip " + publicIp.address + " with Id "
                        + publicIp.id + " as the vm " + machine.instanceName() + " with Id " + machine.id
                        + " is already associated with another public ip " + other.address + " with id " + other.id);
            }
        }
    }

    Reply disableStaticNat(Request request) {
        PublicIpRow publicIp = tables.require(tables.publicIps, request, "ipaddressid");
        Reply.Accepted reply = Reply.job((job, part, now) -> switch (part) {
            case 0 -> revokeFirewall(publicIp);
            case 1 -> removeFirewall(publicIp);
            default -> endStaticNat(publicIp, job);
        });
        return publicIp.network().map(network -> reply.inQueueOf(network.id())).orElse(reply);
    }

    private JobProgress revokeFirewall(PublicIpRow publicIp) {
        if (publicIp.staticNat().isEmpty()) {
            return JobProgress.refused("Specified IP address id is not associated with any vm Id");
        }
        List<FirewallRow> rules = tables.firewallsOf(publicIp).toList();
        rules.forEach(rule -> rule.state = RuleState.DELETING);
        return rules.isEmpty() ? new JobProgress.Wait(0) : router.send();
    }

    /** All of them, not only those that came with static NAT. */
    private JobProgress removeFirewall(PublicIpRow publicIp) {
        tables.firewallsOf(publicIp).toList().forEach(tables::remove);
        return router.send();
    }

    private JobProgress endStaticNat(PublicIpRow publicIp, Job job) {
        if (router.refuses(job.command)) {
            return JobProgress.refused("Failed to disable static NAT");
        }
        publicIp.endStaticNat();
        tables.releaseFromTier(publicIp);
        return JobProgress.success();
    }
}
