package org.vipagent.linux.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.RootTest;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.libc.NetworkNamespace;
import org.vipagent.linux.libc.Poller;
import org.vipagent.linux.netlink.NetlinkConnection;
import org.vipagent.linux.netlink.NetlinkSocket;
import org.vipagent.net.IpAddress;

/** The default routes of the real kernel: their gateways, and that it tells when they change. */
@RootTest
class GatewaysOnKernelTest {
    private static final int V0 = 7;

    private final Libc libc = Libc.load();
    private NetworkNamespace host;
    private NetworkNamespace neighbour;
    private NetlinkConnection kernel;
    private KernelTables tables;
    private RouteMonitor monitor;
    private Poller poller;

    @BeforeEach
    void open() throws Exception {
        host = new NetworkNamespace();
        neighbour = new NetworkNamespace();
        host.connect("v0", neighbour, "v1");
        host.ip("addr add 10.5.0.11/21 dev v0");
        host.ip("addr add 2001:db8:5::11/64 dev v0 nodad");
        kernel = new NetlinkConnection(host.call(() -> NetlinkSocket.forRequests(libc, Linux.NETLINK_ROUTE)));
        tables = new KernelTables(kernel);
        NetlinkSocket events = host.call(() -> RouteMonitor.routeSocket(libc));
        monitor = new RouteMonitor(events);
        poller = new Poller(libc, System::nanoTime);
        poller.watch(events.descriptor());
    }

    @AfterEach
    void close() {
        poller.close();
        monitor.close();
        kernel.close();
        host.close();
        neighbour.close();
    }

    private List<IpAddress> gateways() throws IOException {
        return tables.gateways().getOrDefault(V0, List.of());
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text);
    }

    @Test
    void thereIsNoneWithoutADefaultRoute() throws Exception {
        host.ip("route add 192.0.2.0/24 via 10.5.0.9");
        assertThat(gateways()).isEmpty();
    }

    @Test
    void thoseOfBothFamiliesAreFound() throws Exception {
        host.ip("route add default via 10.5.0.1");
        host.ip("-6 route add default via fe80::1 dev v0");
        assertThat(gateways()).containsExactly(ip("10.5.0.1"), ip("fe80::1"));
    }

    @Test
    void thoseOfOtherTablesAndLaterChoicesCountToo() throws Exception {
        host.ip("route add default via 10.5.0.1");
        host.ip("route add default via 10.5.0.2 metric 100");
        host.ip("route add default via 10.5.0.3 table 100");
        assertThat(gateways()).containsExactlyInAnyOrder(ip("10.5.0.1"), ip("10.5.0.2"), ip("10.5.0.3"));
    }

    @Test
    void severalNextHopsOfOneRouteAreAllOfThem() throws Exception {
        host.ip("route add default nexthop via 10.5.0.1 dev v0 nexthop via 10.5.0.2 dev v0 weight 2");
        host.ip("-6 route add default nexthop via fe80::1 dev v0 nexthop via fe80::2 dev v0");
        assertThat(gateways()).contains(ip("10.5.0.1"), ip("10.5.0.2"), ip("fe80::1"), ip("fe80::2"));
    }

    @Test
    void whatRefusesOrHasNoGatewayIsNone() throws Exception {
        host.ip("route add unreachable default metric 500");
        host.ip("route add default dev v0 scope link");
        assertThat(gateways()).isEmpty();
    }

    @Test
    void theKernelTellsOfDefaultRoutesAndOfNoOthers() throws Exception {
        monitor.poll();
        host.ip("route add 192.0.2.0/24 via 10.5.0.9");
        host.ip("route add default via 10.5.0.1");
        host.ip("route del default");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        int told = 0;
        while (told < 2) {
            assertThat(poller.await(deadline)).isTrue();
            List<RouteEvent> events = monitor.poll();
            assertThat(events).allMatch(RouteEvent.DefaultRouteChanged.class::isInstance);
            told += events.size();
        }
        assertThat(gateways()).isEmpty();
    }
}
