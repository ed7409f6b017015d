package org.vipagent.cloud.cloudstack;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vipagent.cloud.cloudstack.api.Machine;
import org.vipagent.cloud.cloudstack.api.Nic;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/**
 * Finds the interface of this node where an address belongs, and everyone who holds it there.
 *
 * @param own this node's machine; it has at least one interface
 * @param machines everyone who was seen, this node included
 * @param memory who held what, for machines that cannot be seen any more
 * @param hardwareAddresses those of this machine's interfaces, to choose where nothing else does
 */
record SeatFinder(Machine own, Collection<Machine> machines, Memory memory, Set<MacAddress> hardwareAddresses) {

    /** Ids of the networks where these addresses may belong; more than needed rather than too few. */
    static Set<String> networks(Machine own, Collection<IpAddress> addresses) {
        Set<String> networks = new LinkedHashSet<>();
        for (IpAddress address : addresses) {
            candidates(own, address).forEach(nic -> networks.add(nic.networkId()));
        }
        return networks;
    }

    Seat seat(IpAddress address) {
        Nic nic = nic(address);
        List<Holder> holders = holders(nic, address);
        return new Seat(
                address,
                nic,
                Facts.network(memory, nic),
                holders,
                primaryOf(nic, address),
                memory.rejections().includes(nic.id(), address, holders.isEmpty()),
                memory.giver(nic.networkId(), address));
    }

    private static List<Nic> candidates(Machine own, IpAddress address) {
        List<Nic> reaching =
                own.nics().stream().filter(nic -> nic.reaches(address)).toList();
        return reaching.isEmpty() ? own.nics() : reaching;
    }

    private Nic nic(IpAddress address) {
        List<Nic> candidates = candidates(own, address);
        Stream<Optional<Nic>> byPreference = Stream.of(
                candidates.stream()
                        .filter(n -> n.secondary(address).isPresent() || n.hasPrimary(address))
                        .findFirst(),
                candidates.stream().filter(n -> !holders(n, address).isEmpty()).findFirst(),
                candidates.stream()
                        .filter(n -> n.mac().filter(hardwareAddresses::contains).isPresent())
                        .findFirst());
        return byPreference.flatMap(Optional::stream).findFirst().orElse(candidates.get(0));
    }

    private List<Holder> holders(Nic place, IpAddress address) {
        List<Holder> holders = new ArrayList<>();
        for (Machine machine : machines) {
            boolean ours = machine.id().equals(own.id());
            for (Nic nic : nicsIn(machine, place)) {
                nic.secondary(address)
                        .ifPresent(s -> holders.add(new Holder(
                                machine.id(),
                                machine.name(),
                                Optional.of(s.id()),
                                ours,
                                machine.isGone(),
                                memory.doesNotLeave(s.id()))));
                if (ours && nic.hasPrimary(address)) {
                    holders.add(new Holder(machine.id(), machine.name(), Optional.empty(), true, false, false));
                }
            }
        }
        // The server gives an address to one machine only: where a holder is seen, what is remembered is out of date.
        memory.holderOf(place.networkId(), address)
                .filter(r -> holders.isEmpty())
                .filter(r -> machines.stream().noneMatch(m -> m.id().equals(r.machineId())))
                .ifPresent(r -> holders.add(new Holder(
                        r.machineId(),
                        r.machineName(),
                        Optional.of(r.secondaryId()),
                        false,
                        true,
                        memory.doesNotLeave(r.secondaryId()))));
        return holders;
    }

    private Optional<String> primaryOf(Nic place, IpAddress address) {
        return machines.stream()
                .filter(m -> !m.id().equals(own.id()))
                .filter(m -> nicsIn(m, place).stream().anyMatch(nic -> nic.hasPrimary(address)))
                .map(Machine::name)
                .findFirst();
    }

    private static List<Nic> nicsIn(Machine machine, Nic place) {
        return machine.nics().stream()
                .filter(nic -> nic.networkId().equals(place.networkId()))
                .toList();
    }
}
