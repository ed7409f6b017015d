package org.vipagent.linux.packet;

import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/**
 * A station was heard to have an address: it answered for it, or announced it.
 *
 * @param interfaceIndex where it was heard
 * @param station its hardware address; may be this machine's own
 */
public record Claim(int interfaceIndex, IpAddress address, MacAddress station) {}
