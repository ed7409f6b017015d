package org.vipagent.simulation;

import java.util.List;
import org.vipagent.net.IpAddress;
import org.vipagent.simulation.SimMachine.Packet;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.AdvertFormat;
import org.vipagent.vrrp.wire.Authentication;
import org.vipagent.vrrp.wire.Datagram;

/**
 * Somebody who floods the segment with adverts on our VRID. None of them is to be believed: each has something that a
 * router must refuse, and a priority that would do harm if it did not.
 */
final class Forger {
    private static final IpAddress ADDRESS = IpAddress.parse("10.5.0.66");
    private static final IpAddress OTHER_VIRTUAL_ADDRESS = IpAddress.parse("10.5.0.166");
    private static final int TTL = 255;
    private static final long SECOND = 1_000_000_000L;
    private static final int CHECKSUM = 6;
    private static final int INTERVAL = 5;
    /** Enough to fill any socket; more would only take time. */
    private static final int MOST_PACKETS = 2_000;

    private final SimWorld world;
    private final Dice dice;
    private final List<Forgery> forgeries;
    private final long gapNanos;
    private int packets;
    private boolean ended;

    /** Why an advert is not to be believed. */
    private enum Forgery {
        OTHER_ADDRESSES,
        TTL_TOO_LOW,
        BAD_CHECKSUM,
        OTHER_VERSION,
        OTHER_INTERVAL,
        RECEIVERS_OWN_ADDRESS,
        NOISE
    }

    Forger(SimWorld world, Dice dice) {
        this.world = world;
        this.dice = dice;
        Forgery[] all = Forgery.values();
        this.forgeries = dice.chance(0.5) ? List.of(all) : List.of(all[dice.below(all.length)]);
        this.gapNanos = SECOND / dice.among(200, 1_000, 5_000);
    }

    void begin() {
        if (ended || packets++ >= MOST_PACKETS) {
            return;
        }
        SimMachine victim = dice.oneOf(world.machines());
        Datagram datagram = forged(dice.oneOf(forgeries), victim);
        world.network().inject(Packet.ofStranger(ClusterPlan.DEVICE.name(), datagram));
        world.timeline().after(gapNanos, this::begin);
    }

    void end() {
        ended = true;
    }

    private Datagram forged(Forgery forgery, SimMachine victim) {
        int version = world.options().cluster().version();
        IpAddress own = victim.seat().address(ADDRESS.family());
        IpAddress virtual = world.site().virtualAddress(0);
        return switch (forgery) {
            // Nothing else is wrong with it, so it may as well come as a peer's would.
            case OTHER_ADDRESSES ->
                written(version, OTHER_VIRTUAL_ADDRESS, ADDRESS, dice.chance(0.3) ? own : AdvertCodec.GROUP);
            case TTL_TOO_LOW -> {
                Datagram good = written(version, virtual, ADDRESS, AdvertCodec.GROUP);
                yield new Datagram(
                        ADDRESS, AdvertCodec.GROUP, (int) dice.between(0, TTL - 1), good.buffer(), 0, good.length());
            }
            case BAD_CHECKSUM -> {
                Datagram good = written(version, virtual, ADDRESS, AdvertCodec.GROUP);
                good.buffer()[CHECKSUM] = (byte) (good.buffer()[CHECKSUM] ^ 0x5a);
                yield good;
            }
            case OTHER_VERSION -> written(version == 2 ? 3 : 2, virtual, ADDRESS, AdvertCodec.GROUP);
            case OTHER_INTERVAL -> {
                Datagram good = written(version, virtual, ADDRESS, AdvertCodec.GROUP);
                good.buffer()[INTERVAL]++;
                // Version 3 would learn the interval, so there the checksum stays wrong.
                good.buffer()[CHECKSUM + 1] = (byte) (good.buffer()[CHECKSUM + 1] - (version == 2 ? 1 : 2));
                yield good;
            }
            case RECEIVERS_OWN_ADDRESS -> written(version, virtual, own, own);
            case NOISE -> noise(dice.chance(0.5) ? own : AdvertCodec.GROUP);
        };
    }

    /** Bytes of any kind, too few for an advert with an address. */
    private Datagram noise(IpAddress destination) {
        byte[] bytes = new byte[dice.below(12)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) dice.below(256);
        }
        return new Datagram(ADDRESS, destination, TTL, bytes, 0, bytes.length);
    }

    private Datagram written(int version, IpAddress virtual, IpAddress source, IpAddress destination) {
        WorldOptions.Cluster cluster = world.options().cluster();
        long interval = version == cluster.version() ? cluster.advertNanos() : SECOND;
        AdvertFormat format = new AdvertFormat(
                version,
                Site.FIRST_VRID,
                virtual.family(),
                interval,
                List.of(virtual),
                Authentication.none(),
                false,
                !destination.isMulticast());
        byte[] bytes = new byte[AdvertCodec.MAXIMUM_LENGTH];
        int length = AdvertCodec.encode(format, (int) dice.among(0, 1, 150, 254, 255), source, destination, bytes);
        return new Datagram(source, destination, TTL, bytes, 0, length);
    }
}
