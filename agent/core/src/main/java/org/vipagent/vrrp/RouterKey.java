package org.vipagent.vrrp;

import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;

/**
 * What makes a virtual router the same one across a reload, and what finds the router for a packet (RFC 9568 §7.1: the
 * VRID must be configured on the receiving interface).
 *
 * @param vrid 1 to 255
 */
public record RouterKey(InterfaceName interfaceName, AddressFamily family, int vrid) {
    public RouterKey {
        if (vrid < 1 || vrid > 255) {
            throw new IllegalArgumentException("a VRID is 1 to 255, not " + vrid);
        }
    }
}
