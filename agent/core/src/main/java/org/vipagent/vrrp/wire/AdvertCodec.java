package org.vipagent.vrrp.wire;

import java.util.ArrayList;
import java.util.List;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;

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
    /** The longest payload: 255 IPv6 addresses and an HMAC trailer. Every target of an encoder has room for it. */
    public static final int MAXIMUM_LENGTH = 8 + 255 * 16 + HmacTrailer.BYTES;

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

    private static final ChecksumForm[] FORMS = ChecksumForm.values();

    private AdvertCodec() {}

    /** The group of an address family. */
    public static IpAddress group(AddressFamily family) {
        return family == AddressFamily.INET ? GROUP : GROUP6;
    }

    /** The VRID of an unchecked packet, so that its router can be found; -1 if it is too short to have one. */
    public static int peekVrid(Datagram packet) {
        boolean header = packet.transport().kind() == Transport.Kind.AUTHENTICATION_HEADER;
        int at = header ? AuthenticationHeader.BYTES + VRID : VRID;
        return packet.length() > at ? unsigned(packet, at) : -1;
    }

    /**
     * Writes a plain advert, without header or trailer.
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
        int length = write(format, priority, target, 0);
        sum(format, source, destination, target, 0, length);
        return length;
    }

    /**
     * Writes a message whose checksum is zero.
     *
     * @param at where it starts
     * @return its length
     */
    static int write(AdvertFormat format, int priority, byte[] target, int at) {
        int length = messageLength(format, format.addresses().size());
        target[at + VERSION_AND_TYPE] = (byte) (format.version() << 4 | TYPE_ADVERTISEMENT);
        target[at + VRID] = (byte) format.vrid();
        target[at + PRIORITY] = (byte) priority;
        target[at + ADDRESS_COUNT] = (byte) format.addresses().size();
        if (format.version() == 2) {
            target[at + V2_AUTH_TYPE] = (byte) format.authentication().type();
            target[at + V2_INTERVAL] = (byte) format.intervalUnits();
            format.authentication().copyTo(target, at + length - Authentication.PASSWORD_BYTES);
        } else {
            target[at + V3_INTERVAL] = (byte) (format.intervalUnits() >> 8);
            target[at + V3_INTERVAL + 1] = (byte) format.intervalUnits();
        }
        target[at + CHECKSUM] = 0;
        target[at + CHECKSUM + 1] = 0;
        for (int i = 0; i < format.addresses().size(); i++) {
            format.addresses()
                    .get(i)
                    .copyTo(target, at + ADDRESSES + i * format.family().bytes());
        }
        return length;
    }

    /** Puts the checksum in, in the form that the format sends; {@code end} is where it stops. */
    static void sum(AdvertFormat format, IpAddress source, IpAddress destination, byte[] target, int at, int end) {
        long sum = Checksum.sum(target, at, end - at)
                + beside(format.checksumForm(), format.family(), source, destination, end - at);
        int checksum = Checksum.finish(sum);
        target[at + CHECKSUM] = (byte) (checksum >> 8);
        target[at + CHECKSUM + 1] = (byte) checksum;
    }

    private static long beside(
            ChecksumForm form, AddressFamily family, IpAddress source, IpAddress destination, int length) {
        return switch (form) {
            case MESSAGE_ALONE -> 0;
            case PSEUDO_HEADER -> Checksum.pseudoHeader(source, destination, length);
            case OLD_UNICAST -> Checksum.pseudoHeader(source, group(family), length);
        };
    }

    /** Which of the forms in use gives the message's checksum, ours first; null if none. */
    static ChecksumForm checksumForm(Datagram message, AdvertFormat format, int length) {
        ChecksumForm ours = format.checksumForm();
        if (sums(ours, message, format, length)) {
            return ours;
        }
        if (format.version() == 2 || format.family() == AddressFamily.INET6) {
            return null;
        }
        for (ChecksumForm form : FORMS) {
            boolean old = form == ChecksumForm.OLD_UNICAST;
            boolean inUse = !old || (format.unicast() && format.oldUnicastChecksum() != OldUnicastChecksum.NEVER);
            if (form != ours && inUse && sums(form, message, format, length)) {
                return form;
            }
        }
        return null;
    }

    private static boolean sums(ChecksumForm form, Datagram message, AdvertFormat format, int length) {
        long sum = Checksum.sum(message.buffer(), message.offset(), length)
                + beside(form, format.family(), message.source(), message.destination(), length);
        return Checksum.finish(sum) == 0;
    }

    /** What can be refused before anything of the message is authenticated or summed; null if nothing. */
    static DropReason shapeRefusal(Datagram message, AdvertFormat format) {
        // RFC 9568 §5.1.1.3 guards the link. Peers of a unicast set-up may be routed, so only multicast can demand it.
        if (message.destination().isMulticast() && message.ttl() != REQUIRED_TTL) {
            return DropReason.TTL_NOT_255;
        }
        if (message.length() < ADDRESSES) {
            return DropReason.TRUNCATED;
        }
        if (unsigned(message, VERSION_AND_TYPE) >> 4 != format.version()) {
            return DropReason.WRONG_VERSION;
        }
        if ((unsigned(message, VERSION_AND_TYPE) & 0x0f) != TYPE_ADVERTISEMENT) {
            return DropReason.WRONG_TYPE;
        }
        // RFC 9568 §5.2.5 (erratum 8299). A router that is itself configured without addresses must hear its twin.
        if (unsigned(message, ADDRESS_COUNT) == 0 && !format.addresses().isEmpty()) {
            return DropReason.NO_ADDRESSES;
        }
        boolean mismatch = format.unicast() == message.destination().isMulticast();
        return mismatch ? DropReason.UNICAST_MULTICAST_MISMATCH : null;
    }

    /** How long a message is by what it says itself. */
    static int messageLength(Datagram message, AdvertFormat format) {
        return messageLength(format, unsigned(message, ADDRESS_COUNT));
    }

    /** What can be refused in a message that is whole; null if nothing. */
    static DropReason contentRefusal(Datagram datagram, AdvertFormat format, int length) {
        if (unsigned(datagram, VRID) != format.vrid()) {
            return DropReason.UNKNOWN_VRID;
        }
        if (intervalUnits(datagram, format) == 0) {
            return DropReason.INTERVAL_ZERO;
        }
        return format.version() == 2 ? v2Refusal(datagram, format, length) : null;
    }

    private static DropReason v2Refusal(Datagram datagram, AdvertFormat format, int length) {
        if (unsigned(datagram, V2_AUTH_TYPE) != format.authentication().type()) {
            return DropReason.BAD_AUTH_TYPE;
        }
        int data = datagram.offset() + length - Authentication.PASSWORD_BYTES;
        if (!format.authentication().matches(datagram.buffer(), data)) {
            return DropReason.BAD_PASSWORD;
        }
        // RFC 3768 §7.1: the packet MUST be discarded; version 3 learns the interval instead.
        return intervalUnits(datagram, format) == format.intervalUnits() ? null : DropReason.INTERVAL_MISMATCH;
    }

    static Advert read(Datagram datagram, AdvertFormat format) {
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

    private static int unsigned(Datagram datagram, int field) {
        return datagram.buffer()[datagram.offset() + field] & 0xff;
    }
}
