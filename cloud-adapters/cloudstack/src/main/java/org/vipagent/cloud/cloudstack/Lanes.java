package org.vipagent.cloud.cloudstack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;

/**
 * Which {@linkplain CloudStackStep#lane() lanes} are taken, across the stages of all instances: two instances may have
 * rules of the same public address, and each carries its stages out on a thread of its own. A lane whose last step may
 * still be at work is shut for a while.
 */
final class Lanes {
    /** Several times what a router takes for one rule, and no longer than an operator would wait before asking why. */
    static final long SHUT_NANOS = Duration.ofSeconds(30).toNanos();

    private sealed interface Use {}

    private record Taken(Object owner) implements Use {}

    private record Shut(CloudStackStep last, long until) implements Use {}

    private final Map<String, Use> uses = new ConcurrentHashMap<>();

    /** Takes a lane that is free, or that this owner has already. */
    boolean tryEnter(String lane, Object owner, long now) {
        Use use = uses.compute(lane, (l, old) -> old == null || isPast(old, now) ? new Taken(owner) : old);
        return use instanceof Taken taken && taken.owner() == owner;
    }

    private static boolean isPast(Use use, long now) {
        return use instanceof Shut shut && shut.until() - now <= 0;
    }

    /** Gives a lane back; nothing happens if it is another owner's. */
    void leave(String lane, Object owner) {
        uses.computeIfPresent(lane, (l, use) -> isOf(owner, use) ? null : use);
    }

    /** Gives a lane back although the last step in it may still be at work; nothing happens if it is another owner's. */
    void shut(String lane, Object owner, CloudStackStep last, long now) {
        uses.computeIfPresent(lane, (l, use) -> isOf(owner, use) ? new Shut(last, now + SHUT_NANOS) : use);
    }

    private static boolean isOf(Object owner, Use use) {
        return use instanceof Taken taken && taken.owner() == owner;
    }

    /** Whether a step that has been given up may still be at work in a lane. */
    boolean isShut(String lane, long now) {
        return uses.get(lane) instanceof Shut shut && shut.until() - now > 0;
    }

    /** A list of the rules opens the lanes of the updates that it shows to be done. */
    void saw(List<ForwardingRule> rules) {
        uses.values().removeIf(use -> use instanceof Shut shut && rules.stream().anyMatch(r -> isDone(shut.last(), r)));
    }

    private static boolean isDone(CloudStackStep step, ForwardingRule rule) {
        return step instanceof CloudStackStep.UpdateRule update
                && update.ruleId().equals(rule.id())
                && rule.isActive()
                && update.shows(rule);
    }
}
