package org.vipagent.follow;

import org.vipagent.cloud.Step;

/** What the follower wants done. At most one {@link Look} or {@link Execute} is under way at any time. */
public sealed interface FollowerEffect {
    /**
     * Look at the cloud and bring the answer back with this ticket.
     *
     * @param ticket the epoch of the mastership that asks; 0 while standing by
     */
    record Look(long ticket) implements FollowerEffect {}

    /**
     * Carry out one step and bring the outcome back with this ticket. Only ever asked for while master.
     *
     * @param ticket the epoch of the mastership that asks
     */
    record Execute(Step step, long ticket) implements FollowerEffect {}

    /**
     * Something that the operator should be able to read afterwards.
     *
     * @param trouble whether it needs attention
     */
    record Noted(boolean trouble, String text) implements FollowerEffect {}
}
