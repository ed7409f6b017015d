package org.vipagent.vrrp;

import org.vipagent.net.IpAddress;

/**
 * The last advert that was believed.
 *
 * @param source who sent it
 * @param priority 0 to 255
 * @param advertIntervalNanos the sender's
 * @param at when it was heard
 */
public record Sighting(IpAddress source, int priority, long advertIntervalNanos, long at) {}
