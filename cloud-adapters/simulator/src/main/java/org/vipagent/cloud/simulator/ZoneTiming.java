package org.vipagent.cloud.simulator;

/**
 * How long things take in a zone, in milliseconds.
 *
 * @param callMillis from a request's arrival to its answer; part of {@link ZoneAnswer#delayMillis()}
 * @param jobMillis what the management server itself needs for an asynchronous job
 * @param routerMillis one command to the virtual router; an update of a rule takes two
 * @param powerMillis stopping or destroying a virtual machine
 * @param expungeMillis from the end of a destroy job to the expunge that releases what the machine holds
 */
public record ZoneTiming(long callMillis, long jobMillis, long routerMillis, long powerMillis, long expungeMillis) {
    private static final long DAY = 86_400_000;

    public ZoneTiming {
        if (callMillis < 0 || jobMillis < 0 || routerMillis < 0 || powerMillis < 0 || expungeMillis < 0) {
            throw new IllegalArgumentException("a duration is negative");
        }
    }

    /** Nothing takes time but the expunge, which comes a day after the destroy. */
    public static ZoneTiming instant() {
        return new ZoneTiming(0, 0, 0, 0, DAY);
    }

    /** Medians of a live management server whose routers answered at once: the floor of what a real cloud costs. */
    public static ZoneTiming measured() {
        return new ZoneTiming(80, 130, 150, 1500, DAY);
    }

    /** What users of real clouds see: a third of a second for a call, 700 ms for each router command. */
    public static ZoneTiming realistic() {
        return new ZoneTiming(350, 130, 700, 5000, DAY);
    }

    /** As {@link #measured}, with a router that needs 700 ms for each command, as the recorded whole moves had. */
    public static ZoneTiming slowRouter() {
        return new ZoneTiming(20, 130, 700, 1500, DAY);
    }
}
