package org.vipagent.vrrp;

import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/**
 * Another station answered for a virtual address, or announced it, while this router was master.
 *
 * @param station its hardware address
 * @param at when it was heard
 */
public record AddressClaim(IpAddress address, MacAddress station, long at) {}
