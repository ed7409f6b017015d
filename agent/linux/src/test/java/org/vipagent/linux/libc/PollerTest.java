package org.vipagent.linux.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PollerTest {
    private final Libc libc = Libc.load();

    @Test
    void neverReturnsBeforeTheDeadline() throws Exception {
        try (Poller poller = new Poller(libc, System::nanoTime)) {
            for (long nanos : new long[] {0, 1, 999, 50_000, 1_000_001, 20_000_000}) {
                long deadline = System.nanoTime() + nanos;
                assertThat(poller.await(deadline)).isFalse();
                assertThat(System.nanoTime()).isGreaterThanOrEqualTo(deadline);
            }
        }
    }

    @Test
    void isWokenFromAnotherThreadThoughTheDeadlineNeverComes() throws Exception {
        try (Poller poller = new Poller(libc, System::nanoTime)) {
            CountDownLatch waiting = new CountDownLatch(1);
            Thread other = new Thread(() -> {
                await(waiting);
                poller.wake();
            });
            other.start();
            waiting.countDown();
            assertThat(poller.await(Long.MAX_VALUE)).isTrue();
            other.join();
        }
    }

    @Test
    void remembersAWakeUpThatCameBeforeTheWaitAndOnlyOnce() throws Exception {
        try (Poller poller = new Poller(libc, System::nanoTime)) {
            poller.wake();
            poller.wake();
            assertThat(poller.await(Long.MAX_VALUE)).isTrue();
            assertThat(poller.await(System.nanoTime())).isFalse();
        }
    }

    @Test
    void looksAtTheDescriptorsThoughTheDeadlineHasPassed() throws Exception {
        try (Poller poller = new Poller(libc, System::nanoTime);
                Descriptor event = libc.eventfd();
                Poller.Watch watch = poller.watch(event)) {
            libc.write(event, libc.allocate(Long.BYTES).putLong(0, 1));
            assertThat(poller.await(0)).isTrue();
            assertThat(watch.isReady()).isTrue();
        }
    }

    @Test
    void waitsForAWakeUpAloneWhereDescriptorsMayWait() throws Exception {
        try (Poller poller = new Poller(libc, System::nanoTime);
                Descriptor event = libc.eventfd();
                Poller.Watch watch = poller.watch(event)) {
            libc.write(event, libc.allocate(Long.BYTES).putLong(0, 1));
            long deadline = System.nanoTime() + 1_000_000;
            assertThat(poller.awaitWake(deadline)).isFalse();
            assertThat(System.nanoTime()).isGreaterThanOrEqualTo(deadline);
            poller.wake();
            assertThat(poller.awaitWake(Long.MAX_VALUE)).isTrue();
            assertThat(poller.await(Long.MAX_VALUE)).isTrue();
            assertThat(watch.isReady()).isTrue();
        }
    }

    @Test
    void tellsReadyFromIdleAmongManyAndForgetsTheClosed() throws Exception {
        NativeBuffer one = libc.allocate(Long.BYTES).putLong(0, 1);
        List<Descriptor> events = new ArrayList<>();
        List<Poller.Watch> watches = new ArrayList<>();
        try (Poller poller = new Poller(libc, System::nanoTime)) {
            for (int i = 0; i < 40; i++) {
                events.add(libc.eventfd());
                watches.add(poller.watch(events.get(i)));
            }
            libc.write(events.get(3), one);
            libc.write(events.get(39), one);
            assertThat(poller.await(0)).isTrue();
            assertThat(ready(watches)).containsExactly(3, 39);

            watches.get(3).close();
            assertThat(ready(watches)).containsExactly(39);
            assertThat(poller.await(0)).isTrue();
            assertThat(ready(watches)).containsExactly(39);

            watches.get(39).close();
            watches.get(39).close();
            assertThat(poller.await(0)).isFalse();
            poller.wake();
            assertThat(poller.await(0)).isTrue();
        }
        events.forEach(Descriptor::close);
    }

    @Test
    void refusesToSpinOnADescriptorThatWasClosedUnderIt() throws Exception {
        try (Poller poller = new Poller(libc, System::nanoTime)) {
            Descriptor event = libc.eventfd();
            poller.watch(event);
            event.close();
            assertThatThrownBy(() -> poller.await(0)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void toleratesAWakeUpAfterTheEnd() throws Exception {
        Poller poller = new Poller(libc, System::nanoTime);
        poller.close();
        poller.wake();
    }

    private static List<Integer> ready(List<Poller.Watch> watches) {
        List<Integer> result = new ArrayList<>();
        for (int i = 0; i < watches.size(); i++) {
            if (watches.get(i).isReady()) {
                result.add(i);
            }
        }
        return result;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
