package org.vipagent.cloud.simulator;

import org.vipagent.net.IpAddress;

/** A secondary address of a NIC in the zone's database. */
final class SecondaryIpRow {
    /** Long before any request, so that nothing races with what was there from the start. */
    static final long FROM_THE_START = Long.MIN_VALUE / 2;

    final int number;
    final String id;
    final IpAddress address;
    final NicRow nic;
    final long addedAt;

    SecondaryIpRow(int number, String id, IpAddress address, NicRow nic, long addedAt) {
        this.number = number;
        this.id = id;
        this.address = address;
        this.nic = nic;
        this.addedAt = addedAt;
    }
}
