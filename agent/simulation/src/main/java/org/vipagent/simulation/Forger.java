package org.vipagent.simulation;

import java.util.List;
import org.vipagent.config.VrrpInstance;
import org.vipagent.net.AddressFamily;
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
    private static final IpAddress ADDRESS6 = IpAddress.parse("fe80::66");
    private static final IpAddress OTHER_VIRTUAL_ADDRESS6 = IpAddress.parse("fe80::166");
    private static final int TTL = 255;
    private static final long SECOND = 1_000_000_000L;
    private static final int CHECKSUM = 6;
    private static final int INTERVAL = 5;
    /** Enough to fill any socket; more would only take time. */
    private static final int MOST_PACKETS = 2_000;

    private final SimWorld world;
    private final Dice dice;
    private final List<Forgery> forgeries;
    private final Victims victims;
    private final long gapNanos;
    private final long most;
    private long packets;
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

    /**
     * Whom it hits.
     *
     * @param instance whose VRID the adverts have; the machines have it
     * @param alone whether each packet reaches one of the machines only, and not everybody in the segment
     */
    private record Victims(List<SimMachine> machines, int instance, boolean alone) {}

    private Forger(SimWorld world, Dice dice, Victims victims, List<Forgery> forgeries, long perSecond, long most) {
        this.world = world;
        this.dice = dice;
        this.victims = victims;
        this.forgeries = forgeries;
        this.gapNanos = SECOND / perSecond;
        this.most = most;
    }

    /** As chance will have it: one kind of forgery or all, slow or fast, at everybody. */
    static Forger drawn(SimWorld world, Dice dice) {
        Forgery[] all = Forgery.values();
        List<Forgery> forgeries = dice.chance(0.5) ? List.of(all) : List.of(all[dice.below(all.length)]);
        long perSecond = dice.among(200, 1_000, 5_000);
        Victims victims = new Victims(world.machines(), 0, false);
        return new Forger(world, dice, victims, forgeries, perSecond, MOST_PACKETS);
    }

    /**
     * Forgeries of every kind at one machine.
     *
     * @param instance one that it has
     * @param perSecond how many, from 1 on
     */
    static Forger at(SimWorld world, Dice dice, SimMachine victim, int instance, long perSecond) {
        Victims victims = new Victims(List.of(victim), instance, true);
        return new Forger(world, dice, victims, List.of(Forgery.values()), perSecond, Long.MAX_VALUE);
    }

    void begin() {
        if (ended || packets++ >= most) {
            return;
        }
        SimMachine victim = dice.oneOf(victims.machines);
        VrrpInstance target = world.site().instance(victim.seat(), victims.instance);
        Nic nic = victim.seat().nic(target.interfaceName());
        Datagram datagram = forged(dice.oneOf(forgeries), target, nic.address(target.family()));
        Packet packet = Packet.ofStranger(nic.segment(), datagram);
        if (victims.alone) {
            victim.receive(packet);
        } else {
            world.network().inject(packet);
        }
        world.timeline().after(gapNanos, this::begin);
    }

    void end() {
        ended = true;
    }

    private Datagram forged(Forgery forgery, VrrpInstance target, IpAddress own) {
        int version = target.version();
        boolean inet = target.family() == AddressFamily.INET;
        IpAddress source = inet ? ADDRESS : ADDRESS6;
        IpAddress other = inet ? OTHER_VIRTUAL_ADDRESS : OTHER_VIRTUAL_ADDRESS6;
        IpAddress group = AdvertCodec.group(target.family());
        IpAddress virtual = world.site().virtualAddress(victims.instance);
        return switch (forgery) {
            // Nothing else is wrong with it, so it may as well come as a peer's would.
            case OTHER_ADDRESSES -> written(target, version, other, source, dice.chance(0.3) ? own : group);
            case TTL_TOO_LOW -> {
                Datagram good = written(target, version, virtual, source, group);
                yield new Datagram(source, group, (int) dice.between(0, TTL - 1), good.buffer(), 0, good.length());
            }
            case BAD_CHECKSUM -> {
                Datagram good = written(target, version, virtual, source, group);
                good.buffer()[CHECKSUM] = (byte) (good.buffer()[CHECKSUM] ^ 0x5a);
                yield good;
            }
            // Version 2 knows no IPv6.
            case OTHER_VERSION ->
                inet ? written(target, version == 2 ? 3 : 2, virtual, source, group) : noise(source, group);
            case OTHER_INTERVAL -> {
                Datagram good = written(target, version, virtual, source, group);
                good.buffer()[INTERVAL]++;
                // Version 3 would learn the interval, so there the checksum stays wrong.
                good.buffer()[CHECKSUM + 1] = (byte) (good.buffer()[CHECKSUM + 1] - (version == 2 ? 1 : 2));
                yield good;
            }
            case RECEIVERS_OWN_ADDRESS -> written(target, version, virtual, own, own);
            case NOISE -> noise(source, dice.chance(0.5) ? own : group);
        };
    }

    /** Bytes of any kind, too few for an advert with an address. */
    private Datagram noise(IpAddress source, IpAddress destination) {
        byte[] bytes = new byte[dice.below(12)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) dice.below(256);
        }
        return new Datagram(source, destination, TTL, bytes, 0, bytes.length);
    }

    private Datagram written(
            VrrpInstance target, int version, IpAddress virtual, IpAddress source, IpAddress destination) {
        long interval = version == target.version() ? target.advertInterval().toNanos() : SECOND;
        AdvertFormat format = new AdvertFormat(
                version,
                target.virtualRouterId(),
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
