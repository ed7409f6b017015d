package org.vipagent.vrrp.wire;

import org.vipagent.net.IpAddress;

/**
 * A received packet: the IP payload, which is a VRRP message or an authentication header in front of one.
 *
 * @param source the sender, from the IP header
 * @param destination the group or, for unicast, our own address, from the IP header
 * @param ttl TTL or hop limit on arrival, 0 to 255
 * @param transport by which socket it came
 * @param headerLength bytes of IPv4 header that lie in the buffer right before {@code offset}, 0 to 60; 0 where the
 *     kernel hands over the payload alone (IPv6, UDP)
 * @param buffer holds the payload; only valid until the next packet is received into it
 * @param offset where the payload starts
 * @param length how long it is by the IP header's total length, without any padding of the frame
 */
@SuppressWarnings("ArrayRecordComponent") // a view on the receive buffer, never compared
public record Datagram(
        IpAddress source,
        IpAddress destination,
        int ttl,
        Transport transport,
        int headerLength,
        byte[] buffer,
        int offset,
        int length) {
    public Datagram {
        if (offset < 0 || length < 0 || offset > buffer.length - length) {
            throw new IllegalArgumentException(
                    "a message at " + offset + " of " + length + " bytes leaves a buffer of " + buffer.length);
        }
        if (headerLength < 0 || headerLength > offset) {
            throw new IllegalArgumentException(
                    "a header of " + headerLength + " bytes does not fit before offset " + offset);
        }
    }

    /** A message of protocol 112 whose IP header is not at hand. */
    public Datagram(IpAddress source, IpAddress destination, int ttl, byte[] buffer, int offset, int length) {
        this(source, destination, ttl, Transport.VRRP, 0, buffer, offset, length);
    }

    /** The same packet without the first bytes of its payload; they must be there. */
    Datagram from(int bytes) {
        return new Datagram(source, destination, ttl, transport, headerLength, buffer, offset + bytes, length - bytes);
    }
}
