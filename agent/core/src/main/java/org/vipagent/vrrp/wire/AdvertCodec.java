package org.vipagent.vrrp.wire;

import java.util.ArrayList;
import java.util.List;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Decoded.Dropped;
import org.vipagent.vrrp.wire.Decoded.Valid;

/**
 * VRRP messages to bytes and back (RFC 3768 §5, RFC 5798 §5, RFC 9568 §5). All fields are in network byte order:
 *
 * <pre>
 * 0     version (high 4 bits), type (low 4 bits)
 * 1     VRID
 * 2     priority
 * 3     address count
 * 4     v2: Auth Type                      v3: 4 reserved bits,
 * 5     v2: interval in seconds                12 bits interval in centiseconds
 * 6-7   checksum
 * 8…    addresses of 4 or 16 bytes; v2: then 8 bytes of authentication data
 * </pre>
 */
public final class AdvertCodec {
    /** The longest message: 255 IPv6 addresses. Every target of {@link #encode} must have room for it. */
    public static final int MAXIMUM_LENGTH = 8 + 255 * 16;

    /** IP protocol number of VRRP (RFC 9568 §5.1.1.4). */
    public static final int IP_PROTOCOL = 112;

    /** Where multicast adverts go. */
    public static final IpAddress GROUP = IpAddress.parse("224.0.0.18");

    /** Where multicast adverts go over IPv6. */
    public static final IpAddress GROUP6 = IpAddress.parse("ff02::12");

    private static final int TYPE_ADVERTISEMENT = 1;
    private static final int REQUIRED_TTL = 255;

    private static final int VERSION_AND_TYPE = 0;
    private static final int VRID = 1;
    private static final int PRIORITY = 2;
    private static final int ADDRESS_COUNT = 3;
    private static final int V2_AUTH_TYPE = 4;
    private static final int V2_INTERVAL = 5;
    private static final int V3_INTERVAL = 4;
    private static final int CHECKSUM = 6;
    private static final int ADDRESSES = 8;

    private AdvertCodec() {}

    /** The group of an address family. */
    public static IpAddress group(AddressFamily family) {
        return family == AddressFamily.INET ? GROUP : GROUP6;
    }

    /** The VRID of an unchecked message, so that its router can be found; -1 if the message is too short to have one. */
    public static int peekVrid(Datagram datagram) {
        return datagram.length() > VRID ? unsigned(datagram, VRID) : -1;
    }

    /**
     * Writes an advert; allocates nothing.
     *
     * @param format whose advert it is
     * @param priority 0 to 255
     * @param source primary address of the sending interface
     * @param destination the group or the peer: version 3 sums it
     * @param target at least {@link #MAXIMUM_LENGTH} bytes; written from its start
     * @return the length of the message in bytes
     */
    public static int encode(
            AdvertFormat format, int priority, IpAddress source, IpAddress destination, byte[] target) {
        int length = messageLength(format, format.addresses().size());
        // First, because the target serves as scratch space for it.
        long pseudoHeader = sendsPseudoHeader(format) ? Checksum.pseudoHeader(source, destination, length, target) : 0;
        target[VERSION_AND_TYPE] = (byte) (format.version() << 4 | TYPE_ADVERTISEMENT);
        target[VRID] = (byte) format.vrid();
        target[PRIORITY] = (byte) priority;
        target[ADDRESS_COUNT] = (byte) format.addresses().size();
        if (format.version() == 2) {
            target[V2_AUTH_TYPE] = (byte) format.authentication().type();
            target[V2_INTERVAL] = (byte) format.intervalUnits();
            format.authentication().copyTo(target, length - Authentication.PASSWORD_BYTES);
        } else {
            target[V3_INTERVAL] = (byte) (format.intervalUnits() >> 8);
            target[V3_INTERVAL + 1] = (byte) format.intervalUnits();
        }
        int at = ADDRESSES;
        for (int i = 0; i < format.addresses().size(); i++) {
            format.addresses().get(i).copyTo(target, at);
            at += format.family().bytes();
        }
        target[CHECKSUM] = 0;
        target[CHECKSUM + 1] = 0;
        int checksum = Checksum.finish(pseudoHeader + Checksum.sum(target, 0, length));
        target[CHECKSUM] = (byte) (checksum >> 8);
        target[CHECKSUM + 1] = (byte) checksum;
        return length;
    }

    /**
     * Checks and reads a message, in the order of RFC 9568 §7.1. Never throws, whatever the bytes.
     *
     * @param datagram as received
     * @param format what our own virtual router's adverts look like
     */
    public static Decoded decode(Datagram datagram, AdvertFormat format) {
        DropReason refused = refusal(datagram, format);
        if (refused != null) {
            return new Dropped(refused);
        }
        boolean other = false;
        if (format.version() == 3) {
            boolean pseudoHeader = sumsToZero(datagram, true);
            if (!pseudoHeader && (format.family() == AddressFamily.INET6 || !sumsToZero(datagram, false))) {
                return new Dropped(DropReason.BAD_CHECKSUM);
            }
            other = pseudoHeader != sendsPseudoHeader(format);
        } else if (!sumsToZero(datagram, false)) {
            return new Dropped(DropReason.BAD_CHECKSUM);
        }
        refused = contentRefusal(datagram, format);
        return refused != null ? new Dropped(refused) : new Valid(read(datagram, format), other);
    }

