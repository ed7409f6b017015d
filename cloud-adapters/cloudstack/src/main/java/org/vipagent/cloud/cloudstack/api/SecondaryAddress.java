package org.vipagent.cloud.cloudstack.api;

import org.vipagent.net.IpAddress;

/**
 * A secondary address of a NIC.
 *
 * @param id what {@code removeIpFromNic} wants; not the address
 */
public record SecondaryAddress(String id, IpAddress address) {}
