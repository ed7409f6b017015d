package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Command;
import org.vipagent.daemon.lab.Host;
import org.vipagent.integration.Router.Manner;

/**
 * The better of two vipagent is interrupted in every way that a machine can be, at ten adverts a second: in the end it
 * has the address again, alone, a third host knows it, and nothing is left behind.
 */
class PausesIT {
    private static final boolean ALL = "all".equals(System.getProperty("vipagent.interop"));
    private static final Form FORM = new Form(Form.Peer.KEEPALIVED, 3, Form.Family.IPV4, false, Form.Auth.NONE);
    private static final Duration START = Duration.ofSeconds(25);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(3);
    /** Who comes back has to hear an advert before it can know of the other. */
    private static final Duration BOTH_AT_MOST = FORM.interval().plus(Handover.TOLERANCE);

    @TempDir
    Path directory;

    private Segment segment;
    private OurRouter first;
    private OurRouter second;
    private Handovers handovers;

    /** Below and above master-down; below and above what the kernel gives the address. */
    static Stream<Duration> pauses() {
        return Stream.of(500, 1_000, 2_000, 4_000, 10_000)
                .filter(millis -> ALL || millis == 500 || millis == 4_000)
                .map(Duration::ofMillis);
    }

    @BeforeEach
    void startThePair(TestInfo test) {
        segment = Segment.create(
                "p" + Math.abs(test.getDisplayName().hashCode() % 10_000)
                        + test.getTestMethod().orElseThrow().getName().substring(0, 5),
                FORM,
                directory,
                2);
        first = segment.ours(0);
        second = segment.ours(1);
        handovers = new Handovers(FORM, segment);
        first.start(new Manner(150, true));
        second.start(new Manner(100, true));
        Await.until("one master, one backup", START, () -> handovers.holdsAlone(first) && second.standsBy());
        segment.makeObserverAsk();
        handovers.rest();
    }

    @AfterEach
    void stopThePairAndLeaveNothing() {
        if (segment == null) {
            return;
        }
        try {
            first.stop();
            second.stop();
            assertThat(Stream.of(first, second).flatMap(r -> leftBehind(r).stream()))
                    .isEmpty();
        } finally {
            segment.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pauses")
    @Execution(ExecutionMode.CONCURRENT)
    void aloneTheDaemonStandsStill(Duration pause) {
        assertThat(interrupt(
                        "SIGSTOP of the daemon alone for " + pause.toMillis() + " ms",
                        () -> first.process().pause(),
                        pause,
                        () -> first.process().resume()))
                .isLessThan(BOTH_AT_MOST);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pauses")
    @Execution(ExecutionMode.CONCURRENT)
    void wholeMachineStandsStill(Duration pause) {
        Host host = first.host();
        assertThat(interrupt(
                        "the whole machine stands still for " + pause.toMillis() + " ms",
                        () -> {
                            segment.lab().cut(host);
                            first.process().pause();
                        },
                        pause,
                        () -> {
                            segment.lab().restore(host);
                            first.process().resume();
                        }))
                .isLessThan(BOTH_AT_MOST);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pauses")
    @Execution(ExecutionMode.CONCURRENT)
    void cableIsPulledAndPutBack(Duration pause) {
        Host host = first.host();
        assertThat(interrupt(
                        "no carrier for " + pause.toMillis() + " ms",
                        () -> segment.lab().unplug(host),
                        pause,
                        () -> segment.lab().plug(host)))
                .isLessThan(BOTH_AT_MOST);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pauses")
    @Execution(ExecutionMode.CONCURRENT)
    void killedAndStartedAgain(Duration pause) {
        interrupt(
                "SIGKILL, started again after " + pause.toMillis() + " ms",
                () -> first.die(),
                pause,
                () -> first.start(new Manner(150, true)));
    }

    /** Returns for how long both have had the address after the end of it. */
    private Duration interrupt(String what, Runnable begin, Duration pause, Runnable end) {
        Instant begunAt = Instant.now();
        begin.run();
        if (pause.compareTo(FORM.masterDown(100)) > 0) {
            Await.until("the other has the address", FORM.masterDown(100).plusSeconds(1), () -> handovers
                    .holders()
                    .contains(second.name()));
            Await.until(
                    "a third host knows", ENDS_WITHIN, () -> segment.neighbour().equals(second.mac()));
        }
        Await.pause(pause.minus(Duration.between(begunAt, Instant.now())));
        end.run();
        // Only now: it takes programs to do it, and their starts are not what is measured.
        Instant endedAt = Instant.now();
        Await.until(what + ": the better one alone has the address", START, () -> handovers.holdsAlone(first));
        Instant aloneAt =
                segment.holdings().aloneSince(first.name(), Instant.now()).orElseThrow();
        Await.until("a third host knows", ENDS_WITHIN, () -> segment.neighbour().equals(first.mac()));
        handovers.rest();
        Holdings holdings = segment.holdings();
        System.out.printf("[pauses] %s: %s%n", what, figures(holdings, begunAt, endedAt, aloneAt));
        assertThat(handovers.holdsAlone(first)).isTrue();
        return holdings.bothBetween(endedAt, Instant.now());
    }

    private static String figures(Holdings holdings, Instant begunAt, Instant endedAt, Instant aloneAt) {
        return String.format(
                "right owner %d ms after its end; in it both held %d ms, nobody %d ms; after it both %d ms, nobody %d ms",
                Duration.between(endedAt, aloneAt).toMillis(),
                holdings.bothBetween(begunAt, endedAt).toMillis(),
                holdings.nobodyBetween(begunAt, endedAt).toMillis(),
                holdings.bothBetween(endedAt, Instant.now()).toMillis(),
                holdings.nobodyBetween(endedAt, Instant.now()).toMillis());
    }

    /** Addresses, sockets and files that a router which has ended has not taken away. */
    private static List<String> leftBehind(OurRouter router) {
        Host host = router.host();
        Stream<String> addresses =
                host.addresses().stream().filter(a -> a.equals(FORM.vip())).map(a -> host.name() + " still has " + a);
        Stream<String> sockets = Stream.of("raw", "raw6", "packet")
                .flatMap(kind -> host.namespace()
                        .run(Command.of("cat", "/proc/net/" + kind))
                        .lines()
                        .skip(1))
                .map(line -> host.name() + " still has the socket " + line);
        Stream<String> control =
                Stream.of(router.controlSocket()).filter(Files::exists).map(file -> file + " is still there");
        return Stream.of(addresses, sockets, control).flatMap(s -> s).toList();
    }
}
