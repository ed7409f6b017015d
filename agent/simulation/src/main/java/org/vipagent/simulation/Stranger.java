package org.vipagent.simulation;

import java.util.List;
import org.vipagent.net.IpAddress;
import org.vipagent.simulation.SimMachine.Packet;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.AdvertFormat;
import org.vipagent.vrrp.wire.Authentication;
import org.vipagent.vrrp.wire.Datagram;

/**
 * A router of another cluster that happens to use our VRID: other addresses, its own priority. It advertises as a
 * master does, and now and then gives up.
 */
final class Stranger {
    private static final IpAddress ADDRESS = IpAddress.parse("10.5.0.77");
    private static final IpAddress ITS_VIRTUAL_ADDRESS = IpAddress.parse("10.5.0.177");
    private static final int TTL = 255;
    private static final double GIVES_UP = 0.1;

    private final SimWorld world;
    private final Dice dice;
    private final AdvertFormat format;
    private final int priority;
    private boolean ended;

    Stranger(SimWorld world, Dice dice) {
        this.world = world;
        this.dice = dice;
        this.priority = (int) dice.between(1, 255);
        WorldOptions.Cluster cluster = world.options().cluster();
        this.format = new AdvertFormat(
                cluster.version(),
                Site.FIRST_VRID,
                ADDRESS.family(),
                cluster.advertNanos(),
                List.of(ITS_VIRTUAL_ADDRESS),
                Authentication.none(),
                false,
                false);
    }

    void begin() {
        if (ended) {
            return;
        }
        byte[] target = new byte[AdvertCodec.MAXIMUM_LENGTH];
        int said = dice.chance(GIVES_UP) ? 0 : priority;
        int length = AdvertCodec.encode(format, said, ADDRESS, AdvertCodec.GROUP, target);
        world.network()
                .inject(Packet.ofStranger(
                        ClusterPlan.DEVICE.name(), new Datagram(ADDRESS, AdvertCodec.GROUP, TTL, target, 0, length)));
        world.timeline().after(world.options().cluster().advertNanos(), this::begin);
    }

    void end() {
        ended = true;
    }
}
