package org.vipagent.integration.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.integration.bench.Episode.Figure;
import org.vipagent.integration.bench.Episode.Kind;

/** All samples of a run, by what, how often and between whom. */
record Statistics(List<Sample> samples) {
    /** What one line of a table is about. */
    record Subject(Kind kind, Figure figure) {
        String text() {
            return kind == Kind.QUIET || figure == Figure.GAP || figure == Figure.BOTH
                    ? kind.text() + ": " + figure.text()
                    : figure.text() + " (" + kind.text() + ")";
        }

        /** Milliseconds that the protocol itself costs, with priorities 150 and 100, as text; empty where it is none. */
        String limit(Pace pace) {
            double down = pace.masterDownMillis(100);
            if (kind == Kind.CRASH && figure == Figure.TAKEOVER) {
                return Spread.number(down);
            }
            if ((kind == Kind.CRASH || kind == Kind.CARRIER_LOST) && figure == Figure.GAP) {
                return Spread.number(down - pace.intervalMillis() / 2.0) + " (median)";
            }
            if (figure == Figure.READY) {
                return "start + " + Spread.number(pace.masterDownMillis(150));
            }
            if (kind == Kind.STOP && figure == Figure.TAKEOVER) {
                return Spread.number(pace.skewMillis(100));
            }
            return figure == Figure.FIRST_ANSWER ? "~0.3" : "0";
        }
    }

    /** Those of which there are samples, in the order of the scenarios. */
    List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Figure figure : Figure.values()) {
                boolean wanted = figure != Figure.CLIENT_PAUSE || kind == Kind.QUIET;
                if (wanted
                        && samples.stream()
                                .anyMatch(s -> s.kind() == kind && s.figures().containsKey(figure))) {
                    subjects.add(new Subject(kind, figure));
                }
            }
        }
        return subjects;
    }

    Optional<Spread> of(Subject subject, Pace pace, Couple couple) {
        List<Double> values = samples.stream()
                .filter(s -> s.kind() == subject.kind()
                        && s.pace() == pace
                        && s.couple().equals(couple))
                .map(s -> s.figures().get(subject.figure()))
                .filter(v -> v != null)
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /** The median of one as a multiple of another's; of two noises there is none. */
    Optional<Double> ratio(Subject subject, Pace pace, Couple couple, Couple base) {
        Optional<Spread> own = of(subject, pace, couple);
        Optional<Spread> other = of(subject, pace, base);
        if (own.isEmpty() || other.isEmpty() || other.get().median() < 1) {
            return Optional.empty();
        }
        return Optional.of(own.get().median() / other.get().median());
    }
}
