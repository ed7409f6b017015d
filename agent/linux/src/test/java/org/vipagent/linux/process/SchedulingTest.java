package org.vipagent.linux.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.RootTest;
import org.vipagent.linux.libc.Errno;
import org.vipagent.linux.libc.ErrnoException;
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
                    scheduling.makeRealTime(0, 50);
                    seen.append(scheduling.isRealTime()).append(' ').append(priority("thread-self"));
                    scheduling.makeOrdinary(0);
                    return seen.append(' ')
                            .append(scheduling.isRealTime())
                            .append(' ')
                            .append(priority("thread-self"))
                            .toString();
                })
                .get();
        assertThat(policies).isEqualTo("true 50 false 0");
        assertThat(scheduling.isRealTime()).as("the thread beside it").isFalse();
    }

    /** rt_priority in /proc/PID/stat: the 40th field, proc(5). */
    private static String priority(String process) throws Exception {
        return field(process, 40);
    }

    private static String field(String process, int number) throws Exception {
        String stat = Files.readString(Path.of("/proc", process, "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[number - 3];
    }

    @Test
    void makesAnotherThreadRealTimeByItsNumber() throws Exception {
        int task = thread.submit(scheduling::currentTask).get();

        scheduling.makeRealTime(task, 7);

        assertThat(thread.submit(() -> priority("thread-self")).get()).isEqualTo("7");
    }

    @Test
    void seesEachThreadByNumberAndName() throws Exception {
        int task = thread.submit(() -> {
                    Thread.currentThread().setName("somebody-with-a-long-name");
                    return scheduling.currentTask();
                })
                .get();

        assertThat(scheduling.tasks()).contains(new Scheduling.Task(task, "somebody-with-a"));
        assertThat(scheduling.tasks()).extracting(Scheduling.Task::name).contains("VM Thread");
    }

    @Test
    void leavesThreadsAndProgramsOfARealTimeThreadOrdinary() throws Exception {
        String policies = thread.submit(() -> {
                    scheduling.makeRealTime(0, 50);
                    scheduling.setNice(0, -5);
                    String[] child = new String[1];
                    Thread started = new Thread(() -> child[0] = priorityAndNiceHere());
                    started.start();
                    started.join();
                    Process program = new ProcessBuilder("cut", "-d", " ", "-f", "40,19", "/proc/self/stat").start();
                    return child[0] + ", "
                            + new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                })
                .get();
        assertThat(policies).isEqualTo("0 0, 0 0\n");
    }

    private static String priorityAndNiceHere() {
        try {
            return field("thread-self", 19) + " " + priority("thread-self");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void favoursAThreadAmongOrdinaryOnes() throws Exception {
        int task = thread.submit(scheduling::currentTask).get();

        scheduling.setNice(task, -3);

        assertThat(thread.submit(() -> field("thread-self", 19)).get()).isEqualTo("-3");
    }

    @Test
    void tellsOfAThreadThatHasEnded() throws Exception {
        // The first thread of a program: the kernel has forgotten it once it is waited for, as it has not yet forgotten
        // a thread of this process when Java says that it ended.
        Process program = new ProcessBuilder("true").start();
        assertThat(program.waitFor()).isZero();

        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> scheduling.setNice((int) program.pid(), 0))
                .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ESRCH));
    }

    @Test
    void refusesAPriorityThatIsNone() {
        assertThatThrownBy(() -> scheduling.makeRealTime(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scheduling.makeRealTime(0, 100)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isToldWhenARealTimeThreadDoesNotWait() throws Exception {
        // In a process of its own: the signal is for all of it.
        Process process = program(RunawayThread.class);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(output).isEqualTo("SIGXCPU\n");
    }

    private static Process program(Class<?> main, String... options) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(options));
        words.addAll(List.of("-cp", classPath, main.getName()));
        return new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
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
        Process process = program(LockedMemory.class, "-Xms512m");
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
