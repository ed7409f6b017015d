package org.vipagent.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.vipagent.daemon.lab.Await;
import org.vipagent.integration.Handover.Kind;
import org.vipagent.integration.Handover.Verdict;

/** What happens on a segment one after the other, and what is to be said of it at the end. */
final class Handovers {
    /** What is not in the limits must be seen all the same, to be reported. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Form form;
    private final Segment segment;
    private final List<Handover> made = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();

    Handovers(Form form, Segment segment) {
        this.form = form;
        this.segment = segment;
    }

    /**
     * Makes one and waits until it is over.
     *
     * @param priority of the successor
     */
    void make(String what, Kind kind, Runnable reason, Router from, Router to, int priority) {
        Duration limit = limit(kind, priority);
        Instant at = Instant.now();
        reason.run();
        Await.within(
                form.masterDown(priority).plus(PATIENCE),
                () -> kind == Kind.CUT_OFF ? holders().contains(to.name()) : holdsAlone(to));
        boolean silent = kind == Kind.HEALED && !to.announcesAfterHeal(from);
        // Who asked between its announcement and its first advert was answered by both.
        boolean heardTooLate = kind == Kind.TAKEN && !to.firstAdvertDelay().isZero();
        if (silent || heardTooLate) {
            // Who asks must get to know it at least.
            segment.makeObserverForget();
            segment.makeObserverAsk();
        }
        Await.within(form.interval().plusMillis(500), () -> segment.neighbour().equals(to.mac()));
        rest();
        made.add(new Handover(what, kind, from, to, limit, at, Instant.now(), segment.neighbour()));
    }

    private Duration limit(Kind kind, int priority) {
        return switch (kind) {
            case LEFT -> form.skew(priority);
            case GONE, CUT_OFF -> form.masterDown(priority);
            case TAKEN, HEALED -> Duration.ZERO;
        };
    }

    /** Lets each side hear what has become of the other. */
    void rest() {
        Await.pause(form.interval().plusMillis(200));
    }

    Set<String> holders() {
        return segment.holdings().at(Instant.now());
    }

    boolean holdsAlone(Router router) {
        return holders().equals(Set.of(router.name()));
    }

    /** Judges all that was made by a capture that has ended. */
    void judge(Capture capture) {
        Holdings holdings = segment.holdings();
        for (Handover handover : made) {
            Verdict verdict = handover.judge(capture, holdings);
            figures.add(verdict.figure());
            faults.addAll(verdict.faults());
        }
        faults.addAll(capture.complaints());
        int adverts = capture.adverts().size();
        if (adverts > capture.verifiedChecksums()) {
            faults.add(adverts + " adverts, checksums verified: " + capture.verifiedChecksums());
        }
    }

    void addFault(String fault) {
        faults.add(fault);
    }

    List<String> faults() {
        return faults;
    }

    /** For each handover the time to the successor's first advert and address, and the RFC's limit, in milliseconds. */
    String figures() {
        return String.join(", ", figures);
    }
}
