package org.vipagent.vrrp;

import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.DropReason;

/**
 * Packets that were not believed for one reason.
 *
 * @param packets at least 1
 * @param lastSource who sent the last of them, as it says
 * @param lastAt when that was heard
 */
public record DropCount(DropReason reason, long packets, IpAddress lastSource, long lastAt) {}
