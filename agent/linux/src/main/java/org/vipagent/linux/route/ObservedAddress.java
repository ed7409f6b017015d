package org.vipagent.linux.route;

import java.util.Optional;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;

/**
 * An address as the kernel holds it.
 *
 * @param interfaceIndex on which interface
 * @param address the local address and the prefix length
 * @param peer the other end, where it is not an address on a shared segment
 * @param label what {@code ip addr} shows behind the scope; empty for IPv6, which has none
 * @param broadcast if one is set
 * @param scope the kernel's number: 0 global, 253 link, 254 host
 * @param flags IFA_F_* of linux/if_addr.h
 * @param validSeconds until the kernel removes it, rounded up; {@link #FOREVER} if it does not
 * @param preferredSeconds until it is deprecated, rounded up; {@link #FOREVER} if it is not
 */
public record ObservedAddress(
        int interfaceIndex,
        Cidr address,
        Optional<IpAddress> peer,
        String label,
        Optional<IpAddress> broadcast,
        int scope,
        int flags,
        long validSeconds,
        long preferredSeconds) {
    /** A lifetime without end. */
    public static final long FOREVER = 0xffff_ffffL;

    /** Whether an older address of the same subnet leads: without promote_secondaries it dies with that one. */
    public boolean isSecondary() {
        return (flags & Rtnetlink.IFA_F_SECONDARY) != 0;
    }

    /** Whether nothing can be sent from it: not proven unique yet (RFC 4862 §5.4), or proven to be another node's. */
    public boolean isTentative() {
        boolean inDoubt = (flags & Rtnetlink.IFA_F_TENTATIVE) != 0 && (flags & Rtnetlink.IFA_F_OPTIMISTIC) == 0;
        return inDoubt || (flags & Rtnetlink.IFA_F_DADFAILED) != 0;
    }

    /** Whether the kernel keeps a route to its subnet for it. */
    boolean bringsPrefixRoute() {
        return (flags & Rtnetlink.IFA_F_NOPREFIXROUTE) == 0;
    }
}
