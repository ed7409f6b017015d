package org.vipagent.linux.packet;

import org.vipagent.linux.libc.NativeBuffer;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Datagram;
import org.vipagent.vrrp.wire.Transport;

/**
 * A place for one received IPv4 packet, used again for the next. Reading into it allocates nothing while the same
 * hosts speak.
 */
public final class ReceivedPacket {
    /** More than any VRRP message: 60 bytes of header, 24 of AH, 8 + 255 × 4 + 8 of advert, 20 of HMAC trailer. */
    public static final int CAPACITY = 2048;

    /** What is wrong with the IP header; the kernel checks most of it before, so each of these is rare. */
    public enum Flaw {
        /** Nothing. */
        NONE,
        /** More bytes than this place holds. */
        TOO_LONG,
        /** Fewer bytes than a header. */
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
    private IpAddress source;
    private IpAddress destination;

    /** Takes over a packet that the kernel wrote; {@code length} is what it says it received. */
    void fill(NativeBuffer packet, int length) {
        flaw = Flaw.TOO_LONG;
        if (length <= Math.min(CAPACITY, packet.capacity())) {
            packet.get(0, bytes, length);
            flaw = parsed(length);
        }
    }

    /** Takes over a packet from the heap. */
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
        source = address(source, Ipv4Header.SOURCE);
        destination = address(destination, Ipv4Header.DESTINATION);
        return Flaw.NONE;
    }

    private IpAddress address(IpAddress previous, int offset) {
        return previous != null && previous.matches(bytes, offset)
                ? previous
                : IpAddress.of(bytes, offset, AddressFamily.INET);
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

    /** On arrival, 0 to 255. */
    public int ttl() {
        return sound(bytes)[Ipv4Header.TIME_TO_LIVE] & 0xff;
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

    /** The same as a value for the codec; its buffer is this place's own. */
    public Datagram datagram() {
        return new Datagram(
                source(), destination, ttl(), Transport.VRRP, headerLength, bytes, headerLength, payloadLength);
    }

    private <T> T sound(T value) {
        if (flaw != Flaw.NONE) {
            throw new IllegalStateException("no packet here: " + flaw);
        }
        return value;
    }
}
