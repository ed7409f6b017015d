package org.vipagent.linux.packet;

import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.vrrp.wire.Transport;

/**
 * A kind of packets that one socket sends and receives.
 *
 * @param device on this interface
 * @param family of the IP header
 * @param transport what carries the adverts
 */
public record AdvertChannel(InterfaceName device, AddressFamily family, Transport transport) {
    public AdvertChannel {
        if (transport.kind() == Transport.Kind.AUTHENTICATION_HEADER && family != AddressFamily.INET) {
            throw new IllegalArgumentException("VRRP has an authentication header in version 2 alone, which is IPv4");
        }
    }

    /** For the operator: {@code VRRP over IPv6}, {@code UDP port 1985 over IPv4}. */
    public String name() {
        String carrier =
                switch (transport.kind()) {
                    case VRRP -> "VRRP";
                    case AUTHENTICATION_HEADER -> "AH";
                    case UDP -> "UDP port " + transport.port();
                };
        return carrier + (family == AddressFamily.INET ? " over IPv4" : " over IPv6");
    }
}
