package org.vipagent.cloud.simulator.api;

/** Something that belongs to an account, to a project or to everybody. */
public interface Owned {
    Owner owner();

    /** Whether its id means anything to users. */
    default boolean isThere() {
        return true;
    }
}
