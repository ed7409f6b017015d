package org.vipagent.cloud.simulator.tables;

import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.api.Owned;
import org.vipagent.cloud.simulator.api.Owner;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;

/** A guest network in the zone's database. */
public final class NetworkRow implements Owned {
    private final String id;
    private final ZoneLayout.Network layout;
    private final int vlan;
    private final String netmask;
    private final Owner owner;

    public NetworkRow(String id, ZoneLayout.Network layout, int number, Owner owner) {
        this.id = id;
        this.layout = layout;
        this.vlan = 113 + number;
        this.netmask = netmaskOf(layout.cidr());
        this.owner = owner;
    }

    @Override
    public Owner owner() {
        return owner;
    }

    public String id() {
        return id;
    }

    public ZoneLayout.Network layout() {
        return layout;
    }

    public int vlan() {
        return vlan;
    }

    public String netmask() {
        return netmask;
    }

    private static String netmaskOf(Cidr cidr) {
        long mask = cidr.prefixLength() == 0 ? 0 : 0xffff_ffffL << (32 - cidr.prefixLength());
        return ((mask >> 24) & 255) + "." + ((mask >> 16) & 255) + "." + ((mask >> 8) & 255) + "." + (mask & 255);
    }

    public boolean isTier() {
        return !layout.vpcId().isEmpty();
    }

    public boolean isIsolated() {
        return layout.type() == ZoneLayout.NetworkType.ISOLATED;
    }

    /** Whether the hosts let only those addresses pass that the cloud knows of. */
    public boolean hasSecurityGroups() {
        return layout.type() == ZoneLayout.NetworkType.SECURITY_GROUPS;
    }

    /** Whether a machine may have the address: in the network, and neither its first, its last nor the gateway. */
    public boolean offers(IpAddress address) {
        return layout.cidr().contains(address)
                && !address.equals(layout.gateway())
                && !address.equals(address(0))
                && !address.equals(address(size() - 1));
    }

    /** How many addresses the network has, with its first and last. */
    public long size() {
        return 1L << (32 - layout.cidr().prefixLength());
    }

    /** The network's address at an offset from its first. */
    public IpAddress address(long offset) {
        byte[] bytes = layout.cidr().address().toBytes();
        long base =
                ((bytes[0] & 255L) << 24) | ((bytes[1] & 255L) << 16) | ((bytes[2] & 255L) << 8) | (bytes[3] & 255L);
        long value = (base & ~(size() - 1)) + offset;
        return IpAddress.of(new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value});
    }
}
