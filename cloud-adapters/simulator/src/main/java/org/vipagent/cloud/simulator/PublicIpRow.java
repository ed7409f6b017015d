package org.vipagent.cloud.simulator;

import java.util.Optional;
import org.vipagent.net.IpAddress;

/** A public address in the zone's database. */
final class PublicIpRow {
    final int number;
    final String id;
    final IpAddress address;
    final boolean sourceNat;
    String vpcId;
    long allocatedAt;
    /** Whether the router knows the address; it does not yet while the job that allocates it runs. */
    boolean programmed = true;

    private NetworkRow network;
    private StaticNat staticNat;

    PublicIpRow(int number, String id, ZoneLayout.PublicIp layout, NetworkRow network) {
        this.number = number;
        this.id = id;
        this.address = layout.address();
        this.sourceNat = layout.sourceNat();
        this.vpcId = layout.vpcId();
        this.network = network;
    }

    /** Where static NAT leads; the address need not be held by anybody. */
    record StaticNat(MachineRow machine, IpAddress target) {}

    boolean isSpare() {
        return network == null && vpcId.isEmpty();
    }

    /** Empty for a spare address and for one that belongs to a VPC but to none of its tiers yet. */
    Optional<NetworkRow> network() {
        return Optional.ofNullable(network);
    }

    void associate(NetworkRow newNetwork) {
        network = newNetwork;
    }

    void leaveTier() {
        network = null;
    }

    Optional<StaticNat> staticNat() {
        return Optional.ofNullable(staticNat);
    }

    void staticNat(StaticNat nat) {
        staticNat = nat;
    }

    void endStaticNat() {
        staticNat = null;
    }

    /** As the server writes an address in its error texts. */
    String inTexts() {
        return "Ip[" + address + "-1]";
    }
}
