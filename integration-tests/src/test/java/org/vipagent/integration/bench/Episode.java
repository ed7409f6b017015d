package org.vipagent.integration.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Something that happened to the first router, and how long it took until one router alone served the client again.
 *
 * @param kind what happened
 * @param from when it was done, in microseconds
 * @param to when calm had come back
 */
record Episode(Kind kind, long from, long to) {
    /** What can happen. The texts stand in tables and in the JSON file. */
    enum Kind {
        QUIET("nothing happens"),
        CRASH("node crash"),
        STOP("planned stop (SIGTERM)"),
        RETURN("return of the first"),
        RESUME("SIGCONT of the daemon"),
        NODE_RESUME("whole node resumes"),
        HEAL("partition heals"),
        RESTED_HEAL("partition heals, 6 s of calm before"),
        CARRIER_LOST("carrier lost"),
        CARRIER_BACK("carrier back");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** What is measured, all in milliseconds. */
    enum Figure {
        GAP("client gap"),
        BOTH("both hold the address"),
        TAKEOVER("last advert -> first advert of the other"),
        FIRST_ANSWER("first advert -> first answer to the client"),
        READY("exec -> first advert"),
        CLIENT_PAUSE("longest pause between two questions");

        private final String text;

        Figure(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** The figures of this episode. What did not happen is not there. */
    Map<Figure, Double> measure(Arena.Side first, Arena.Side second, Traffic traffic) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.GAP, Moments.millis(traffic.longestSilence(from, to)));
        figures.put(Figure.CLIENT_PAUSE, Moments.millis(traffic.longestPauseOfTheClient(from, to)));
        switch (kind) {
            case CRASH, STOP -> takeover(first, second, traffic, figures);
            case RETURN -> {
                both(first, second, figures);
                firstAdvert(traffic.adverts(first.address(), from, to))
                        .ifPresent(at -> figures.put(Figure.READY, Moments.millis(at - from)));
            }
            case QUIET, CARRIER_LOST -> {}
            case RESUME, NODE_RESUME, HEAL, RESTED_HEAL, CARRIER_BACK -> both(first, second, figures);
        }
        return figures;
    }

    private void both(Arena.Side first, Arena.Side second, Map<Figure, Double> figures) {
        figures.put(Figure.BOTH, Moments.millis(HoldWatch.both(first.holding(), second.holding(), from, to)));
    }

    private void takeover(Arena.Side first, Arena.Side second, Traffic traffic, Map<Figure, Double> figures) {
        OptionalLong successor = firstAdvert(traffic.adverts(second.address(), from, to));
        if (successor.isEmpty()) {
            return;
        }
        long at = successor.getAsLong();
        List<Traffic.Advert> before = traffic.adverts(first.address(), Long.MIN_VALUE, at);
        if (!before.isEmpty()) {
            figures.put(
                    Figure.TAKEOVER,
                    Moments.millis(at - before.get(before.size() - 1).at()));
        }
        traffic.firstAnswer(second.ttl(), at)
                .ifPresent(answer -> figures.put(Figure.FIRST_ANSWER, Moments.millis(answer - at)));
    }

    private static OptionalLong firstAdvert(List<Traffic.Advert> adverts) {
        return adverts.stream().mapToLong(Traffic.Advert::at).findFirst();
    }
}
