package org.vipagent.cloud;

import java.util.List;

/**
 * What became of a stage, and what the cloud looks like after it.
 *
 * @param steps one for each step of the stage, in its order
 * @param after what was read back; at least everything that the steps touch was read again. Unseen where that failed or
 *     the time was up
 */
public record StageOutcome(List<StepOutcome> steps, Observation after) {
    public StageOutcome {
        steps = List.copyOf(steps);
    }

    /** Whether the cloud said of every step that it is done. */
    public boolean allDone() {
        return steps.stream().allMatch(StepOutcome.Done.class::isInstance);
    }
}
