package org.vipagent.integration;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.vipagent.net.IpAddress;

/**
 * What a pair speaks.
 *
 * @param version 2 (an advert a second, the shortest there is) or 3 (ten a second)
 * @param unicast to named peers instead of the group
 */
record Form(Peer peer, int version, Family family, boolean unicast, Auth auth) {
    static final int VRID = 51;

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Which program the other one runs. */
    enum Peer {
        KEEPALIVED,
        FRR
    }

    enum Family {
        IPV4,
        IPV6
    }

    /** RFC 2338's types. */
    enum Auth {
        NONE,
        PASS,
        AH
    }

    /** All that both sides can speak: FRR has neither unicast nor authentication, version 2 no IPv6, version 3 no authentication. */
    static List<Form> all() {
        Stream<Form> keepalived = Stream.of(false, true)
                .flatMap(unicast -> Stream.concat(
                        Stream.of(Auth.values()).map(auth -> new Form(Peer.KEEPALIVED, 2, Family.IPV4, unicast, auth)),
                        Stream.of(Family.values())
                                .map(family -> new Form(Peer.KEEPALIVED, 3, family, unicast, Auth.NONE))));
        Stream<Form> frr = Stream.of(
                new Form(Peer.FRR, 2, Family.IPV4, false, Auth.NONE),
                new Form(Peer.FRR, 3, Family.IPV4, false, Auth.NONE),
                new Form(Peer.FRR, 3, Family.IPV6, false, Auth.NONE));
        return Stream.concat(keepalived, frr).toList();
    }

    Duration interval() {
        return version == 2 ? SECOND : SECOND.dividedBy(10);
    }

    /** RFC 9568 §6.1 (RFC 3768 §6.1: as if the interval were a second). */
    Duration skew(int priority) {
        return interval().multipliedBy(256 - priority).dividedBy(256);
    }

    /** RFC 9568 §6.1: Active_Down_Interval. */
    Duration masterDown(int priority) {
        return interval().multipliedBy(3).plus(skew(priority));
    }

    boolean isIpv6() {
        return family == Family.IPV6;
    }

    /** The address whose holder is looked at. */
    IpAddress vip() {
        return IpAddress.parse(isIpv6() ? "2001:db8:5::100" : "10.5.0.100");
    }

    /** As an operator lists them; keepalived warns unless the first of IPv6 is link-local (RFC 9568 §5.2.9). */
    List<String> listedAddresses() {
        return isIpv6() ? List.of("fe80::100/64", vip() + "/64") : List.of(vip() + "/24");
    }

    @Override
    public String toString() {
        return "%s v%d %s %s %s"
                .formatted(peer, version, family, unicast ? "unicast" : "multicast", auth)
                .toLowerCase(Locale.ROOT);
    }
}
