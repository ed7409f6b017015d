package org.vipagent.cloud.cloudstack;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Names that we give to the jobs of our writes ({@code customjobid}), so that a write whose answer was lost can be asked
 * after. Each write gets a new one: a server would refuse a second job of the same name only after it has made the
 * object. Whether a server takes the names shows in its answers, which carry the job's id. Safe for use from several
 * threads.
 */
final class JobNames {
    private enum Taken {
        UNKNOWN,
        YES,
        NO
    }

    private final Supplier<UUID> source;
    private volatile Taken taken = Taken.UNKNOWN;

    JobNames(Supplier<UUID> source) {
        this.source = source;
    }

    /** A name for one write; empty where this server gives its jobs names of its own all the same. */
    Optional<String> fresh() {
        return taken == Taken.NO ? Optional.empty() : Optional.of(source.get().toString());
    }

    /** A write that carried the one name was answered with the other. */
    void answered(String wanted, String given) {
        taken = wanted.equalsIgnoreCase(given) ? Taken.YES : Taken.NO;
    }

    /** Whether a job that nobody knows under the name that we gave it cannot exist. */
    boolean areTaken() {
        return taken == Taken.YES;
    }
}
