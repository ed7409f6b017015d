package org.vipagent.integration.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be measured, from system properties that {@code ./dev bench vrrp} makes of its arguments.
 *
 * @param scenarios names; those that are no {@link Scenario} are {@code flood} and {@code scale}
 * @param paces versions and intervals
 * @param programs beside each other; pairs of a program with itself, and of vipagent with each other one, both ways
 * @param rounds how often each is repeated; 0 for as many as keep the whole to about half an hour
 * @param instances of the scale measurement
 * @param window how long the cost is counted
 */
record Options(
        List<String> scenarios,
        List<Pace> paces,
        List<Program> programs,
        int rounds,
        List<Integer> instances,
        Duration window) {
    static final String FLOOD = "flood";
    static final String SCALE = "scale";
    private static final String PREFIX = "vipagent.bench.";

    static Options fromProperties() {
        List<String> scenarios = words("scenario", "stop,crash,suspend,node,heal,carrier,rested,flood,scale");
        for (String name : scenarios) {
            if (!name.equals(FLOOD)
                    && !name.equals(SCALE)
                    && Scenario.of(List.of(name)).isEmpty()) {
                throw new IllegalArgumentException("no scenario '" + name + "'");
            }
        }
        return new Options(
                scenarios,
                Pace.of(words("interval", "1,0.1,0.01")),
                Stream.concat(Stream.of("vipagent"), words("peer", "keepalived,frr").stream())
                        .distinct()
                        .map(Program::of)
                        .toList(),
                Integer.getInteger(PREFIX + "rounds", 0),
                words("instances", "1,50,255,1000").stream()
                        .map(Integer::valueOf)
                        .toList(),
                Duration.ofSeconds(Integer.getInteger(PREFIX + "window", 30)));
    }

    private static List<String> words(String name, String otherwise) {
        String text = System.getProperty(PREFIX + name, "");
        return List.of((text.isEmpty() ? otherwise : text).split(","));
    }

    /** Pairs of equals first, then vipagent with the others. */
    List<Couple> couples() {
        List<Couple> couples = new ArrayList<>();
        programs.forEach(p -> couples.add(new Couple(p, p)));
        programs.stream().filter(p -> p != Program.VIPAGENT).forEach(p -> {
            couples.add(new Couple(Program.VIPAGENT, p));
            couples.add(new Couple(p, Program.VIPAGENT));
        });
        return couples;
    }
}
