package org.vipagent.linux.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.HexFile;
import org.vipagent.linux.libc.Errno;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.netlink.FakeKernel;
import org.vipagent.net.Cidr;

class RouteMonitorTest {
    private final FakeKernel kernel = FakeKernel.telling();
    private final RouteMonitor monitor = new RouteMonitor(kernel);

    private static String inShort(RouteEvent event) {
        if (event instanceof RouteEvent.LinkChanged change) {
            Link link = change.link();
            return link.name() + (link.isRunning() ? " runs" : link.up() ? " waits" : " down");
        }
        if (event instanceof RouteEvent.LinkRemoved removal) {
            return removal.link().name() + " gone";
        }
        if (event instanceof RouteEvent.AddressChanged change) {
            return "+" + change.address().address() + " " + change.address().validSeconds();
        }
        if (event instanceof RouteEvent.AddressRemoved removal) {
            return "-" + removal.address().address();
        }
        return "resync";
    }

    @Test
    void hearsNothingWhereNothingHappens() throws Exception {
        assertThat(monitor.poll()).isEmpty();
    }

    @Test
    void tellsARealHistoryInItsOrder() throws Exception {
        HexFile.datagrams("netlink/events.hex").forEach(kernel::tell);
        List<String> history =
                monitor.poll().stream().map(RouteMonitorTest::inShort).collect(Collectors.toList());
        assertThat(history)
                .containsExactly(
                        "+10.5.0.102/32 60",
                        "-10.5.0.102/32",
                        "v1 down",
                        "v0 waits",
                        "v1 waits",
                        "v1 runs",
                        "v0 runs",
                        "v0 down",
                        "v1 down",
                        "-10.5.0.133/21",
                        "-10.5.0.101/32",
                        "-10.5.0.100/21",
                        "v0 gone",
                        "v1 gone");
    }

    @Test
    void saysThatEventsWereLostAndGoesOn() throws Exception {
        kernel.failWith(Errno.ENOBUFS);
        HexFile.datagrams("netlink/events.hex").stream().limit(1).forEach(kernel::tell);
        assertThat(monitor.poll()).extracting(RouteMonitorTest::inShort).containsExactly("resync", "+10.5.0.102/32 60");
    }

    @Test
    void asksForAResyncWhereItCannotRead() throws Exception {
        kernel.tell(new byte[] {1, 2, 3});
        kernel.tell(FakeKernel.message(Rtnetlink.RTM_NEWADDR, 0, new byte[2]));
        assertThat(monitor.poll()).extracting(RouteMonitorTest::inShort).containsExactly("resync", "resync");
    }

    @Test
    void takesABridgePortForNoLink() throws Exception {
        byte[] header = new byte[Rtnetlink.LINK_HEADER_LENGTH];
        header[0] = 7; // AF_BRIDGE
        kernel.tell(FakeKernel.message(Rtnetlink.RTM_DELLINK, 0, header));
        assertThat(monitor.poll()).isEmpty();
    }

    @Test
    void doesNotHideAnotherError() {
        kernel.failWith(Errno.EPERM);
        assertThatExceptionOfType(ErrnoException.class).isThrownBy(monitor::poll);
    }

    @Test
    void readsAnAddressWithItsInterface() throws Exception {
        HexFile.datagrams("netlink/events.hex").stream().limit(1).forEach(kernel::tell);
        RouteEvent.AddressChanged change =
                (RouteEvent.AddressChanged) monitor.poll().get(0);
        assertThat(change.address().interfaceIndex()).isEqualTo(7);
        assertThat(change.address().address()).isEqualTo(Cidr.parse("10.5.0.102/32"));
    }
}
