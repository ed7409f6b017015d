package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.List;
import org.vipagent.config.AgentConfig;

/**
 * What happens when: each fault at its time, those without one some time after the one before, the first once the
 * election has settled.
 *
 * @param faults each with its time, in the order in which they were written
 * @param end when nobody looks any more, in nanoseconds after the agents start
 */
record Programme(List<TimedFault> faults, long end) {
    private static final long SECOND = 1_000_000_000L;
    private static final long LEAST_GAP_NANOS = 10 * SECOND;
    private static final long GRAIN_NANOS = 5 * SECOND;

    Programme {
        faults = List.copyOf(faults);
    }

    /**
     * The usual times.
     *
     * @param site for its timers
     * @param lifetimeNanos how long an address stays at most where nobody renews it
     */
    static Programme usual(List<TimedFault> faults, Site site, long lifetimeNanos) {
        WorldOptions.Cluster cluster = site.options().cluster();
        long startup = 0;
        for (AgentConfig config : site.configs()) {
            startup = Math.max(startup, config.global().startupDelay().toNanos());
        }
        long election = startup + cluster.masterDownNanos() + SECOND;
        // A return with a preempt delay has to be seen, too.
        long takeover = 2 * cluster.masterDownNanos() + cluster.preemptDelayNanos();
        long gap = roundedUp(Math.max(LEAST_GAP_NANOS, takeover));
        long next = roundedUp(election);
        long last = next;
        List<TimedFault> timed = new ArrayList<>();
        for (TimedFault fault : faults) {
            TimedFault at = fault.at().isPresent() ? fault : fault.at(next);
            timed.add(at);
            next = at.endsAt() + gap;
            last = Math.max(last, at.endsAt());
        }
        // What somebody who died holds goes by itself; forever is too long to wait.
        long leaving = lifetimeNanos < 3_600 * SECOND ? lifetimeNanos + 3 * SECOND : 0;
        return new Programme(timed, roundedUp(last + Math.max(gap, leaving)));
    }

    private static long roundedUp(long nanos) {
        return (nanos + GRAIN_NANOS - 1) / GRAIN_NANOS * GRAIN_NANOS;
    }

    /** The same, looked at for so long. */
    Programme until(long newEnd) throws OrderException {
        for (TimedFault fault : faults) {
            if (fault.at().orElseThrow() >= newEnd) {
                throw new OrderException("'" + fault.text() + "' would come after "
                        + Words.duration(fault.at().orElseThrow()) + ", when nobody looks any more: the time given is "
                        + Words.duration(newEnd));
            }
        }
        return new Programme(faults, newEnd);
    }
}
