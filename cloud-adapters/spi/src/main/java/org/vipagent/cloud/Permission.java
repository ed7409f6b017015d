package org.vipagent.cloud;

/**
 * Whether this node is still the master that asked for a stage. Asked before each write, from any thread, and cheap: a
 * deposed master finishes at most the calls that are in flight.
 */
@FunctionalInterface
public interface Permission {
    boolean holds();
}
