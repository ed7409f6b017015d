package org.vipagent.simulation;

import java.util.List;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/**
 * A network interface of a machine.
 *
 * @param device its name on the machine
 * @param segment the broadcast domain that it is in; machines hear each other where the names are the same
 * @param own the machine's own addresses on it
 */
record Nic(InterfaceName device, String segment, MacAddress mac, List<Cidr> own) {
    Nic {
        own = List.copyOf(own);
    }

    boolean owns(IpAddress address) {
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).address().equals(address)) {
                return true;
            }
        }
        return false;
    }

    /** The first own address of a family. */
    IpAddress address(AddressFamily family) {
        for (Cidr address : own) {
            if (address.address().family() == family) {
                return address.address();
            }
        }
        throw new IllegalArgumentException(device + " has no address of " + family);
    }
}
