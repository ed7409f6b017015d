package org.vipagent.cloud.simulator.tables;

import java.util.Optional;
import org.vipagent.cloud.simulator.api.Owned;
import org.vipagent.cloud.simulator.api.Owner;
import org.vipagent.net.IpAddress;

/** A public address in the zone's database. */
public final class PublicIpRow implements Owned {
    public final int number;
    public final String id;
    public final IpAddress address;
    public final boolean sourceNat;
    public String vpcId = "";
    public Owner owner;
    public long allocatedAt;
    /** Whether the router knows the address; it does not yet while the job that allocates it runs. */
    public boolean programmed = true;

    private NetworkRow network;
    private StaticNat staticNat;

    public PublicIpRow(int number, String id, IpAddress address, boolean sourceNat) {
        this.number = number;
        this.id = id;
        this.address = address;
        this.sourceNat = sourceNat;
    }

    @Override
    public Owner owner() {
        return owner;
    }

    @Override
    public boolean isThere() {
        return !isSpare();
    }

    /** Where static NAT leads; the address need not be held by anybody. */
    public record StaticNat(MachineRow machine, IpAddress target) {}

    public boolean isSpare() {
        return network == null && vpcId.isEmpty();
    }

    /** Empty for a spare address and for one that belongs to a VPC but to none of its tiers yet. */
    public Optional<NetworkRow> network() {
        return Optional.ofNullable(network);
    }

    public void associate(NetworkRow newNetwork) {
        network = newNetwork;
    }

    public void leaveTier() {
        network = null;
    }

    public Optional<StaticNat> staticNat() {
        return Optional.ofNullable(staticNat);
    }

    public void staticNat(StaticNat nat) {
        staticNat = nat;
    }

    public void endStaticNat() {
        staticNat = null;
    }

    /** As the server writes an address in its error texts. */
    public String inTexts() {
        return "Ip[" + address + "-1]";
    }
}
