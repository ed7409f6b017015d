package org.vipagent.cloud.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.net.IpAddress;

/** A network interface in the zone's database. */
final class NicRow {
    final String id;
    final MachineRow machine;
    final NetworkRow network;
    final String mac;
    final IpAddress address;
    final List<SecondaryIpRow> secondaryIps = new ArrayList<>(2);

    NicRow(String id, MachineRow machine, NetworkRow network, ZoneLayout.Nic layout) {
        this.id = id;
        this.machine = machine;
        this.network = network;
        this.mac = layout.mac().toString();
        this.address = layout.address();
    }

    Optional<SecondaryIpRow> secondaryIp(IpAddress wanted) {
        for (SecondaryIpRow ip : secondaryIps) {
            if (ip.address.equals(wanted)) {
                return Optional.of(ip);
            }
        }
        return Optional.empty();
    }

    /** Whether it has the address, as its own or as a secondary one. */
    boolean has(IpAddress wanted) {
        return address.equals(wanted) || secondaryIp(wanted).isPresent();
    }

    boolean isDefault() {
        return machine.nics.get(0) == this;
    }
}
