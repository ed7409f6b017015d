package org.vipagent.node;

import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/** An address on an interface, whatever its prefix: link-local ones may be the same on several. */
record Place(InterfaceName device, IpAddress address) {
    static Place of(ManagedAddress managed) {
        return new Place(managed.device(), managed.address().address());
    }
}
