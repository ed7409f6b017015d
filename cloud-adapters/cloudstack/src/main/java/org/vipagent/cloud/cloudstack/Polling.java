package org.vipagent.cloud.cloudstack;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When to ask how the jobs of a stage stand, and what: one question at a time for all of them, in rounds that come less
 * and less often. Where several rules are under way one list shows them all; a job of another kind, one that a list does
 * not show to have failed, and one whose time is up are asked for by themselves.
 */
final class Polling {
    /** One question. */
    sealed interface Question {}

    /** For the list of all rules. */
    record Rules() implements Question {}

    /** For the job of one step. */
    record OneJob(StepProgress step) implements Question {}

    private static final long FIRST_NANOS = Duration.ofMillis(250).toNanos();
    private static final long SLOWEST_NANOS = Duration.ofSeconds(2).toNanos();

    private static final long THROTTLED_NANOS = Duration.ofSeconds(10).toNanos();

    private long interval = FIRST_NANOS;
    private boolean throttled;
    private long nextAt = Long.MAX_VALUE;
    private boolean inRound;
    private boolean listed;
    private boolean progress;
    private boolean quiet;
    private boolean listsWork = true;

    /**
     * A job has begun.
     *
     * @param urgent whether something waits for its end
     */
    void began(boolean urgent, long now) {
        if (urgent && !throttled) {
            interval = FIRST_NANOS;
        }
        if (!inRound) {
            nextAt = Math.min(nextAt, now + interval);
        }
    }

    /** When the next question is due; as long as something is pending. */
    long nextAt() {
        return nextAt;
    }

    /**
     * The question to ask now; empty if none is due.
     *
     * @param pending the steps whose jobs are under way
     */
    Optional<Question> next(Collection<StepProgress> pending, long now) {
        if (pending.isEmpty()) {
            inRound = false;
            nextAt = Long.MAX_VALUE;
            return Optional.empty();
        }
        if (!inRound && now < nextAt) {
            return Optional.empty();
        }
        if (!inRound) {
            inRound = true;
            listed = false;
            progress = false;
            quiet = false;
        }
        Optional<Question> question = question(pending, now);
        if (question.isEmpty()) {
            inRound = false;
            long firstEnd =
                    pending.stream().mapToLong(StepProgress::endsAt).min().orElseThrow();
            interval = throttled ? THROTTLED_NANOS : Math.min(interval * 3 / 2, SLOWEST_NANOS);
            nextAt = Math.max(now, Math.min(now + interval, firstEnd));
        }
        return question;
    }

    private Optional<Question> question(Collection<StepProgress> pending, long now) {
        List<StepProgress> rules =
                pending.stream().filter(StepProgress::showsInRules).toList();
        boolean list = listsWork && rules.size() > 1;
        if (list && !listed) {
            return Optional.of(new Rules());
        }
        if (quiet) {
            return Optional.empty();
        }
        // Of those that a list shows, one is asked for by itself where the list showed nothing new: it may have failed.
        boolean byThemselves = !list || !progress;
        Stream<StepProgress> asked =
                pending.stream().filter(step -> byThemselves || !step.showsInRules() || step.endsAt() <= now);
        return asked.min(Comparator.comparing((StepProgress step) -> step.endsAt() > now)
                        .thenComparingLong(StepProgress::askedAt))
                .map(OneJob::new);
    }

    /**
     * A list of the rules came.
     *
     * @param ended whether it showed the end of a step
     */
    void listed(boolean ended) {
        listed = true;
        progress = ended;
    }

    /**
     * A list of the rules did not come.
     *
     * @param passing whether the next one may
     */
    void notListed(boolean passing) {
        listed = true;
        quiet = passing;
        listsWork = passing;
    }

    /** The cloud has had enough of requests: from now on there are as few of them as will do. */
    void throttled() {
        throttled = true;
    }

    /** The answer to the question for one job came. */
    void answered(StepProgress step) {
        quiet = !step.hasEnded();
    }
}
