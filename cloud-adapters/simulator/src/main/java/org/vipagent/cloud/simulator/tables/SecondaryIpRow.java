package org.vipagent.cloud.simulator.tables;

import org.vipagent.cloud.simulator.api.Owned;
import org.vipagent.cloud.simulator.api.Owner;
import org.vipagent.net.IpAddress;

/** A secondary address of a NIC in the zone's database. */
public final class SecondaryIpRow implements Owned {
    /** Long before any request, so that nothing races with what was there from the start. */
    public static final long FROM_THE_START = Long.MIN_VALUE / 2;

    public final int number;
    public final String id;
    public final IpAddress address;
    public final NicRow nic;
    public final long addedAt;

    public SecondaryIpRow(int number, String id, IpAddress address, NicRow nic, long addedAt) {
        this.number = number;
        this.id = id;
        this.address = address;
        this.nic = nic;
        this.addedAt = addedAt;
    }

    @Override
    public Owner owner() {
        return nic.owner();
    }
}
