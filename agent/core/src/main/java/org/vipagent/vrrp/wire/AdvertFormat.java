package org.vipagent.vrrp.wire;

import java.util.List;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;

/**
 * What one virtual router's adverts look like: how to write ours and what to demand of others'.
 *
 * @param version 2 (IPv4 only) or 3
 * @param vrid 1 to 255
 * @param family of the carrying packet and of all addresses
 * @param advertIntervalNanos version 2: 1 to 255 whole seconds; version 3: 10 ms to 40.95 s in steps of 10 ms
 * @param addresses advertised, in this order; at most 255
 * @param authentication version 2 only
 * @param v3ChecksumAsV2 version 3 over IPv4: send the checksum of the message alone (RFC 9568 §5.2.8) instead of one
 *     with a pseudo-header as keepalived and FRR do; both are accepted in any case
 * @param unicast adverts go to configured peers instead of the group
 * @param oldUnicastChecksum version 3 by unicast over IPv4 only; what it says of sending yields to {@code
 * v3ChecksumAsV2}
 */
public record AdvertFormat(
        int version,
        int vrid,
        AddressFamily family,
        long advertIntervalNanos,
        List<IpAddress> addresses,
        Authentication authentication,
        boolean v3ChecksumAsV2,
        boolean unicast,
        OldUnicastChecksum oldUnicastChecksum) {
    static final long SECOND = 1_000_000_000L;
    static final long CENTISECOND = 10_000_000L;

    public AdvertFormat {
        addresses = List.copyOf(addresses);
        require(version == 2 || !authentication.isHeader(), "VRRP version 3 has no authentication header");
        require(version == 2 || version == 3, "there is no VRRP version " + version);
        require(version == 3 || family == AddressFamily.INET, "VRRP version 2 has no IPv6");
        require(vrid >= 1 && vrid <= 255, "a VRID is 1 to 255, not " + vrid);
        require(addresses.size() <= 255, "an advert holds at most 255 addresses, not " + addresses.size());
        for (IpAddress address : addresses) {
            require(address.family() == family, address + " is not of the advert's address family");
        }
        long unit = version == 2 ? SECOND : CENTISECOND;
        long most = version == 2 ? 255 : 4095;
        require(
                advertIntervalNanos % unit == 0 && advertIntervalNanos >= unit && advertIntervalNanos <= most * unit,
                "an advert interval of " + advertIntervalNanos + " ns does not fit VRRP version " + version);
    }

    /** As a keepalived since 1.3.7 does where it was told nothing else. */
    public AdvertFormat(
            int version,
            int vrid,
            AddressFamily family,
            long advertIntervalNanos,
            List<IpAddress> addresses,
            Authentication authentication,
            boolean v3ChecksumAsV2,
            boolean unicast) {
        this(
                version,
                vrid,
                family,
                advertIntervalNanos,
                addresses,
                authentication,
                v3ChecksumAsV2,
                unicast,
                OldUnicastChecksum.ACCEPT);
    }

    /** How ours are summed. */
    public ChecksumForm checksumForm() {
        if (version == 2) {
            return ChecksumForm.MESSAGE_ALONE;
        }
        if (family == AddressFamily.INET6) {
            return ChecksumForm.PSEUDO_HEADER;
        }
        if (v3ChecksumAsV2) {
            return ChecksumForm.MESSAGE_ALONE;
        }
        boolean old = unicast && oldUnicastChecksum == OldUnicastChecksum.SEND;
        return old ? ChecksumForm.OLD_UNICAST : ChecksumForm.PSEUDO_HEADER;
    }

    /** The interval in the unit of the wire: seconds (version 2) or centiseconds. */
    int intervalUnits() {
        return (int) (advertIntervalNanos / (version == 2 ? SECOND : CENTISECOND));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
