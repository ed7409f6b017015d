package org.vipagent.cloud.simulator;

import java.util.List;
import java.util.Optional;
import org.vipagent.net.IpAddress;

/** Public addresses: taking one, and static NAT. */
final class PublicIpCommands {
    private final ZoneTables tables;
    private final Router router;
    private final ZoneView view;

    PublicIpCommands(ZoneTables tables, Router router, ZoneView view) {
        this.tables = tables;
        this.router = router;
        this.view = view;
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
        publicIp.allocatedAt = request.now();
        publicIp.programmed = vpc.isPresent();
        return Reply.creates(
                publicIp.id,
                Job.Instance.of("IpAddress", publicIp.id),
                (job, part, now) -> part == 0 ? router.send() : allocated(publicIp));
    }

    private JobProgress allocated(PublicIpRow publicIp) {
        // Recorded: the result still says Allocating, the list after it Allocated.
        var result = Json.object();
        result.set("ipaddress", view.of(publicIp));
        publicIp.programmed = true;
        return new JobProgress.Done(result);
    }

    Reply list(Request request) {
        Optional<PublicIpRow> one = tables.find(tables.publicIps, request, "id");
        Optional<NetworkRow> network = tables.find(tables.networks, request, "associatednetworkid");
        Optional<String> address = request.text("ipaddress");
        Optional<String> vpc = request.text("vpcid");
        List<PublicIpRow> rows = tables.publicIps.values().stream()
                .filter(row -> !row.isSpare())
                .filter(row -> one.isEmpty() || one.get() == row)
                .filter(row -> network.isEmpty() || row.network().equals(network))
                .filter(row -> address.isEmpty() || row.address.toString().equals(address.get()))
                .filter(row -> vpc.isEmpty() || row.vpcId.equals(vpc.get()))
                .toList();
        return Reply.now(Page.of(request).of("publicipaddress", ListCommands.newestFirst(rows), view::of));
    }

    /** Not a job: the answer comes when the router has answered. */
    Reply enableStaticNat(Request request) {
        PublicIpRow publicIp = tables.require(tables.publicIps, request, "ipaddressid");
        MachineRow machine = tables.require(tables.machines, request, "virtualmachineid");
        Optional<NetworkRow> asked = tables.find(tables.networks, request, "networkid");
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
        return Reply.job((job, part, now) -> switch (part) {
            case 0 -> revokeFirewall(publicIp);
            case 1 -> removeFirewall(publicIp);
            default -> endStaticNat(publicIp, job);
        });
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
        tables.firewallsOf(publicIp).toList().forEach(rule -> tables.firewalls.remove(rule.id));
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
