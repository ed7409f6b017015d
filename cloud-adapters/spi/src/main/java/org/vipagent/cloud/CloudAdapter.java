package org.vipagent.cloud;

/**
 * A cloud. Called from the cloud worker's thread only, {@link #plan} from any. Both calls block until the answer is
 * there or the deadline has passed, and never throw for anything that the network or the cloud did.
 */
public interface CloudAdapter extends CloudPlanner, AutoCloseable {
    /** Looks; changes nothing. */
    Observation observe(Claims claims, Deadline deadline);

    /** Carries out one step and awaits its end. Never repeats a request whose outcome is unknown. */
    StepOutcome execute(Step step, Deadline deadline);

    @Override
    void close();
}
