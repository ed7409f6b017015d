package org.vipagent.linux.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.vipagent.net.IpAddress;

class LibcTest {
    private final Libc libc = Libc.load();

    @Test
    void saysWhichCallWasRefusedAndWhy() {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> libc.socket(12345, Linux.SOCK_RAW, 0))
                .satisfies(e -> assertThat(e.symbol()).isEqualTo("EAFNOSUPPORT"))
                .withMessage("socket(12345, 3, 0): EAFNOSUPPORT (address family not supported)");
    }

    @Test
    void readsTheErrorOfEachThreadApart() throws Exception {
        try (Descriptor event = libc.eventfd()) {
            NativeBuffer count = libc.allocate(Long.BYTES);
            Thread other = new Thread(() -> {
                for (int i = 0; i < 5_000; i++) {
                    assertThatThrownBy(() -> libc.setOption(event, SocketOption.SO_PRIORITY, 0))
                            .hasMessageContaining("ENOTSOCK");
                }
            });
            Throwable[] failure = new Throwable[1];
            other.setUncaughtExceptionHandler((thread, e) -> failure[0] = e);
            other.start();
            for (int i = 0; i < 50_000; i++) {
                // EAGAIN here, ENOTSOCK there: a mixed-up number would throw.
                assertThat(libc.read(event, count)).isEqualTo(Libc.WOULD_BLOCK);
            }
            other.join(TimeUnit.SECONDS.toMillis(60));
            assertThat(failure[0]).isNull();
        }
    }

    @Test
    void namesAnErrorItDoesNotKnowByItsNumber() {
        assertThat(Errno.describe(131)).isEqualTo("E131");
    }

    @Test
    void refusesAClosedDescriptorBeforeTheKernelSeesIt() throws Exception {
        Descriptor event = libc.eventfd();
        event.close();
        event.close();
        assertThatThrownBy(() -> libc.read(event, libc.allocate(Long.BYTES))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void countsMonotonicTimeAsSystemNanoTimeDoes() {
        Clocks clocks = new Clocks(libc);
        long before = System.nanoTime();
        long between = clocks.monotonic();
        assertThat(between).isBetween(before, System.nanoTime());
    }

    @Test
    void countsBoottimeAheadOfMonotonicTimeAndRealtimeSince1970() {
        Clocks clocks = new Clocks(libc);
        long monotonic = clocks.monotonic();
        assertThat(clocks.boottime()).isGreaterThanOrEqualTo(monotonic);
        long before = System.currentTimeMillis();
        assertThat(TimeUnit.NANOSECONDS.toMillis(clocks.realtime())).isBetween(before, System.currentTimeMillis());
    }

    @Test
    void laysOutAddressesAsTheHeadersSay() {
        byte[] inet = new byte[SocketAddresses.INET_LENGTH];
        SocketAddresses.internet(libc, IpAddress.parse("224.0.0.18"), 1985, 7).get(0, inet, inet.length);
        // sizeof and offsetof of struct sockaddr_in as gcc prints them on x86-64: 16, sin_port at 2, sin_addr at 4
        assertThat(inet).containsExactly(2, 0, 7, 0xc1, 224, 0, 0, 18, 0, 0, 0, 0, 0, 0, 0, 0);

        byte[] inet6 = new byte[SocketAddresses.INET6_LENGTH];
        SocketAddresses.internet(libc, IpAddress.parse("ff02::12"), 1985, 7).get(0, inet6, inet6.length);
        // struct sockaddr_in6: 28, sin6_port at 2, sin6_addr at 8, sin6_scope_id at 24
        assertThat(inet6).startsWith(10, 0, 7, 0xc1, 0, 0, 0, 0, 0xff, 2, 0, 0).endsWith(0, 0, 0, 0x12, 7, 0, 0, 0);
    }

    @Test
    void refusesToSendMoreThanTheBufferHolds() throws Exception {
        try (Descriptor event = libc.eventfd()) {
            SocketMessage small = libc.message(libc.allocate(4), libc.allocate(4));
            assertThatThrownBy(() -> libc.send(event, small, 5)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void bindsNoFunctionWithMoreArgumentsThanJnrPassesOn() {
        assertThat(NativeFunctions.C.class.getDeclaredMethods())
                .allMatch(function -> function.getParameterCount() <= 5);
    }

    @Test
    void passesOnAllFiveArguments() throws Exception {
        try (Descriptor socket = libc.socket(Linux.AF_INET, Linux.SOCK_DGRAM, 0)) {
            libc.setOption(socket, SocketOption.SO_PRIORITY, 5);
            assertThat(libc.option(socket, SocketOption.SO_PRIORITY)).isEqualTo(5);
        }
    }
}
