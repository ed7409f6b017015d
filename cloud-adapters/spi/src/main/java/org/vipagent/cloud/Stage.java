package org.vipagent.cloud;

import java.util.List;

/**
 * Steps that do not depend on each other. The next stage may start only when all of them are done.
 *
 * @param steps at least one
 */
public record Stage(List<Step> steps) {
    public Stage {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a stage has at least one step");
        }
    }
}
