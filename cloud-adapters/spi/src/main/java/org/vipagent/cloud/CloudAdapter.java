package org.vipagent.cloud;

/**
 * A cloud. One call at a time for each instance, for different instances from different threads; {@link #plan} from any.
 * The calls that ask the cloud block until the answer is there or the deadline has passed, and never throw for anything
 * that the network or the cloud did.
 */
public interface CloudAdapter extends CloudPlanner, AutoCloseable {
    /**
     * Looks; changes nothing.
     *
     * @param wanted asked now and then while it looks; where it does not hold any more, the look soon ends unseen
     */
    Observation observe(Claims claims, Permission wanted, Deadline deadline);

    /**
     * Looks again at what a stage is about to take away, so that it can be brought back as it was; of everything else the
     * last look counts. An adapter that cannot do with less looks at everything.
     */
    default Observation observeBefore(Claims claims, Stage stage, Permission wanted, Deadline deadline) {
        return observe(claims, wanted, deadline);
    }

    /** Looks, and is wanted to the end. */
    default Observation observe(Claims claims, Deadline deadline) {
        return observe(claims, () -> true, deadline);
    }

    /**
     * Carries out one stage of a plan, awaits its end and reads back what it touched. Steps of a stage may go side by
     * side. Never repeats a request whose outcome is unknown.
     *
     * @param permission asked before each write, and now and then while jobs are under way: a step that it does not
     *     permit any more is refused without being sent, and a job that was begun is not awaited to its end
     */
    StageOutcome execute(Claims claims, Stage stage, Permission permission, Deadline deadline);

    @Override
    void close();
}
