package org.vipagent.vrrp.wire;

/**
 * What carries adverts between the machines.
 *
 * @param port the UDP port of both ends, 1 to 65535; 0 for the others
 */
public record Transport(Kind kind, int port) {
    /** The standard's: IP protocol 112 (RFC 9568 §5.1.1.4). */
    public static final Transport VRRP = new Transport(Kind.VRRP, 0);

    /** VRRP within IP protocol 51, version 2 over IPv4 alone (RFC 2338 §5.3.6.3, RFC 2402). */
    public static final Transport AUTHENTICATION_HEADER = new Transport(Kind.AUTHENTICATION_HEADER, 0);

    /** The ways there are. */
    public enum Kind {
        VRRP,
        AUTHENTICATION_HEADER,
        UDP
    }

    public Transport {
        if (kind == Kind.UDP ? port < 1 || port > 65_535 : port != 0) {
            throw new IllegalArgumentException(port + " is no port for " + kind);
        }
    }

    /** The same messages in UDP, for networks that let no protocol 112 through; ours alone, no standard. */
    public static Transport udp(int port) {
        return new Transport(Kind.UDP, port);
    }
}