    /** What can be refused before the checksum is known to be right; null if nothing. */
    private static DropReason refusal(Datagram datagram, AdvertFormat format) {
        // RFC 9568 §5.1.1.3 guards the link. Peers of a unicast set-up may be routed, so only multicast can demand it.
        if (datagram.destination().isMulticast() && datagram.ttl() != REQUIRED_TTL) {
            return DropReason.TTL_NOT_255;
        }
        if (datagram.length() < ADDRESSES) {
            return DropReason.TRUNCATED;
        }
        if (unsigned(datagram, VERSION_AND_TYPE) >> 4 != format.version()) {
            return DropReason.WRONG_VERSION;
        }
        if ((unsigned(datagram, VERSION_AND_TYPE) & 0x0f) != TYPE_ADVERTISEMENT) {
            return DropReason.WRONG_TYPE;
        }
        int count = unsigned(datagram, ADDRESS_COUNT);
        // RFC 9568 §5.2.5 (erratum 8299). A router that is itself configured without addresses must hear its twin.
        if (count == 0 && !format.addresses().isEmpty()) {
            return DropReason.NO_ADDRESSES;
        }
        int expected = messageLength(format, count);
        if (datagram.length() != expected) {
            return datagram.length() < expected ? DropReason.TRUNCATED : DropReason.WRONG_LENGTH;
        }
        return null;
    }

    private static DropReason contentRefusal(Datagram datagram, AdvertFormat format) {
        if (unsigned(datagram, VRID) != format.vrid()) {
            return DropReason.UNKNOWN_VRID;
        }
        if (intervalUnits(datagram, format) == 0) {
            return DropReason.INTERVAL_ZERO;
        }
        if (format.version() == 2) {
            DropReason refused = v2Refusal(datagram, format);
            if (refused != null) {
                return refused;
            }
        }
        return format.unicast() == datagram.destination().isMulticast() ? DropReason.UNICAST_MULTICAST_MISMATCH : null;
    }

    private static DropReason v2Refusal(Datagram datagram, AdvertFormat format) {
        if (unsigned(datagram, V2_AUTH_TYPE) != format.authentication().type()) {
            return DropReason.BAD_AUTH_TYPE;
        }
        int data = datagram.offset() + datagram.length() - Authentication.PASSWORD_BYTES;
        if (!format.authentication().matches(datagram.buffer(), data)) {
            return DropReason.BAD_PASSWORD;
        }
        // RFC 3768 §7.1: the packet MUST be discarded; version 3 learns the interval instead.
        return intervalUnits(datagram, format) == format.intervalUnits() ? null : DropReason.INTERVAL_MISMATCH;
    }

    private static Advert read(Datagram datagram, AdvertFormat format) {
        long unit = format.version() == 2 ? AdvertFormat.SECOND : AdvertFormat.CENTISECOND;
        return new Advert(
                format.version(),
                unsigned(datagram, VRID),
                unsigned(datagram, PRIORITY),
                intervalUnits(datagram, format) * unit,
                addresses(datagram, format));
    }

    /** The configured list itself where it is the same, which it nearly always is: then nothing is allocated. */
    private static List<IpAddress> addresses(Datagram datagram, AdvertFormat format) {
        int count = unsigned(datagram, ADDRESS_COUNT);
        List<IpAddress> ours = format.addresses();
        int at = datagram.offset() + ADDRESSES;
        int size = format.family().bytes();
        int same = 0;
        while (same < count && same < ours.size() && ours.get(same).matches(datagram.buffer(), at + same * size)) {
            same++;
        }
        if (same == count && same == ours.size()) {
            return ours;
        }
        List<IpAddress> theirs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            theirs.add(IpAddress.of(datagram.buffer(), at + i * size, format.family()));
        }
        return List.copyOf(theirs);
    }

    private static int intervalUnits(Datagram datagram, AdvertFormat format) {
        // RFC 9568 §5.2.6: the reserved bits are ignored, or the interval would come out above its 12 bits.
        return format.version() == 2
                ? unsigned(datagram, V2_INTERVAL)
                : (unsigned(datagram, V3_INTERVAL) & 0x0f) << 8 | unsigned(datagram, V3_INTERVAL + 1);
    }

    private static int messageLength(AdvertFormat format, int count) {
        int trailer = format.version() == 2 ? Authentication.PASSWORD_BYTES : 0;
        return ADDRESSES + count * format.family().bytes() + trailer;
    }

    private static boolean sendsPseudoHeader(AdvertFormat format) {
        boolean byFamily = format.family() == AddressFamily.INET6 || !format.v3ChecksumAsV2();
        return format.version() == 3 && byFamily;
    }

    private static boolean sumsToZero(Datagram datagram, boolean pseudoHeader) {
        long sum = Checksum.sum(datagram.buffer(), datagram.offset(), datagram.length());
        if (pseudoHeader) {
            sum += Checksum.pseudoHeader(datagram.source(), datagram.destination(), datagram.length(), new byte[16]);
        }
        return Checksum.finish(sum) == 0;
    }

    private static int unsigned(Datagram datagram, int field) {
        return datagram.buffer()[datagram.offset() + field] & 0xff;
    }
}
