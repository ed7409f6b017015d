package org.vipagent.cloud.cloudstack;

import org.vipagent.cloud.Claims;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.cloudstack.api.CallSequence;
import org.vipagent.cloud.cloudstack.api.Conversation;

/**
 * The conversations that a look and a step need. Does no IO; keeps between looks which machine this node is and who
 * held which address, and asks whether that is still true with each look.
 *
 * <p>Looks come one at a time; steps may run side by side with each other.
 */
public final class CloudStackCalls {
    private final NodeSettings node;
    private final Memory memory = new Memory();

    public CloudStackCalls(NodeSettings node) {
        this.node = node;
    }

    /** A look; changes nothing. Whatever fails makes it unseen, never absent. */
    public CallSequence<Observation> observe(Claims claims, Deadline deadline) {
        Look look = new Look(node, memory, claims);
        return new Conversation<>(
                node.requestTimeout(), deadline, now -> look.start(), (why, x) -> new Observation.Unseen(why));
    }

    /**
     * One step: the write, sent once, and its job until it ends.
     *
     * @throws IllegalArgumentException if the step is not of this adapter
     */
    public CallSequence<StepOutcome> execute(Step step, Deadline deadline) {
        if (!(step instanceof CloudStackStep own)) {
            throw new IllegalArgumentException("not a step of this adapter: " + step.describe());
        }
        StepRun run = new StepRun(own, memory, node.jobTimeout());
        return new Conversation<>(node.requestTimeout(), deadline, now -> run.start(), run::brokenOff);
    }
}
