package org.vipagent.linux.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.fuzz.Garbage;
import org.vipagent.fuzz.Recorded;
import org.vipagent.linux.route.RouteEvent.AddressChanged;
import org.vipagent.linux.route.RouteEvent.AddressRemoved;
import org.vipagent.linux.route.RouteEvent.LinkChanged;
import org.vipagent.linux.route.RouteEvent.LinkRemoved;
import org.vipagent.linux.route.RouteEvent.ResyncNeeded;

/** What the kernel tells of links and addresses by itself, a datagram at a time. */
class RouteEventFuzz {
    private static final int HEADER = 16;

    static Stream<byte[]> datagrams() {
        return Stream.of("events", "link-dump", "addr-dump", "addr-replace-request", "ack", "error")
                .flatMap(name -> Recorded.datagrams("netlink", name));
    }

    @MethodSource("datagrams")
    @FuzzTest
    void everyDatagramGivesEventsOrTheWishToReadAllAnew(byte[] datagram) throws IOException {
        List<RouteEvent> events = Garbage.atMost(16_384 + 64L * datagram.length, () -> events(datagram));

        assertThat(events).hasSizeLessThanOrEqualTo(datagram.length / HEADER + 1);
        if (events.stream().noneMatch(ResyncNeeded.class::isInstance)) {
            List<RouteEvent> oneByOne = new ArrayList<>();
            messages(datagram).forEach(message -> oneByOne.addAll(events(message)));
            assertThat(events).as("each message alone").isEqualTo(oneByOne);
        }
        for (RouteEvent event : events) {
            survivesTheWire(event);
        }
    }

    /** What was read, written again and read again, is the same. */
    private static void survivesTheWire(RouteEvent event) {
        if (event instanceof AddressChanged changed) {
            assertThat(events(Written.address(Rtnetlink.RTM_NEWADDR, changed.address())))
                    .containsExactly(event);
        } else if (event instanceof AddressRemoved removed) {
            assertThat(events(Written.address(Rtnetlink.RTM_DELADDR, removed.address())))
                    .containsExactly(event);
        } else if (event instanceof LinkChanged changed) {
            assertThat(events(Written.link(Rtnetlink.RTM_NEWLINK, changed.link())))
                    .containsExactly(event);
        } else if (event instanceof LinkRemoved removed) {
            assertThat(events(Written.link(Rtnetlink.RTM_DELLINK, removed.link())))
                    .containsExactly(event);
        } else if (event instanceof ResyncNeeded resync) {
            assertThat(resync.reason()).isNotBlank();
        }
    }

    private static List<RouteEvent> events(byte[] datagram) {
        try (RouteMonitor monitor = new RouteMonitor(ScriptedKernel.telling(datagram))) {
            return monitor.poll();
        } catch (IOException e) {
            throw new AssertionError("the monitor gave up", e);
        }
    }

    /** The messages of a datagram whose lengths are right. */
    private static List<byte[]> messages(byte[] datagram) {
        ByteBuffer bytes = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
        List<byte[]> messages = new ArrayList<>();
        int at = 0;
        while (at < datagram.length) {
            int length = bytes.getInt(at);
            messages.add(Arrays.copyOfRange(datagram, at, at + length));
            at += (length + 3) / 4 * 4;
        }
        return messages;
    }
}
