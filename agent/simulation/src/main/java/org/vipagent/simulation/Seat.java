package org.vipagent.simulation;

import java.util.List;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/**
 * Who a node is.
 *
 * @param index from 0
 * @param name of the machine, here and in the cloud
 * @param nics its interfaces, at least one; the first is the one that the cloud knows
 * @param virtualMachine its id in the cloud
 */
record Seat(int index, String name, List<Nic> nics, String virtualMachine) {
    Seat {
        nics = List.copyOf(nics);
    }

    /** The first interface. */
    Nic nic() {
        return nics.get(0);
    }

    /** The interface of this name, which must be there. */
    Nic nic(InterfaceName device) {
        for (Nic nic : nics) {
            if (nic.device().equals(device)) {
                return nic;
            }
        }
        throw new IllegalArgumentException(name + " has no " + device);
    }

    /** The first own address of a family. */
    IpAddress address(AddressFamily family) {
        return nic().address(family);
    }
}
