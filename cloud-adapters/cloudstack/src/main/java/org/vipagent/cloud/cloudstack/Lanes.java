package org.vipagent.cloud.cloudstack;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;

/**
 * Which {@linkplain CloudStackStep#lane() lanes} are taken, across the stages of all instances: two instances may have
 * rules of the same public address, and each carries its stages out on a thread of its own. A lane belongs to one owner
 * or is {@linkplain CloudStackStep#sharedLane() shared} by any number of steps. A lane whose last step may still be at
 * work is shut for a while to whoever wants it alone. Safe for use from several threads.
 */
final class Lanes {
    /** Several times what a router takes for one rule, and no longer than an operator would wait before asking why. */
    static final long SHUT_NANOS = Duration.ofSeconds(30).toNanos();

    private sealed interface Use {}

    private record Taken(Object owner) implements Use {}

    private record Shut(CloudStackStep last, long until) implements Use {}

    private final Map<String, Use> uses = new HashMap<>();
    /** How many steps share a lane. */
    private final Map<String, Integer> shared = new HashMap<>();

    /** Takes a lane that is free, or that this owner has already. */
    synchronized boolean tryEnter(String lane, Object owner, long now) {
        if (isOf(owner, uses.get(lane))) {
            return true;
        }
        if (shared.containsKey(lane) || !isFree(lane, now)) {
            return false;
        }
        uses.put(lane, new Taken(owner));
        return true;
    }

    private boolean isFree(String lane, long now) {
        Use use = uses.get(lane);
        return use == null || (use instanceof Shut shut && shut.until() - now <= 0);
    }

    private static boolean isOf(Object owner, Use use) {
        return use instanceof Taken taken && taken.owner() == owner;
    }

    /**
     * Shares a lane that nobody has alone; each success is to be followed by one {@link #part}. Shut is no obstacle: the
     * rule of the step that was given up is left alone, and all others are brought back as soon as can be.
     */
    synchronized boolean tryJoin(String lane) {
        if (uses.get(lane) instanceof Taken) {
            return false;
        }
        shared.merge(lane, 1, Integer::sum);
        return true;
    }

    /** Gives back what {@link #tryJoin} gave. */
    synchronized void part(String lane) {
        shared.computeIfPresent(lane, (l, steps) -> steps == 1 ? null : steps - 1);
    }

    /** Gives a lane back; nothing happens if it is another owner's. */
    synchronized void leave(String lane, Object owner) {
        uses.computeIfPresent(lane, (l, use) -> isOf(owner, use) ? null : use);
    }

    /** Gives a lane back although the last step in it may still be at work; nothing happens if it is another owner's. */
    synchronized void shut(String lane, Object owner, CloudStackStep last, long now) {
        uses.computeIfPresent(lane, (l, use) -> isOf(owner, use) ? new Shut(last, now + SHUT_NANOS) : use);
    }

    /** Whether a step that has been given up may still be at work in a lane. */
    synchronized boolean isShut(String lane, long now) {
        return uses.get(lane) instanceof Shut shut && shut.until() - now > 0;
    }

    /** A list of the rules opens the lanes of the updates that it shows to be done. */
    synchronized void saw(List<ForwardingRule> rules) {
        uses.values().removeIf(use -> use instanceof Shut shut && rules.stream().anyMatch(r -> isDone(shut.last(), r)));
    }

    private static boolean isDone(CloudStackStep step, ForwardingRule rule) {
        return step instanceof CloudStackStep.UpdateRule update
                && update.ruleId().equals(rule.id())
                && rule.isActive()
                && update.shows(rule);
    }
}
