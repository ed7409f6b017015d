package org.vipagent.cloud;

import java.util.List;

/**
 * The way from what is to what is wanted, in a legal order.
 *
 * @param stages in order; empty when nothing is to be done
 * @param why the choice in words, and what was left out because the policy does not allow it
 */
public record Plan(List<Stage> stages, String why) {
    public Plan {
        stages = List.copyOf(stages);
    }

    /** A plan that does nothing. */
    public static Plan nothing(String why) {
        return new Plan(List.of(), why);
    }

    public boolean isEmpty() {
        return stages.isEmpty();
    }
}
