package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vipagent.daemon.lab.AgentProcess;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.KeepalivedProcess;
import org.vipagent.daemon.lab.Probe;
import org.vipagent.daemon.lab.Responder;
import org.vipagent.integration.Capture.WireAdvert;

/**
 * How long the address is silent, beside keepalived in the same run on the same machine: after the death of the
 * master's machine, and at a planned stop. Version 3, an advert each 100 ms. Prints medians and ratios; judges nothing.
 */
class TakeoverBench {
    private static final int ROUNDS = Integer.getInteger("vipagent.bench.rounds", 7);
    private static final Duration START = Duration.ofSeconds(20);
    private static final int PORT = 7;
    private static final Duration AGE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMillis(300);

    @TempDir
    Path directory;

    /** One of the two programs, as the bench needs it. */
    private interface Daemon extends AutoCloseable {
        void kill();

        int stop();

        @Override
        void close();
    }

    private interface Starter {
        Daemon start(Pair pair, Host host, String config);
    }

    private record Keepalived(KeepalivedProcess process) implements Daemon {
        @Override
        public void kill() {
            process.kill();
        }

        @Override
        public int stop() {
            return process.stop();
        }

        @Override
        public void close() {
            process.close();
        }
    }

    private record Vipagent(AgentProcess process) implements Daemon {
        @Override
        public void kill() {
            process.kill();
        }

        @Override
        public int stop() {
            return process.stop();
        }

        @Override
        public void close() {
            process.close();
        }
    }

    private record Figures(List<Double> crashAdverts, List<Double> crashGap, List<Double> stopGap) {
        Figures() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    @Test
    void silenceAfterADeathAndAtAPlannedStop() throws Exception {
        Figures theirs = measure("keepalived", (pair, host, config) -> new Keepalived(pair.keepalived(host, config)));
        Figures ours = measure("vipagent", (pair, host, config) -> new Vipagent(pair.agent(host, config)));
        row("death: last advert -> successor's first advert", theirs.crashAdverts(), ours.crashAdverts());
        row("death: client's questions unanswered", theirs.crashGap(), ours.crashGap());
        row("planned stop: client's questions unanswered", theirs.stopGap(), ours.stopGap());
        assertThat(ours.stopGap()).hasSize(ROUNDS);
    }

    /** With RFC 9568's time (360.9 ms) in it; the difference between the programs is what a fresh process costs. */
    @Test
    void silenceWhenTheMasterDiesTwoSecondsAfterTheOtherWasStarted() throws Exception {
        Fresh theirs = fresh("keepalived", (pair, host, config) -> new Keepalived(pair.keepalived(host, config)));
        Fresh ours = fresh("vipagent", (pair, host, config) -> new Vipagent(pair.agent(host, config)));
        row("just started: last advert -> successor's first advert", theirs.adverts(), ours.adverts());
        row("just started: last advert -> its first announcement", theirs.announcements(), ours.announcements());
        assertThat(ours.announcements()).hasSize(ROUNDS);
    }

    private record Fresh(List<Double> adverts, List<Double> announcements) {}

    private Fresh fresh(String name, Starter starter) throws Exception {
        Fresh figures = new Fresh(new ArrayList<>(), new ArrayList<>());
        try (Pair pair = Pair.create("f" + name.charAt(0), directory)) {
            for (int round = 0; round < ROUNDS; round++) {
                try (Daemon first = starter.start(pair, pair.keep1, config("MASTER", 150))) {
                    pair.awaitOnly(pair.keep1, START);
                    diesBesideAFreshOne(pair, starter, figures);
                    first.kill();
                }
                pair.keep1.forgetAddresses();
                pair.keep2.forgetAddresses();
                pair.lab().restore(pair.keep1);
            }
        }
        return figures;
    }

    private static void diesBesideAFreshOne(Pair pair, Starter starter, Fresh figures) throws Exception {
        try (Capture capture = pair.capture();
                Daemon second = starter.start(pair, pair.keep2, config("BACKUP", 100))) {
            Await.pause(AGE);
            pair.lab().cut(pair.keep1);
            Await.until("the other has taken over", START, () -> pair.keep2.has(Pair.VIP));
            Await.pause(PATIENCE);
            capture.stop();
            second.kill();
            figures.adverts().add(handover(capture));
            Instant last = capture.adverts().stream()
                    .filter(advert -> advert.priority() == 150)
                    .reduce((one, later) -> later)
                    .orElseThrow()
                    .at();
            figures.announcements()
                    .add(capture.announcements().stream()
                            .filter(a -> a.at().isAfter(last))
                            .mapToDouble(a -> Duration.between(last, a.at()).toNanos() / 1e6)
                            .findFirst()
                            .orElseThrow());
        }
    }

