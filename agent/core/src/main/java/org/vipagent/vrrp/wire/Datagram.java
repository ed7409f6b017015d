package org.vipagent.vrrp.wire;

import org.vipagent.net.IpAddress;

/**
 * A received packet of IP protocol 112 with its IP header already cut off.
 *
 * @param source the sender, from the IP header
 * @param destination the group or, for unicast, our own address, from the IP header
 * @param ttl TTL or hop limit on arrival, 0 to 255
 * @param buffer holds the VRRP message; only valid until the next packet is received into it
 * @param offset where the message starts
 * @param length how long it is by the IP header's total length, without any padding of the frame
 */
@SuppressWarnings("ArrayRecordComponent") // a view on the receive buffer, never compared
public record Datagram(IpAddress source, IpAddress destination, int ttl, byte[] buffer, int offset, int length) {
    public Datagram {
        if (offset < 0 || length < 0 || offset > buffer.length - length) {
            throw new IllegalArgumentException(
                    "a message at " + offset + " of " + length + " bytes leaves a buffer of " + buffer.length);
        }
    }
}
