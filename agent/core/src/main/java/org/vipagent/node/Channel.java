package org.vipagent.node;

import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.vrrp.RouterConfig;
import org.vipagent.vrrp.wire.Transport;

/**
 * A kind of adverts: by one interface, over one family, in one transport. What a router needs to be heard.
 *
 * @param family of the IP header
 */
public record Channel(InterfaceName device, AddressFamily family, Transport transport) {
    /** The one on which a router advertises and listens. */
    public static Channel of(RouterConfig router) {
        return new Channel(router.key().interfaceName(), router.key().family(), router.transport());
    }
}
