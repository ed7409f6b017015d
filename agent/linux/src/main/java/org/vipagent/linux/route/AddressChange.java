package org.vipagent.linux.route;

import org.vipagent.node.ManagedAddress;

/** One step towards the wanted addresses. */
public sealed interface AddressChange {
    /** Which managed address it is about. */
    ManagedAddress address();

    /**
     * The address is not there and shall be.
     *
     * @param interfaceIndex where
     * @param sharesPrefix whether somebody else's address brings the route to its subnet
     */
    record Add(ManagedAddress address, int interfaceIndex, boolean sharesPrefix) implements AddressChange {}

    /**
     * The address is there; its lifetime starts anew. Also how an address that a predecessor left is adopted.
     *
     * @param interfaceIndex where
     * @param sharesPrefix as for {@link Add}
     */
    record Renew(ManagedAddress address, int interfaceIndex, boolean sharesPrefix) implements AddressChange {}

    /**
     * The address is there and shall not be, or not so.
     *
     * @param present as the kernel holds it
     */
    record Remove(ManagedAddress address, ObservedAddress present) implements AddressChange {}
}
