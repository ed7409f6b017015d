package org.vipagent.cloud.simulator.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.api.Owned;
import org.vipagent.cloud.simulator.api.Owner;
import org.vipagent.net.IpAddress;

/** A network interface in the zone's database. */
public final class NicRow implements Owned {
    public final String id;
    public final MachineRow machine;
    public final NetworkRow network;
    public final String mac;
    public final IpAddress address;
    public final List<SecondaryIpRow> secondaryIps = new ArrayList<>(2);

    public NicRow(String id, MachineRow machine, NetworkRow network, ZoneLayout.Nic layout) {
        this.id = id;
        this.machine = machine;
        this.network = network;
        this.mac = layout.mac().toString();
        this.address = layout.address();
    }

    @Override
    public Owner owner() {
        return machine.owner();
    }

    public Optional<SecondaryIpRow> secondaryIp(IpAddress wanted) {
        for (SecondaryIpRow ip : secondaryIps) {
            if (ip.address.equals(wanted)) {
                return Optional.of(ip);
            }
        }
        return Optional.empty();
    }

    /** Whether it has the address, as its own or as a secondary one. */
    public boolean has(IpAddress wanted) {
        return address.equals(wanted) || secondaryIp(wanted).isPresent();
    }

    public boolean isDefault() {
        return machine.nics.get(0) == this;
    }
}
