package org.vipagent.cloud;

/**
 * Whether a look or a stage is still wanted: a stage, as long as the mastership that asked for it is the current one.
 * Asked before each write, from any thread, and cheap: a deposed master finishes at most the calls that are in flight.
 */
@FunctionalInterface
public interface Permission {
    boolean holds();

    /**
     * A call of the stage failed, and the stage goes on: it asks again how its jobs stand. Told from any thread, so that
     * the operator can read it while the stage lasts.
     */
    default void trouble(CloudFailure failure) {}
}