    private static void row(String what, List<Double> theirs, List<Double> ours) {
        System.out.printf(
                Locale.ROOT,
                "[bench] %-54s keepalived %7.1f ms, vipagent %7.1f ms, ratio %.2f   (medians of %d; most %.1f / %.1f)%n",
                what,
                median(theirs),
                median(ours),
                median(ours) / Math.max(1, median(theirs)),
                ours.size(),
                most(theirs),
                most(ours));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double most(List<Double> values) {
        return values.stream().max(Double::compare).orElseThrow();
    }

    private Figures measure(String name, Starter starter) throws Exception {
        Figures figures = new Figures();
        InetSocketAddress service = new InetSocketAddress(InetAddress.getByAddress(Pair.VIP.toBytes()), PORT);
        try (Pair pair = Pair.create("b" + name.charAt(0), directory);
                Responder one = Responder.start(pair.keep1, PORT);
                Responder two = Responder.start(pair.keep2, PORT);
                Daemon second = starter.start(pair, pair.keep2, config("BACKUP", 100))) {
            assertThat(List.of(one, two)).doesNotContainNull();
            pair.awaitOnly(pair.keep2, START);
            for (int round = 0; round < ROUNDS; round++) {
                crash(pair, starter, service, figures);
                plannedStop(pair, starter, service, figures);
            }
            assertThat(second).isNotNull();
        }
        return figures;
    }

    private static String config(String state, int priority) {
        return Pair.config(state, priority, "version 3", "advert_int 0.1");
    }

    private void crash(Pair pair, Starter starter, InetSocketAddress service, Figures figures) throws Exception {
        try (Daemon first = starter.start(pair, pair.keep1, config("MASTER", 150));
                Probe probe = probe(pair, service);
                Capture capture = pair.capture()) {
            pair.awaitOnly(pair.keep1, START);
            awaitAnswersOf(probe, pair.keep1);
            long from = System.nanoTime();
            pair.lab().cut(pair.keep1);
            Await.until("the other answers", START, () -> answers(probe, pair.keep2));
            figures.crashGap().add(gap(probe, from));
            capture.stop();
            figures.crashAdverts().add(handover(capture));
            first.kill();
        }
        pair.keep1.forgetAddresses();
        pair.lab().restore(pair.keep1);
    }

    private void plannedStop(Pair pair, Starter starter, InetSocketAddress service, Figures figures) throws Exception {
        try (Daemon first = starter.start(pair, pair.keep1, config("MASTER", 150));
                Probe probe = probe(pair, service)) {
            pair.awaitOnly(pair.keep1, START);
            awaitAnswersOf(probe, pair.keep1);
            long from = System.nanoTime();
            assertThat(first.stop()).isZero();
            Await.until("the other answers", START, () -> answers(probe, pair.keep2));
            figures.stopGap().add(gap(probe, from));
        }
    }

    private static Probe probe(Pair pair, InetSocketAddress service) {
        return Probe.start(pair.watcher.namespace(), new Probe.Settings(service, Duration.ofMillis(5), PATIENCE));
    }

    private static void awaitAnswersOf(Probe probe, Host host) {
        Await.until(host.name() + " answers the client", START, () -> answers(probe, host));
        int before = probe.log().size();
        Await.until("the client has asked for a while", START, () -> probe.log().size() > before + 50);
    }

    private static boolean answers(Probe probe, Host host) {
        return probe.log()
                .last()
                .filter(a -> a.answeredBy().equals(host.name()))
                .isPresent();
    }

    private static double gap(Probe probe, long from) {
        // A question counts as unanswered only when the client's patience has ended.
        long enough = System.nanoTime() + 2 * PATIENCE.toNanos();
        Await.until("all questions are decided", START, () -> System.nanoTime() - enough > 0);
        return probe.log().unanswered(from, System.nanoTime()).toNanos() / 1e6;
    }

    private static double handover(Capture capture) {
        List<WireAdvert> adverts = capture.adverts();
        for (int i = adverts.size() - 1; i > 0; i--) {
            if (adverts.get(i).priority() == 100 && adverts.get(i - 1).priority() == 150) {
                return Duration.between(adverts.get(i - 1).at(), adverts.get(i).at())
                                .toNanos()
                        / 1e6;
            }
        }
        throw new IllegalStateException("no handover among " + adverts);
    }
}
