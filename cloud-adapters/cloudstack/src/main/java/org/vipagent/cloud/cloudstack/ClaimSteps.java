package org.vipagent.cloud.cloudstack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Policy.Interruption;

/**
 * What one claim needs, given where its target will be.
 *
 * @param level for how long a path that works is interrupted
 * @param freed ids of the rules and public addresses that lead to the target no more once the address may leave
 * @param way how its rule moves; empty where it does not, or where there is only one way
 * @param leftOut why nothing is done although something should be
 */
record ClaimSteps(
        List<InPhase> steps, Interruption level, Set<String> freed, Optional<Way> way, Optional<String> leftOut) {
    /** A step, and when its turn comes. */
    record InPhase(Phase phase, CloudStackStep step) {}

    ClaimSteps {
        steps = List.copyOf(steps);
        freed = Set.copyOf(freed);
    }

    static ClaimSteps nothing() {
        return new ClaimSteps(List.of(), Interruption.NONE, Set.of(), Optional.empty(), Optional.empty());
    }

    static ClaimSteps leftOut(Claim claim, String why) {
        return nothing().andLeftOut(claim, why);
    }

    /** The same steps, and nothing else of what should be done. */
    ClaimSteps andLeftOut(Claim claim, String because) {
        return new ClaimSteps(
                steps, level, freed, way, Optional.of(claim.describe() + " is left as it is: " + because));
    }

    /** Collects the steps of one claim. */
    static final class Draft {
        private final List<InPhase> steps = new ArrayList<>();
        private final Set<String> freed = new HashSet<>();
        private final Interruption level;

        Draft(Interruption level) {
            this.level = level;
        }

        Draft add(Phase phase, CloudStackStep step) {
            steps.add(new InPhase(phase, step));
            return this;
        }

        Draft frees(String id) {
            freed.add(id);
            return this;
        }

        ClaimSteps by(Way way) {
            return new ClaimSteps(steps, level, freed, Optional.of(way), Optional.empty());
        }

        ClaimSteps end() {
            return new ClaimSteps(steps, level, freed, Optional.empty(), Optional.empty());
        }
    }
}
