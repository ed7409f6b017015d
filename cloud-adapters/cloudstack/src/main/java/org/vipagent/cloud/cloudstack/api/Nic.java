package org.vipagent.cloud.cloudstack.api;

import java.util.List;
import java.util.Optional;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/**
 * A network interface as the cloud shows it.
 *
 * @param subnet the primary address with the network's prefix length; empty where the interface has no IPv4 address
 * @param type {@code Isolated}, {@code Shared}, …; empty where the answer has none ({@code listNics})
 */
public record Nic(
        String id,
        String networkId,
        Optional<Cidr> subnet,
        Optional<MacAddress> mac,
        Optional<String> type,
        List<SecondaryAddress> secondaries) {
    public Nic {
        secondaries = List.copyOf(secondaries);
    }

    /** Whether this is the interface's primary address. */
    public boolean hasPrimary(IpAddress address) {
        return subnet.isPresent() && subnet.get().address().equals(address);
    }

    /** The secondary address, if this interface has it. */
    public Optional<SecondaryAddress> secondary(IpAddress address) {
        return secondaries.stream().filter(s -> s.address().equals(address)).findFirst();
    }

    /** Whether the address lies in the interface's network. */
    public boolean reaches(IpAddress address) {
        return subnet.isPresent() && subnet.get().contains(address);
    }

    /** The interface's own address. */
    public Optional<IpAddress> primary() {
        return subnet.map(Cidr::address);
    }

    /**
     * What is known of the network without asking for it. An unknown type counts as isolated and a shared network as
     * one with security groups, which are the careful answers: nothing that works is touched at once, and jobs are
     * awaited.
     */
    public Network assumedNetwork() {
        String known = type.orElse("Isolated");
        return new Network(networkId, known, Optional.empty(), Optional.empty(), known.equalsIgnoreCase("Shared"));
    }

    Nic withSecondaries(List<SecondaryAddress> addresses) {
        return new Nic(id, networkId, subnet, mac, type, addresses);
    }
}
