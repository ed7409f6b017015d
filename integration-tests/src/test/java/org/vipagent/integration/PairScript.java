package org.vipagent.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.vipagent.daemon.lab.Await;
import org.vipagent.integration.Handover.Kind;
import org.vipagent.integration.Handover.Verdict;
import org.vipagent.integration.Router.Manner;

/** The life of a pair: everything that can happen to a better router and a lesser one, in one go. */
final class PairScript {
    private static final Duration START = Duration.ofSeconds(25);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int BETTER = 150;
    private static final int LESSER = 100;

    private final Form form;
    private final Segment segment;
    private final Router first;
    private final Router second;
    private final List<Handover> handovers = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();

    /** @param first who is to be the better one */
    PairScript(Form form, Segment segment, Router first, Router second) {
        this.form = form;
        this.segment = segment;
        this.first = first;
        this.second = second;
    }

    /** Lives it. What was wrong is in {@link #faults}. */
    void run() {
        try (Capture capture = segment.capture()) {
            begin();
            Duration masterDown = form.masterDown(LESSER);
            handover("stop", Kind.LEFT, first::stop, first, second, form.skew(LESSER));
            handover("return", Kind.TAKEN, this::startFirst, second, first, Duration.ZERO);
            handover("cut", Kind.CUT_OFF, () -> segment.lab().cut(first.host()), first, second, masterDown);
            handover("heal", Kind.HEALED, () -> segment.lab().restore(first.host()), second, first, Duration.ZERO);
            handover("kill", Kind.GONE, first::die, first, second, masterDown);
            Instant silentFrom = Instant.now();
            standByWithoutPreempting();
            Instant silentTo = Instant.now();
            handover("second's stop", Kind.LEFT, second::stop, second, first, form.skew(BETTER));
            end();
            capture.stop();
            judge(capture, silentFrom, silentTo);
        }
    }

    private void startFirst() {
        first.start(new Manner(BETTER, true));
    }

    private void begin() {
        startFirst();
        second.start(new Manner(LESSER, true));
        Await.until(
                "the better one alone is master, the other stands by",
                START,
                () -> holdsAlone(first) && second.standsBy());
        segment.makeObserverAsk();
        rest();
    }

    private void handover(String what, Kind kind, Runnable reason, Router from, Router to, Duration limit) {
        Instant at = Instant.now();
        reason.run();
        Duration patience =
                (kind == Kind.TAKEN || kind == Kind.HEALED ? form.masterDown(BETTER) : limit).plus(PATIENCE);
        Await.within(patience, () -> kind == Kind.CUT_OFF ? holds(to) : holdsAlone(to));
        if (kind == Kind.HEALED && !to.announcesAfterHeal()) {
            // Who asks must get to know it at least.
            segment.makeObserverForget();
            segment.makeObserverAsk();
        }
        Await.within(form.interval().plusMillis(500), () -> segment.neighbour().equals(to.mac()));
        rest();
        handovers.add(new Handover(what, kind, from, to, limit, at, Instant.now(), segment.neighbour()));
    }

    private void standByWithoutPreempting() {
        first.start(new Manner(BETTER, false));
        Await.until("the better one stands by", START, first::standsBy);
        Await.pause(form.masterDown(BETTER).plus(form.interval()));
    }

    private void end() {
        if (!first.isAlive()) {
            faults.add(first.name() + " has died");
        }
        first.stop();
        Await.within(Duration.ofSeconds(1), () -> holders().isEmpty());
        if (!holders().isEmpty()) {
            faults.add("after the end the address is still on " + holders());
        }
    }

    private void judge(Capture capture, Instant silentFrom, Instant silentTo) {
        Holdings holdings = segment.holdings();
        for (Handover handover : handovers) {
            Verdict verdict = handover.judge(capture, holdings);
            figures.add(verdict.figure());
            faults.addAll(verdict.faults());
        }
        long spoken = capture.adverts().stream()
                .filter(a -> a.mac().equals(first.mac()) && a.at().isAfter(silentFrom) && a.at().isBefore(silentTo))
                .count();
        if (spoken > 0) {
            faults.add("nopreempt: " + spoken + " adverts of " + first.name());
        }
        if (holdings.aloneSince(second.name(), silentTo)
                .filter(t -> t.isBefore(silentTo.minus(form.masterDown(BETTER))))
                .isEmpty()) {
            faults.add("nopreempt: " + second.name() + " has not kept the address: " + holdings);
        }
        faults.addAll(capture.complaints());
        if (capture.adverts().size() > capture.verifiedChecksums()) {
            faults.add(capture.adverts().size() + " adverts, checksums verified: " + capture.verifiedChecksums());
        }
    }

    private Set<String> holders() {
        return segment.holdings().at(Instant.now());
    }

    private boolean holds(Router router) {
        return holders().contains(router.name());
    }

    private boolean holdsAlone(Router router) {
        return holders().equals(Set.of(router.name()));
    }

    /** Lets each side hear what has become of the other. */
    private void rest() {
        Await.pause(form.interval().plusMillis(200));
    }

    List<String> faults() {
        return faults;
    }

    /** For each handover the time to the successor's first advert and address, and the RFC's limit, in milliseconds. */
    String figures() {
        return String.join(", ", figures);
    }
}
