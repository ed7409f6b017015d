package org.vipagent.vrrp.wire;

import java.util.List;
import org.vipagent.net.IpAddress;

/**
 * What an advert says.
 *
 * @param version 2 or 3
 * @param vrid 0 to 255 as sent
 * @param priority 0 (the sender gives up) to 255 (the sender owns the addresses)
 * @param advertIntervalNanos the sender's interval: whole seconds in version 2, multiples of 10 ms in version 3
 * @param addresses the virtual addresses in the sender's order
 */
public record Advert(int version, int vrid, int priority, long advertIntervalNanos, List<IpAddress> addresses) {}
