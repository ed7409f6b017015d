package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.vipagent.engine.Inbound;
import org.vipagent.net.InterfaceName;
import org.vipagent.node.InterfaceState;
import org.vipagent.node.KernelReport;

class ThreadInboxTest {
    private final AtomicInteger wakes = new AtomicInteger();
    private final ThreadInbox inbox = new ThreadInbox(3, wakes::incrementAndGet);

    private static Inbound applied(long generation) {
        return new Inbound.KernelApplied(new KernelReport(generation, Set.of(), Map.of()));
    }

    private static Inbound interfaces(String name) {
        return new Inbound.InterfacesChanged(List.of(new InterfaceState(new InterfaceName(name), true, List.of())));
    }

    @Test
    void keepsTheOrderAndWakesEachTime() {
        inbox.put(applied(1));
        inbox.put(applied(2));

        assertThat(wakes).hasValue(2);
        assertThat(inbox.poll()).isEqualTo(applied(1));
        assertThat(inbox.poll()).isEqualTo(applied(2));
        assertThat(inbox.poll()).isNull();
    }

    @Test
    void keepsOnlyTheNewestPictureOfTheInterfacesAndGivesItLast() {
        for (int i = 0; i < 100; i++) {
            inbox.put(interfaces("eth" + i));
        }
        inbox.put(applied(1));

        assertThat(inbox.poll()).isEqualTo(applied(1));
        assertThat(inbox.poll()).isEqualTo(interfaces("eth99"));
        assertThat(inbox.poll()).isNull();
    }

    @Test
    void refusesMoreThanThereCanBe() {
        inbox.put(applied(1));
        inbox.put(applied(2));
        inbox.put(applied(3));

        assertThatThrownBy(() -> inbox.put(applied(4))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void hasRoomAgainForWhatWasTaken() {
        for (int i = 0; i < 10; i++) {
            inbox.put(applied(i));
            assertThat(inbox.poll()).isEqualTo(applied(i));
        }
    }
}
