package org.vipagent.integration.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.vipagent.integration.bench.Episode.Figure;
import org.vipagent.integration.bench.Episode.Kind;
import org.vipagent.integration.bench.Statistics.Subject;

/** What vipagent is to reach, and whether it did in this run. */
final class Goals {
    private static final Couple OURS = new Couple(Program.VIPAGENT, Program.VIPAGENT);
    /** A gap of this length in a client's view is what this machine makes by itself. */
    private static final double NOISE_MILLIS = 10;

    private final Options options;
    private final Statistics statistics;
    private final List<Verdict> verdicts = new ArrayList<>();

    private Goals(Options options, Statistics statistics) {
        this.options = options;
        this.statistics = statistics;
    }

    /**
     * A goal and what became of it.
     *
     * @param goal in words
     * @param where version, interval and pair; empty where it is one figure
     * @param measured the figure that decides
     * @param limit what it may be at most
     */
    record Verdict(String goal, String where, double measured, double limit) {
        boolean met() {
            return measured <= limit;
        }
    }

    /** How a goal reads a spread. */
    private record Measure(String word, ToDoubleFunction<Spread> of) {
        static final Measure MEDIAN = new Measure("median", Spread::median);
        static final Measure MOST = new Measure("worst", Spread::most);
    }

    static List<Verdict> judge(
            Options options, Statistics statistics, List<Floods.Result> floods, List<Scales.Result> scales) {
        Goals goals = new Goals(options, statistics);
        goals.takeover();
        goals.resume();
        goals.noGap();
        goals.flood(floods);
        goals.scale(scales);
        return List.copyOf(goals.verdicts);
    }

    private void takeover() {
        Subject takeover = new Subject(Kind.CRASH, Figure.TAKEOVER);
        Subject answer = new Subject(Kind.CRASH, Figure.FIRST_ANSWER);
        for (Pace pace : options.paces()) {
            double down = pace.masterDownMillis(100);
            judge("takeover at master-down + 1 ms, median", takeover, pace, OURS, Measure.MEDIAN, down + 1);
            judge("takeover at master-down + 3 ms, worst", takeover, pace, OURS, Measure.MOST, down + 3);
            judge("first advert to first answer 1 ms, median", answer, pace, OURS, Measure.MEDIAN, 1);
            Subject stop = new Subject(Kind.STOP, Figure.GAP);
            judge("planned stop: client gap is noise, worst", stop, pace, OURS, Measure.MOST, NOISE_MILLIS);
        }
    }

    private void resume() {
        for (Kind kind : List.of(Kind.RESUME, Kind.NODE_RESUME)) {
            for (Pace pace : options.paces()) {
                Subject both = new Subject(kind, Figure.BOTH);
                Subject gap = new Subject(kind, Figure.GAP);
                judge(kind.text() + ": both hold 3 ms, median", both, pace, OURS, Measure.MEDIAN, 3);
                judge(kind.text() + ": client gap is noise, median", gap, pace, OURS, Measure.MEDIAN, NOISE_MILLIS);
            }
        }
    }

    /** Every single one, with every peer, where it is ours that acts or ours that has to give way. */
    private void noGap() {
        List<Kind> kinds = List.of(
                Kind.STOP, Kind.RETURN, Kind.RESUME, Kind.NODE_RESUME, Kind.HEAL, Kind.RESTED_HEAL, Kind.CARRIER_BACK);
        for (Kind kind : kinds) {
            for (Pace pace : options.paces()) {
                for (Couple couple : options.couples()) {
                    // A peer that stops drops its address at once, whoever is its backup.
                    boolean ours = kind == Kind.STOP ? couple.first() == Program.VIPAGENT : couple.hasOurs();
                    if (ours) {
                        String goal = kind.text() + ": client gap one interval + 10 ms, worst";
                        double limit = pace.intervalMillis() + NOISE_MILLIS;
                        judge(goal, new Subject(kind, Figure.GAP), pace, couple, Measure.MOST, limit);
                    }
                }
            }
        }
        for (Kind kind : List.of(Kind.HEAL, Kind.RESTED_HEAL, Kind.CARRIER_BACK)) {
            for (Pace pace : options.paces()) {
                String goal = kind.text() + ": both hold one interval, worst";
                judge(goal, new Subject(kind, Figure.BOTH), pace, OURS, Measure.MOST, pace.intervalMillis());
            }
        }
    }

    private void judge(String goal, Subject subject, Pace pace, Couple couple, Measure measure, double limit) {
        Optional<Spread> spread = statistics.of(subject, pace, couple);
        spread.ifPresent(s -> verdicts.add(new Verdict(
                goal, pace.text() + ", " + couple.text(), measure.of().applyAsDouble(s), limit)));
    }

    private void flood(List<Floods.Result> floods) {
        for (Floods.Result result : floods) {
            if (result.program() == Program.VIPAGENT) {
                String what = Floods.PER_SECOND + "/s, " + result.kind().text() + ": ";
                verdicts.add(new Verdict(what + "no false failover", "", result.failovers(), 0));
                verdicts.add(new Verdict(what + "no advert lost", "", result.lostAdverts(), 0));
                verdicts.add(new Verdict(what + "no packet dropped", "", result.dropped(), 0));
                verdicts.add(new Verdict(what + "at most 2 log lines a second", "", result.logLines(), 20));
            }
        }
    }

    private void scale(List<Scales.Result> scales) {
        for (Scales.Result result : scales) {
            if (result.program() == Program.VIPAGENT) {
                String what = result.instances() + " instances as "
                        + result.part().name().toLowerCase(Locale.ROOT);
                scales.stream()
                        .filter(r -> r.program() == Program.KEEPALIVED)
                        .filter(r -> r.instances() == result.instances() && r.part() == result.part())
                        .forEach(r -> verdicts.add(new Verdict(
                                what + ": processor time not above keepalived's, s per minute",
                                "",
                                result.processorPerMinute(),
                                r.processorPerMinute())));
                if (result.instances() == 1_000) {
                    double most = result.part() == Scales.Part.MASTER ? 4 : 1.4;
                    verdicts.add(new Verdict(
                            what + ": processor time, s per minute", "", result.processorPerMinute(), most));
                    verdicts.add(new Verdict(what + ": wake-ups a second", "", result.wakeUpsPerSecond(), 50));
                    verdicts.add(new Verdict(what + ": RSS, MB", "", result.residentMegabytes(), 110));
                }
                if (result.instances() == 50) {
                    verdicts.add(new Verdict(what + ": RSS, MB", "", result.residentMegabytes(), 96));
                }
            }
        }
    }
}
