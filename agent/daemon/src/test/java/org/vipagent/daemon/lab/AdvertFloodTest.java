package org.vipagent.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.packet.AdvertChannel;
import org.vipagent.linux.packet.AdvertSocket;
import org.vipagent.linux.packet.ReceivedPacket;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.AdvertFormat;
import org.vipagent.vrrp.wire.Authentication;
import org.vipagent.vrrp.wire.Transport;

/** Needs root: a laboratory is made of network namespaces. */
class AdvertFloodTest {
    private static final IpAddress LIAR = IpAddress.parse("10.5.0.66");
    private static final long MANY = 500;
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(2);

    private static AdvertFlood.Forgery forgery(int vrid) {
        AdvertFormat format = new AdvertFormat(
                3,
                vrid,
                AddressFamily.INET,
                1_000_000_000L,
                List.of(IpAddress.parse("10.5.0.100")),
                Authentication.none(),
                false,
                false);
        return AdvertFlood.Forgery.of(format, 50, LIAR);
    }

    private static AdvertSocket listen(Host host) {
        return host.namespace().call(() -> {
            int index = NetworkInterface.getByName(Host.INTERFACE).getIndex();
            return AdvertSocket.open(
                    Libc.load(),
                    new AdvertChannel(new InterfaceName(Host.INTERFACE), AddressFamily.INET, Transport.VRRP),
                    index);
        });
    }

    @Test
    void everyPacketReachesTheOthersAsItWasForged() throws Exception {
        try (Lab lab = Lab.create("vipagent-flood-" + ProcessHandle.current().pid())) {
            Host attacker = lab.addHost(Host.Settings.of("attacker", "02:00:00:00:00:10", "10.5.0.10/21"));
            Host victim = lab.addHost(Host.Settings.of("victim", "02:00:00:00:00:11", "10.5.0.11/21"));
            try (AdvertSocket socket = listen(victim)) {
                long lostBefore = Backlog.lost();
                AdvertFlood flood = AdvertFlood.start(
                        attacker,
                        new AdvertFlood.Settings(
                                5_000, List.of(forgery(1), forgery(2).withTtl(7))));
                Await.until("many are sent", Duration.ofSeconds(10), () -> flood.sent() > MANY);
                flood.close();

                ReceivedPacket packet = new ReceivedPacket();
                Set<String> kinds = new TreeSet<>();
                long received = 0;
                long end = System.nanoTime() + ARRIVES_WITHIN.toNanos();
                // The last of them may still be on their way.
                while (received < flood.sent() && System.nanoTime() < end) {
                    while (socket.receive(packet)) {
                        received++;
                        int vrid = packet.bytes()[packet.payloadOffset() + 1];
                        kinds.add(packet.source() + " vrid " + vrid + " ttl " + packet.ttl());
                    }
                    Await.pause(Duration.ofMillis(1));
                }
                assertThat(received).isBetween(flood.sent() - (Backlog.lost() - lostBefore), flood.sent());
                assertThat(kinds).containsExactly("10.5.0.66 vrid 1 ttl 255", "10.5.0.66 vrid 2 ttl 7");
            }
        }
    }
}
