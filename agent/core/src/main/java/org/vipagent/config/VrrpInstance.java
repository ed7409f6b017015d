package org.vipagent.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;

/**
 * One {@code vrrp_instance}, with every default filled in. Made by {@link #builder}.
 *
 * @param name unique in the configuration
 * @param interfaceName where adverts go out and come in
 * @param virtualRouterId 1 to 255
 * @param family over which VRRP runs: that of the first virtual address
 * @param version of VRRP: 2 (RFC 3768, IPv4 only) or 3 (RFC 9568)
 * @param stateMaster whether {@code state MASTER} was asked for; without effect on timing below priority 255
 * @param priority 1 to 255; 255 is the address owner
 * @param advertInterval whole seconds in version 2; 10 ms to 40.95 s in steps of 10 ms in version 3
 * @param preempt whether to take over from a master of lower priority
 * @param preemptDelay how long a lower-priority master must be heard before that, at most 1000 s
 * @param downTimerAdverts adverts missed before a takeover, 1 to 100
 * @param virtualAddresses advertised, all of the instance's family; none only with {@code no_virtual_ipaddress}
 * @param excludedAddresses set with the others but not advertised; of either family
 * @param delivery where adverts go, and whose are believed
 * @param manners how it deals with the others
 * @param authentication in version 3, and with {@code auth_hmac}, always none
 * @param hmac the trailer of adverts, if any
 * @param udpPort {@code transport udp}: the port of both ends, 1 to 65535; empty: protocol 112. Only with peers and an
 *     enforced {@code hmac}
 * @param gratuitousArp how addresses are announced
 * @param v3ChecksumAsV2 version 3 over IPv4 without pseudo-header, as RFC 9568 §5.2.8 has it
 * @param vipLifetime the kernel's lifetime of each VIP; empty: derived from the master-down time; zero: off
 * @param stopTimeout the longest a planned stop may take; without a word of it 5 s, or in version 3 the interval and a
 *     second where that is longer
 * @param foreignVrid what to do with another cluster's adverts
 * @param trackPrimary whether a link that is down on the own interface is a fault
 * @param witness who has to answer, or a peer instead, for this node to be master; empty: nobody
 * @param cloud what follows the master in a cloud
 * @param declaredAt the block's position
 */
public record VrrpInstance(
        String name,
        InterfaceName interfaceName,
        int virtualRouterId,
        AddressFamily family,
        int version,
        boolean stateMaster,
        int priority,
        Duration advertInterval,
        boolean preempt,
        Duration preemptDelay,
        int downTimerAdverts,
        List<VirtualAddress> virtualAddresses,
        List<VirtualAddress> excludedAddresses,
        Delivery delivery,
        Manners manners,
        Authentication authentication,
        Optional<HmacAuthentication> hmac,
        OptionalInt udpPort,
        GratuitousArp gratuitousArp,
        boolean v3ChecksumAsV2,
        Optional<Duration> vipLifetime,
        Duration stopTimeout,
        ForeignVrid foreignVrid,
        boolean trackPrimary,
        Optional<Witness> witness,
        Optional<CloudFollowing> cloud,
        SourcePosition declaredAt) {
    public VrrpInstance {
        virtualAddresses = List.copyOf(virtualAddresses);
        excludedAddresses = List.copyOf(excludedAddresses);
    }

    /** An instance with keepalived's defaults, to be changed where it differs. */
    public static VrrpInstanceBuilder builder(String name, InterfaceName interfaceName, int virtualRouterId) {
        return new VrrpInstanceBuilder(name, interfaceName, virtualRouterId);
    }

    /** A copy of this one, to be changed. */
    public VrrpInstanceBuilder toBuilder() {
        return new VrrpInstanceBuilder(this);
    }
}
