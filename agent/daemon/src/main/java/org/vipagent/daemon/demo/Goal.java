package org.vipagent.daemon.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a chapter waits for: everything of a list. */
record Goal(List<Condition> conditions) {
    private static final String MASTER = "MASTER";

    Goal {
        conditions = List.copyOf(conditions);
    }

    /**
     * One thing that can be seen.
     *
     * @param text completes "it did not happen that …"
     */
    record Condition(String text, Predicate<Scene> holds) {}

    private static Goal of(String text, Predicate<Scene> holds) {
        return new Goal(List.of(new Condition(text, holds)));
    }

    static Goal isMaster(Balancer who) {
        return of(who.displayName() + " is master", scene -> scene.state(who).equals(MASTER));
    }

    static Goal isBackup(Balancer who) {
        return of(who.displayName() + " is backup", scene -> scene.state(who).equals("BACKUP"));
    }

    static Goal isGone(Balancer who) {
        return of("the agent of " + who.displayName() + " has ended", scene -> scene.state(who)
                .equals(Scene.NONE));
    }

    static Goal holdsTheAddressAlone(Balancer who) {
        return of("only the kernel of " + who.displayName() + " has the virtual address", scene -> scene.vip()
                .equals(who.displayName()));
    }

    static Goal cloudNames(Balancer who) {
        String name = who.displayName();
        return of("the cloud has the secondary IP at " + name, scene -> scene.secondaryIp()
                        .equals(name))
                .and(of("the cloud forwards the public port to " + name, scene -> scene.forward()
                        .equals(name)));
    }

    static Goal answersTheClient(Balancer who) {
        return of("the client is answered by " + who.displayName(), scene -> scene.client()
                .equals(who.displayName()));
    }

    Goal and(Goal other) {
        List<Condition> both = new ArrayList<>(conditions);
        both.addAll(other.conditions);
        return new Goal(both);
    }

    boolean holds(Scene scene) {
        return conditions.stream().allMatch(condition -> condition.holds().test(scene));
    }

    /** What of it is not so, in words. */
    String missing(Scene scene) {
        return conditions.stream()
                .filter(condition -> !condition.holds().test(scene))
                .map(Condition::text)
                .collect(Collectors.joining(", and that "));
    }
}
