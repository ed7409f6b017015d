package org.vipagent.cloud;

/**
 * A cloud. One call at a time for each instance, for different instances from different threads; {@link #plan} from any.
 * The calls that ask the cloud block until the answer is there or the deadline has passed, and never throw for anything
 * that the network or the cloud did.
 */
public interface CloudAdapter extends CloudPlanner, AutoCloseable {
    /** Looks; changes nothing. */
    Observation observe(Claims claims, Deadline deadline);

    /**
     * Carries out one stage of a plan, awaits its end and reads back what it touched. Steps of a stage may go side by
     * side. Never repeats a request whose outcome is unknown.
     *
     * @param permission asked before each write; a step that it does not permit any more is refused without being sent
     */
    StageOutcome execute(Claims claims, Stage stage, Permission permission, Deadline deadline);

    @Override
    void close();
}
