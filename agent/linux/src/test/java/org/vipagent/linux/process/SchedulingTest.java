package org.vipagent.linux.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.RootTest;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.NetworkNamespace;
import org.vipagent.net.InterfaceName;

/** On a thread that ends with the test, so that no other test runs in real time. */
@RootTest
class SchedulingTest {
    private final Scheduling scheduling = new Scheduling(Libc.load());
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        thread.shutdownNow();
    }

    @Test
    void makesTheCallingThreadRealTimeAndOrdinaryAgain() throws Exception {
        String policies = thread.submit(() -> {
                    StringBuilder seen = new StringBuilder();
                    scheduling.becomeRealTime(50);
                    seen.append(scheduling.isRealTime()).append(' ').append(priority());
                    scheduling.becomeOrdinary();
                    return seen.append(' ')
                            .append(scheduling.isRealTime())
                            .append(' ')
                            .append(priority())
                            .toString();
                })
                .get();
        assertThat(policies).isEqualTo("true 50 false 0");
        assertThat(scheduling.isRealTime()).as("the thread beside it").isFalse();
    }

    /** rt_priority in /proc/PID/stat: the 40th field, proc(5). */
    private static String priority() throws Exception {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[37];
    }

    @Test
    void refusesAPriorityThatIsNone() {
        assertThatThrownBy(() -> scheduling.becomeRealTime(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scheduling.becomeRealTime(100)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void setsTheTimerSlackOfTheThread() throws Exception {
        String slack = thread.submit(() -> {
                    scheduling.wakePunctually();
                    Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self"));
                    return Files.readString(
                            Path.of("/proc", thread.getFileName().toString(), "timerslack_ns"));
                })
                .get();
        assertThat(slack).isEqualTo("1\n");
    }

    @Test
    void locksTheMemoryThatIsInUseAndNotWhatIsOnlyReserved() throws Exception {
        // In a process of its own: there is no way back.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms512m",
                        "-cp",
                        classPath,
                        LockedMemory.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        String[] lockedAndResident = output.trim().split(" ", 2);
        long reservedHeapKibibytes = 512 * 1024;
        assertThat(Long.parseLong(lockedAndResident[0])).isGreaterThan(reservedHeapKibibytes);
        assertThat(Long.parseLong(lockedAndResident[1])).isLessThan(reservedHeapKibibytes / 2);
    }

    @Test
    void readsTheSysctlsOfTheNamespaceOfTheCallingThread() {
        try (NetworkNamespace namespace = new NetworkNamespace()) {
            InterfaceName lo = new InterfaceName("lo");
            namespace.run("sysctl -qw net.ipv4.conf.all.promote_secondaries=0 net.ipv4.conf.lo.promote_secondaries=0");
            assertThat(namespace.call(() -> new Sysctls().promotesSecondaries(lo)))
                    .isFalse();
            namespace.run("sysctl -qw net.ipv4.conf.lo.promote_secondaries=1");
            assertThat(namespace.call(() -> new Sysctls().promotesSecondaries(lo)))
                    .isTrue();
        }
    }
}
