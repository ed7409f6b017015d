package org.vipagent.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.vipagent.daemon.lab.Await;
import org.vipagent.integration.Handover.Kind;
import org.vipagent.integration.Router.Manner;

/** The life of a pair: everything that can happen to a better router and a lesser one, in one go. */
final class PairScript {
    private static final Duration START = Duration.ofSeconds(25);
    private static final int BETTER = 150;
    private static final int LESSER = 100;

    private final Form form;
    private final Segment segment;
    private final Router first;
    private final Router second;
    private final Handovers handovers;
    private Instant silentFrom;
    private Instant silentTo;

    /** @param first who is to be the better one */
    PairScript(Form form, Segment segment, Router first, Router second) {
        this.form = form;
        this.segment = segment;
        this.first = first;
        this.second = second;
        this.handovers = new Handovers(form, segment);
    }

    /** Lives it. What was wrong is in {@link #faults}. */
    void run() {
        try (Capture capture = segment.capture()) {
            begin();
            handovers.make("stop", Kind.LEFT, first::stop, first, second, LESSER);
            handovers.make("return", Kind.TAKEN, this::startFirst, second, first, BETTER);
            handovers.make("cut", Kind.CUT_OFF, () -> segment.lab().cut(first.host()), first, second, LESSER);
            handovers.make("heal", Kind.HEALED, () -> segment.lab().restore(first.host()), second, first, BETTER);
            handovers.make("kill", Kind.GONE, first::die, first, second, LESSER);
            standByWithoutPreempting();
            handovers.make("second's stop", Kind.LEFT, second::stop, second, first, BETTER);
            end();
            capture.stop();
            handovers.judge(capture);
            judgeSilence(capture);
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
                () -> handovers.holdsAlone(first) && second.standsBy());
        segment.makeObserverAsk();
        handovers.rest();
    }

    private void standByWithoutPreempting() {
        silentFrom = Instant.now();
        first.start(new Manner(BETTER, false));
        Await.until("the better one stands by", START, first::standsBy);
        Await.pause(form.masterDown(BETTER).plus(form.interval()));
        silentTo = Instant.now();
    }

    private void end() {
        if (!first.isAlive()) {
            handovers.addFault(first.name() + " has died");
        }
        first.stop();
        Await.within(Duration.ofSeconds(1), () -> handovers.holders().isEmpty());
        if (!handovers.holders().isEmpty()) {
            handovers.addFault("after the end the address is still on " + handovers.holders());
        }
    }

    private void judgeSilence(Capture capture) {
        long spoken = capture.adverts().stream()
                .filter(a -> a.mac().equals(first.mac()) && a.at().isAfter(silentFrom) && a.at().isBefore(silentTo))
                .count();
        if (spoken > 0) {
            handovers.addFault("nopreempt: " + spoken + " adverts of " + first.name());
        }
        Instant since = silentTo.minus(form.masterDown(BETTER));
        Holdings holdings = segment.holdings();
        if (holdings.aloneSince(second.name(), silentTo)
                .filter(t -> t.isBefore(since))
                .isEmpty()) {
            handovers.addFault("nopreempt: " + second.name() + " has not kept the address: " + holdings);
        }
    }

    List<String> faults() {
        return handovers.faults();
    }

    String figures() {
        return handovers.figures();
    }
}
