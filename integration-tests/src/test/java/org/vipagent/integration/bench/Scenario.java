package org.vipagent.integration.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.vipagent.daemon.lab.Await;
import org.vipagent.integration.bench.Episode.Kind;

/** What the bench does to a pair. Each begins and ends with the first router as master and all calm. */
enum Scenario {
    STOP,
    CRASH,
    SUSPEND,
    NODE,
    HEAL,
    CARRIER,
    RESTED;

    /** keepalived announces a second time five seconds after it took over; then it is silent for good. */
    private static final Duration REST = Duration.ofSeconds(6);

    /** An arena and what happened in it. */
    record Log(Arena arena, List<Episode> episodes) {
        private Arena.Side first() {
            return arena.first();
        }

        private Arena.Side second() {
            return arena.second();
        }

        /** Does something and waits until one router alone serves the client. */
        private void record(Kind kind, String command, Arena.Side survivor) {
            record(kind, arena.act(command).from(), survivor);
        }

        private void record(Kind kind, long from, Arena.Side survivor) {
            arena.awaitCalmWith(survivor);
            episodes.add(new Episode(kind, from, Moments.now()));
        }

        /** A moment that has nothing to do with the adverts' schedule. */
        private void someTime(RandomGenerator phase) {
            Await.pause(Duration.ofNanos(phase.nextLong(arena.pace().interval().toNanos())));
        }
    }

    static List<Scenario> of(List<String> names) {
        return Stream.of(values()).filter(s -> names.contains(s.text())).toList();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    void play(Log log, RandomGenerator phase) {
        switch (this) {
            case STOP -> plannedStop(log, phase);
            case CRASH -> crash(log, phase);
            case SUSPEND -> suspendTheDaemon(log, phase);
            case NODE -> suspendTheNode(log, phase);
            case HEAL -> partition(log, phase, Kind.HEAL);
            case CARRIER -> carrier(log, phase);
            case RESTED -> partitionAfterRest(log, phase);
        }
    }

    /** Nothing at all, for a second: what the instrument and the machine do by themselves. */
    static void quiet(Log log) {
        long from = Moments.now();
        Await.pause(Duration.ofSeconds(1));
        log.record(Kind.QUIET, from, log.first());
    }

    private static void plannedStop(Log log, RandomGenerator phase) {
        log.someTime(phase);
        log.record(Kind.STOP, log.first().running().askToLeave(), log.second());
        log.arena().awaitEnd(log.first());
        log.record(Kind.RETURN, log.arena().start(log.first()), log.first());
    }

    private static void crash(Log log, RandomGenerator phase) {
        log.someTime(phase);
        log.arena().disregard(log.first());
        log.record(
                Kind.CRASH,
                Cables.cut(log.first()) + "; " + log.first().running().signal("STOP"),
                log.second());
        log.arena().clearAway(log.first());
        log.arena().start(log.first());
        log.arena().awaitCalmWith(log.first());
    }

    private static void suspendTheDaemon(Log log, RandomGenerator phase) {
        Arena arena = log.arena();
        log.someTime(phase);
        arena.disregard(log.first());
        arena.act(log.first().running().signal("STOP"));
        arena.awaitCalmWith(log.second());
        log.someTime(phase);
        arena.regard(log.first());
        log.record(Kind.RESUME, log.first().running().signal("CONT"), log.first());
    }

    private static void suspendTheNode(Log log, RandomGenerator phase) {
        Arena arena = log.arena();
        Arena.Side first = log.first();
        log.someTime(phase);
        arena.disregard(first);
        arena.act(Cables.cut(first) + "; " + first.running().signal("STOP"));
        arena.awaitCalmWith(log.second());
        log.someTime(phase);
        arena.regard(first);
        // The cable first: a machine that resumes finds its network as it is.
        log.record(
                Kind.NODE_RESUME, Cables.restore(first) + "; " + first.running().signal("CONT"), first);
    }

    private static void partitionAfterRest(Log log, RandomGenerator phase) {
        Await.pause(REST);
        partition(log, phase, Kind.RESTED_HEAL);
    }

    private static void partition(Log log, RandomGenerator phase, Kind kind) {
        Arena arena = log.arena();
        log.someTime(phase);
        arena.disregard(log.first());
        arena.act(Cables.cut(log.first()));
        arena.awaitCalmWith(log.second());
        log.someTime(phase);
        arena.regard(log.first());
        log.record(kind, Cables.restore(log.first()), log.first());
    }

    private static void carrier(Log log, RandomGenerator phase) {
        log.someTime(phase);
        log.record(Kind.CARRIER_LOST, Cables.unplug(log.first()), log.second());
        log.someTime(phase);
        log.record(Kind.CARRIER_BACK, Cables.plug(log.first()), log.first());
    }
}
