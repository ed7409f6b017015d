package org.vipagent.linux.packet;

import org.vipagent.linux.libc.NativeBuffer;
import org.vipagent.linux.libc.SocketMessage;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Datagram;
import org.vipagent.vrrp.wire.Transport;

/**
 * A place for one received packet, used again for the next. Reading into it allocates nothing while the same
 * hosts speak.
 */
public final class ReceivedPacket {
    /** More than any VRRP message: 8 bytes and 255 IPv6 addresses, headers and trailers around them. */
    public static final int CAPACITY = 4608;

    /** What is wrong with the packet; the kernel checks most of it before, so each of these is rare. */
    public enum Flaw {
        /** Nothing. */
        NONE,
        /** More bytes than this place holds. */
        TOO_LONG,
        /** Fewer bytes than a header; where the kernel keeps the header, it did not tell destination and TTL. */
        NO_HEADER,
        /** Not version 4, or a header length that is less than 20 or more than what came. */
        BAD_HEADER,
        /** A total length that is less than the header or more than what came. */
        BAD_LENGTH
    }

    private final byte[] bytes = new byte[CAPACITY];
    private Flaw flaw = Flaw.NO_HEADER;
    private int headerLength;
    private int payloadLength;
    private int ttl;
    private IpAddress source;
    private IpAddress destination;
    private final byte[] scratch = new byte[16];

    /** Takes over an IPv4 packet that the kernel wrote; {@code length} is what it says it received. */
    void fill(NativeBuffer packet, int length) {
        flaw = Flaw.TOO_LONG;
        if (length <= Math.min(CAPACITY, packet.capacity())) {
            packet.get(0, bytes, length);
            flaw = parsed(length);
        }
    }

    /** Takes over the payload of a packet whose header the kernel has kept. */
    void fillPayload(SocketMessage message, int length, HeaderFields fields) {
        flaw = Flaw.TOO_LONG;
        if (length > Math.min(CAPACITY, message.data().capacity())) {
            return;
        }
        int destinationAt = fields.findDestination(message.ancillary());
        int ttlAt = fields.findTtl(message.ancillary());
        if (destinationAt < 0 || ttlAt < 0) {
            flaw = Flaw.NO_HEADER;
            return;
        }
        message.data().get(0, bytes, length);
        headerLength = 0;
        payloadLength = length;
        AddressFamily family = fields.family();
        message.address().get(fields.socketAddress(), scratch, family.bytes());
        source = address(source, scratch, 0, family);
        NativeBuffer values = message.ancillary().values();
        values.get(destinationAt, scratch, family.bytes());
        destination = address(destination, scratch, 0, family);
        ttl = values.getInt(ttlAt);
        flaw = Flaw.NONE;
    }

    /** Takes over an IPv4 packet from the heap. */
    void fill(byte[] packet) {
        flaw = Flaw.TOO_LONG;
        if (packet.length <= CAPACITY) {
            System.arraycopy(packet, 0, bytes, 0, packet.length);
            flaw = parsed(packet.length);
        }
    }

    private Flaw parsed(int length) {
        if (length < Ipv4Header.LENGTH) {
            return Flaw.NO_HEADER;
        }
        int header = Ipv4Header.headerLength(bytes);
        if (Ipv4Header.version(bytes) != 4 || header < Ipv4Header.LENGTH || header > length) {
            return Flaw.BAD_HEADER;
        }
        int total = Ipv4Header.totalLength(bytes);
        if (total < header || total > length) {
            return Flaw.BAD_LENGTH;
        }
        headerLength = header;
        payloadLength = total - header;
        ttl = bytes[Ipv4Header.TIME_TO_LIVE] & 0xff;
        source = address(source, bytes, Ipv4Header.SOURCE, AddressFamily.INET);
        destination = address(destination, bytes, Ipv4Header.DESTINATION, AddressFamily.INET);
        return Flaw.NONE;
    }

    private static IpAddress address(IpAddress previous, byte[] from, int offset, AddressFamily family) {
        return previous != null && previous.family() == family && previous.matches(from, offset)
                ? previous
                : IpAddress.of(from, offset, family);
    }

    /** Whether the packet can be read further; the other methods are for {@link Flaw#NONE} alone. */
    public Flaw flaw() {
        return flaw;
    }

    public IpAddress source() {
        return sound(source);
    }

    public IpAddress destination() {
        return sound(destination);
    }

    /** TTL or hop limit on arrival, 0 to 255. */
    public int ttl() {
        sound(bytes);
        return ttl;
    }

    /** Where the IP payload starts in {@link #bytes}. */
    public int payloadOffset() {
        sound(bytes);
        return headerLength;
    }

    /** Bytes of IP payload, without the padding of a short frame. */
    public int payloadLength() {
        sound(bytes);
        return payloadLength;
    }

    /** The packet, of which only the payload's range means anything; the next packet overwrites it. */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * The same as a value for the codec; its buffer is this place's own.
     *
     * @param transport by which socket it came
     */
    public Datagram datagram(Transport transport) {
        return new Datagram(
                source(), destination(), ttl(), transport, headerLength, bytes, headerLength, payloadLength);
    }

    private <T> T sound(T value) {
        if (flaw != Flaw.NONE) {
            throw new IllegalStateException("no packet here: " + flaw);
        }
        return value;
    }
}
