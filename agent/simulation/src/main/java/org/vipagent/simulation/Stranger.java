package org.vipagent.simulation;

import java.util.List;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.AdvertFormat;
import org.vipagent.vrrp.wire.Authentication;
import org.vipagent.vrrp.wire.Datagram;

/** A router of another cluster that happens to use our VRID: other addresses, a higher priority. */
final class Stranger {
    private static final IpAddress ADDRESS = IpAddress.parse("10.5.0.77");
    private static final IpAddress ITS_VIRTUAL_ADDRESS = IpAddress.parse("10.5.0.177");
    private static final int PRIORITY = 250;
    private static final int TTL = 255;

    private final SimWorld world;
    private final AdvertFormat format;
    private boolean ended;

    Stranger(SimWorld world) {
        this.world = world;
        WorldOptions.Cluster cluster = world.options().cluster();
        this.format = new AdvertFormat(
                cluster.version(),
                Site.FIRST_VRID,
                AddressFamily.INET,
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
        int length = AdvertCodec.encode(format, PRIORITY, ADDRESS, AdvertCodec.GROUP, target);
        world.network().inject(new Datagram(ADDRESS, AdvertCodec.GROUP, TTL, target, 0, length));
        world.timeline().after(world.options().cluster().advertNanos(), this::begin);
    }

    void end() {
        ended = true;
    }
}
