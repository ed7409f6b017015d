package org.vipagent.vrrp.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;

/**
 * Frames that another implementation sent, from {@code src/test/resources/captures}.
 *
 * @param datagrams what a raw socket would give us, in order
 */
record Capture(String name, List<Datagram> datagrams) {
    private static final int ETHERNET_HEADER = 14;
    private static final int IPV6_HEADER = 40;
    private static final int PROTOCOL_AH = 51;

    static Capture read(String name) {
        try (InputStream in = Capture.class.getResourceAsStream("/captures/" + name + ".hex")) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return new Capture(
                    name,
                    text.lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> datagram(HexFormat.of().parseHex(line)))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Datagram> of(AddressFamily family) {
        return datagrams.stream().filter(d -> d.source().family() == family).toList();
    }

    /** The IP payload of a packet. */
    static byte[] payload(Datagram datagram) {
        byte[] payload = new byte[datagram.length()];
        System.arraycopy(datagram.buffer(), datagram.offset(), payload, 0, payload.length);
        return payload;
    }

    /** The Identification field of the IPv4 header in front of a packet. */
    static int identification(Datagram datagram) {
        return unsigned16(datagram.buffer(), datagram.offset() - datagram.headerLength() + 4);
    }

    private static Datagram datagram(byte[] frame) {
        int ip = ETHERNET_HEADER;
        if (frame[ip] >> 4 == 6) {
            return new Datagram(
                    IpAddress.of(frame, ip + 8, AddressFamily.INET6),
                    IpAddress.of(frame, ip + 24, AddressFamily.INET6),
                    frame[ip + 7] & 0xff,
                    frame,
                    ip + IPV6_HEADER,
                    unsigned16(frame, ip + 4));
        }
        int header = (frame[ip] & 0x0f) * 4;
        return new Datagram(
                IpAddress.of(frame, ip + 12, AddressFamily.INET),
                IpAddress.of(frame, ip + 16, AddressFamily.INET),
                frame[ip + 8] & 0xff,
                frame[ip + 9] == PROTOCOL_AH ? Transport.AUTHENTICATION_HEADER : Transport.VRRP,
                header,
                frame,
                ip + header,
                unsigned16(frame, ip + 2) - header);
    }

    private static int unsigned16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
