package org.vipagent.cloud.simulator.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.cloud.simulator.api.Ids;
import org.vipagent.cloud.simulator.api.Refusal;
import org.vipagent.cloud.simulator.api.Request;
import org.vipagent.cloud.simulator.tables.BalancerRow;
import org.vipagent.cloud.simulator.tables.MachineRow;
import org.vipagent.cloud.simulator.tables.NicRow;
import org.vipagent.cloud.simulator.tables.ZoneTables;
import org.vipagent.net.IpAddress;

/** Which members a call means, and whether they may come or go. */
final class BalancerMembers {
    private final ZoneTables tables;

    BalancerMembers(ZoneTables tables) {
        this.tables = tables;
    }

    /**
     * A member as a call names it.
     *
     * @param address as given; empty for the machine's own
     */
    record Asked(MachineRow machine, Optional<String> address) {}

    /** Of {@code virtualmachineids} and, unless the server is old, {@code vmidipmap}; only ids are checked here. */
    List<Asked> asked(Request request, boolean oldServer) {
        List<Asked> asked = new ArrayList<>();
        for (String id : request.list("virtualmachineids")) {
            asked.add(new Asked(machine(request, id, "virtualmachineids"), Optional.empty()));
        }
        List<Map<String, String>> entries = oldServer ? List.of() : request.entries("vmidipmap");
        for (Map<String, String> entry : entries) {
            MachineRow machine = machine(request, entry.getOrDefault("vmid", ""), "vmidipmap");
            asked.add(new Asked(machine, Optional.ofNullable(entry.get("vmip"))));
        }
        if (asked.isEmpty()) {
            throw oldServer
                    ? Refusal.missing(request.command(), "virtualmachineids")
                    : Refusal.parameter("Both virtualMachineId and vmIdIpMap can't be null");
        }
        return asked;
    }

    private MachineRow machine(Request request, String id, String parameter) {
        if (!Ids.looksLikeOne(id)) {
            throw Refusal.notAnId(request.command(), id);
        }
        MachineRow machine = tables.machines.get(id);
        if (machine == null) {
            throw Refusal.unknown(request.command(), parameter, id);
        }
        if (!request.scope().mayUse(machine.owner())) {
            throw Refusal.foreign(request.scope().caller());
        }
        return machine;
    }

    List<BalancerRow.Member> toAdd(BalancerRow rule, List<Asked> asked) {
        List<BalancerRow.Member> added = new ArrayList<>();
        for (Asked one : asked) {
            MachineRow machine = one.machine();
            if (!machine.state.isListed() || !machine.owner().equals(rule.owner())) {
                throw Refusal.parameter("Invalid instance id specified");
            }
            NicRow nic = machine.nicIn(rule.network)
                    .orElseThrow(() -> Refusal.parameter(
                            "VM " + machine.number + " cannot be added, it doesn't belong in the same network."));
            IpAddress address = address(nic, one.address());
            BalancerRow.Member member = new BalancerRow.Member(machine, address);
            if (rule.members.contains(member) || added.contains(member)) {
                throw Refusal.parameter(
                        "VM " + machine.number + " with " + address + " is already mapped to load balancer.");
            }
            added.add(member);
        }
        return added;
    }

    private static IpAddress address(NicRow nic, Optional<String> given) {
        if (given.isEmpty()) {
            return nic.address;
        }
        return given.flatMap(IpAddress::tryParse)
                .filter(nic::has)
                .orElseThrow(() -> Refusal.parameter("VM ip " + given.get() + " specified does not belong to it"));
    }

    /** A machine without an address means all of its addresses. */
    List<BalancerRow.Member> toRemove(BalancerRow rule, List<Asked> asked) {
        List<BalancerRow.Member> leaving = new ArrayList<>();
        for (Asked one : asked) {
            List<BalancerRow.Member> meant = rule.members.stream()
                    .filter(member -> member.machine() == one.machine())
                    .filter(member -> one.address().isEmpty()
                            || one.address().get().equals(member.address().toString()))
                    .toList();
            if (meant.isEmpty()) {
                throw Refusal.parameter("Invalid instance id: " + one.machine().number);
            }
            leaving.addAll(meant);
        }
        return leaving;
    }
}
