package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.Lab;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Poller;
import org.vipagent.linux.packet.AdvertChannel;
import org.vipagent.linux.packet.AdvertSocket;
import org.vipagent.linux.packet.ArpClaims;
import org.vipagent.linux.packet.ClaimSocket;
import org.vipagent.linux.packet.ReceivedPacket;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.node.InstanceConfig;
import org.vipagent.node.ManagedAddress;
import org.vipagent.node.NodeConfig;
import org.vipagent.vrrp.RouterConfig;
import org.vipagent.vrrp.RouterKey;
import org.vipagent.vrrp.wire.Transport;

/** Needs root: a host on a segment. */
class DryRunTest {
    private static final InterfaceName DEVICE = new InterfaceName(Host.INTERFACE);
    private static final AdvertChannel CHANNEL = new AdvertChannel(DEVICE, AddressFamily.INET, Transport.VRRP);
    private static final Cidr VIP = Cidr.parse("10.5.0.100/24");

    private static NodeConfig config() {
        RouterConfig router = RouterConfig.builder("VI_1", new RouterKey(DEVICE, AddressFamily.INET, 7))
                .virtualAddresses(List.of(VIP.address()))
                .build();
        ManagedAddress managed = new ManagedAddress(DEVICE, VIP, Optional.empty(), Optional.empty(), "global", 7);
        return new NodeConfig(
                List.of(new InstanceConfig(router, Optional.empty(), List.of(managed), 255, true, Optional.empty())));
    }

    @Test
    void aWholeElectionLeavesNothingOnTheWireAndNothingInTheKernel() throws Exception {
        Libc libc = Libc.load();
        Notes notes = new Notes();
        try (Lab lab = Lab.create("vipagent-dry-" + ProcessHandle.current().pid());
                Poller poller = new Poller(libc, System::nanoTime)) {
            Host near = lab.addHost(Host.Settings.of("near", "02:00:00:00:05:10", "10.5.0.10/24"));
            Host far = lab.addHost(Host.Settings.of("far", "02:00:00:00:05:11", "10.5.0.11/24"));
            try (AdvertSocket adverts = far.namespace().call(() -> AdvertSocket.open(libc, CHANNEL, index()));
                    ClaimSocket claims = far.namespace().call(() -> ArpClaims.open(libc))) {
                DryRun.Result result = near.namespace().call(() -> {
                    try (Wire wire = new Wire(libc, poller, Set.of(CHANNEL), new Troubles(notes))) {
                        return DryRun.play(config(), libc, wire);
                    }
                });

                assertThat(result).isEqualTo(new DryRun.Result(1, 1));
                assertThat(adverts.receive(new ReceivedPacket())).isFalse();
                assertThat(claims.receive()).isFalse();
                assertThat(near.has(VIP.address())).isFalse();
                assertThat(notes.lines()).isEmpty();
            }
        }
    }

    private static int index() throws SocketException {
        return NetworkInterface.getByName(DEVICE.name()).getIndex();
    }
}
