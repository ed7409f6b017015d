package org.vipagent.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.net.IpAddress;

/** A stage and what became of it, in the few words that fit into a status line. */
final class StageWords {
    private final Stage stage;
    private final List<StepOutcome> outcomes;

    StageWords(Stage stage, StageOutcome outcome) {
        this.stage = stage;
        this.outcomes = outcome.steps();
    }

    /** What it does: the first step, and how many others. */
    static String of(Stage stage) {
        return of(stage.steps());
    }

    private static String of(List<Step> steps) {
        String first = steps.get(0).describe();
        return steps.size() == 1 ? first : first + " and " + (steps.size() - 1) + " more";
    }

    /** What was done; empty if nothing was. */
    Optional<String> done() {
        List<Step> done = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof StepOutcome.Done) {
                done.add(stage.steps().get(i));
            }
        }
        return done.isEmpty() ? Optional.empty() : Optional.of("done: " + of(done));
    }

    /** The first failure with the step that it is about; empty if all is done. */
    Optional<Failed> failed() {
        for (int i = 0; i < outcomes.size(); i++) {
            String step = stage.steps().get(i).describe();
            if (outcomes.get(i) instanceof StepOutcome.Refused refused) {
                return Optional.of(new Failed(step, refused.failure()));
            } else if (outcomes.get(i) instanceof StepOutcome.Unknown unknown) {
                return Optional.of(new Failed(step + ": outcome unknown", unknown.failure()));
            }
        }
        return Optional.empty();
    }

    /** A failure and what was being done. */
    record Failed(String doing, CloudFailure failure) {
        FollowerEffect note(FollowerEffect.Weight weight) {
            return new FollowerEffect.Noted(weight, doing + ": " + failure.describe());
        }
    }

    /** The addresses to which the cloud lets traffic through since then, as far as it is known. */
    List<IpAddress> opened() {
        List<IpAddress> opened = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (!(outcomes.get(i) instanceof StepOutcome.Refused)) {
                stage.steps().get(i).opens().ifPresent(opened::add);
            }
        }
        return opened;
    }
}
