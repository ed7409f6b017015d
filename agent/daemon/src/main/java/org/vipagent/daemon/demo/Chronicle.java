package org.vipagent.daemon.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What was seen when. */
final class Chronicle {
    private final List<Seen> all = new ArrayList<>();

    private record Seen(Scene scene, long at) {}

    /** Writes down what is seen now; whether it differs from what was seen last. */
    boolean write(Scene scene, long now) {
        if (!all.isEmpty() && all.get(all.size() - 1).scene().equals(scene)) {
            return false;
        }
        return all.add(new Seen(scene, now));
    }

    /** How long after a moment something was first seen; zero if it was so already, empty if it never was. */
    Optional<Duration> firstAfter(long from, Predicate<Scene> what) {
        for (int i = 0; i < all.size(); i++) {
            boolean lasted = i + 1 == all.size() || all.get(i + 1).at() > from;
            if (lasted && what.test(all.get(i).scene())) {
                return Optional.of(Duration.ofNanos(Math.max(0, all.get(i).at() - from)));
            }
        }
        return Optional.empty();
    }
}
