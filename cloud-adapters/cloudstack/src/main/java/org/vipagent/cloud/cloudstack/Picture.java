package org.vipagent.cloud.cloudstack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.cloudstack.api.FirewallRule;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.cloud.cloudstack.api.Network;
import org.vipagent.cloud.cloudstack.api.Nic;
import org.vipagent.cloud.cloudstack.api.PublicAddress;
import org.vipagent.net.IpAddress;

/**
 * Puts what the lists showed together with what is remembered, and remembers what they taught.
 *
 * @param lists as the API listed them
 */
record Picture(Claims claims, Lists lists, Memory memory, NodeSettings node) {

    CloudStackView view(List<String> remarks) {
        Needs needs = new Needs(claims);
        CloudStackView seen = new CloudStackView(
                withTargets(), seats(needs), networks(), known(Map.of(), Map.of()), Map.of(), remarks);
        remember(seen, needs);
        CloudStackView complete = new CloudStackView(
                seen.lists(),
                seen.seats(),
                seen.networks(),
                known(admitted(seen, needs), lostFirewalls()),
                Map.of(),
                remarks);
        memory.handover().looked(claims.instance());
        return complete.with(new Holdings(needs, complete).all());
    }

    private Map<IpAddress, Seat> seats(Needs needs) {
        SeatFinder finder = new SeatFinder(lists.own(), lists.machines().values(), memory, node.hardwareAddresses());
        Map<IpAddress, Seat> seats = new HashMap<>();
        needs.addresses().forEach(address -> seats.put(address, finder.seat(address)));
        return seats;
    }

    private Map<String, Network> networks() {
        Map<String, Network> networks = new HashMap<>();
        for (Nic nic : lists.own().nics()) {
            networks.put(nic.networkId(), Facts.network(memory, nic));
        }
        return networks;
    }

    private Known known(Map<ForwardingRule.Slot, String> admitted, Map<String, List<FirewallRule>> lost) {
        return new Known(
                Facts.abilities(memory, node.profile()),
                memory.updateDoesNothing(),
                admitted,
                unsettled(),
                lost,
                memory.secondariesAtMost());
    }

    private Set<String> unsettled() {
        Stream<String> rules =
                lists.rules().stream().filter(memory::isUnsettled).map(ForwardingRule::id);
        Stream<String> openings = lists.firewalls().entrySet().stream().flatMap(e -> e.getValue().stream()
                .filter(rule -> memory.isUnsettled(e.getKey(), rule))
                .map(FirewallRule::id));
        return Stream.concat(rules, openings).collect(Collectors.toSet());
    }

    // ---- rules

    private Lists withTargets() {
        return new Lists(
                lists.ownId(),
                lists.machines(),
                lists.publicAddresses(),
                lists.rules().stream().map(this::withTarget).toList(),
                lists.firewalls(),
                lists.balancers(),
                lists.remarks());
    }

    private ForwardingRule withTarget(ForwardingRule rule) {
        return rule.guestIp().isPresent() ? rule : rule.leadingTo(primary(rule));
    }

    private Optional<IpAddress> primary(ForwardingRule rule) {
        return Optional.ofNullable(lists.machines().get(rule.machineId())).stream()
                .flatMap(m -> m.nics().stream())
                .filter(nic ->
                        rule.networkId().isEmpty() || rule.networkId().get().equals(nic.networkId()))
                .flatMap(nic -> nic.primary().stream())
                .findFirst();
    }

    // ---- memory

    private void remember(CloudStackView view, Needs needs) {
        view.seats().values().forEach(this::rememberHolder);
        view.seats().values().forEach(memory.rejections()::saw);
        lists.machines().values().stream()
                .flatMap(machine -> machine.nics().stream())
                .forEach(nic -> memory.sawSecondaries(nic.secondaries().size()));
        needs.all(PortForward.class)
                .flatMap(claim -> Forwarding.of(claim, view).exact().stream())
                .forEach(memory::sawRule);
        for (PublicAddress address : lists.publicAddresses()) {
            Optional.ofNullable(lists.firewalls().get(address.id()))
                    .ifPresent(now -> memory.firewalls().saw(address.id(), rule -> goesWith(address, rule), now));
        }
    }

    // A forwarding rule that opened the firewall for itself did so for exactly its ports; which ones did, no list
    // tells.
    private Optional<String> goesWith(PublicAddress address, FirewallRule opened) {
        return address.binding()
                .map(binding -> Firewalls.staticNat(binding.machineId()))
                .or(() -> lists.rules().stream()
                        .filter(rule -> rule.publicIpId().equals(address.id()) && rule.isOpenedBy(opened))
                        .map(rule -> Firewalls.forwarding(rule.id()))
                        .findFirst());
    }

    // For the day when its machine can be seen no more.
    private void rememberHolder(Seat seat) {
        Optional<Holder> other = seat.others().stream().findFirst();
        if (other.isEmpty()) {
            memory.free(seat.nic().networkId(), seat.address());
        }
        other.ifPresent(h -> h.secondaryId()
                .ifPresent(id -> memory.heldBy(
                        seat.address(),
                        new Remembered(
                                h.machineId(), h.machineName(), seat.nic().networkId(), id))));
    }

    private Map<ForwardingRule.Slot, String> admitted(CloudStackView view, Needs needs) {
        Map<ForwardingRule.Slot, String> admitted = new HashMap<>();
        needs.all(PortForward.class)
                .map(claim -> Forwarding.of(claim, view))
                .filter(forwarding -> forwarding.publicAddress().isPresent())
                .forEach(forwarding -> admitted.put(forwarding.slot(), memory.admitted(forwarding.slot())));
        return admitted;
    }

    private Map<String, List<FirewallRule>> lostFirewalls() {
        Map<String, List<FirewallRule>> lost = new HashMap<>();
        lists.firewalls().forEach((id, now) -> lost.put(id, memory.lostFirewalls(id, now)));
        return lost;
    }
}
