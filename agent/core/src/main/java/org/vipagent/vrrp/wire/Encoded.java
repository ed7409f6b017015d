package org.vipagent.vrrp.wire;

/**
 * What was written for one destination.
 *
 * @param length bytes of IP payload
 * @param identification what the IPv4 header must have, 1 to 65535, since a digest covers it; 0 = whatever the kernel
 * takes
 */
public record Encoded(int length, int identification) {}
