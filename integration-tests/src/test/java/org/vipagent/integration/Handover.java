package org.vipagent.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.integration.Capture.WireAdvert;

/**
 * The address goes from one router to another, for a reason that a test has made.
 *
 * @param limit how long the RFC gives the successor, counted as {@code kind} says
 * @param at before the reason
 * @param end when all was over, the next reason not yet there
 * @param neighbour the hardware address of the virtual address in a third host's table at the end
 */
record Handover(
        String what, Kind kind, Router from, Router to, Duration limit, Instant at, Instant end, String neighbour) {
    /** What a machine that does other work at the same time may add. */
    static final Duration TOLERANCE = Duration.ofMillis(100);

    /** What is demanded, and from when on. */
    enum Kind {
        /** The predecessor leaves in order: the successor alone holds the address, counted from the last advert. */
        LEFT,
        /** The predecessor is gone without a word, its kernel may still have the address: counted the same. */
        GONE,
        /** The predecessor is behind a cut and does not know: the successor holds it as well. */
        CUT_OFF,
        /** The better one takes it from the lesser: alone, counted from its own first advert. */
        TAKEN,
        /** The better one had it all along and another one as well: the same, counted from its first advert that gets through. */
        HEALED
    }

    /** What came out. */
    record Verdict(String figure, List<String> faults) {}

    Verdict judge(Capture capture, Holdings holdings) {
        List<String> faults = new ArrayList<>();
        List<WireAdvert> adverts = capture.adverts();
        Optional<WireAdvert> first = adverts.stream()
                .filter(a -> a.mac().equals(to.mac()) && a.at().isAfter(at) && a.at().isBefore(end))
                .findFirst();
        if (first.isEmpty()) {
            return new Verdict(what + " failed", List.of(what + ": no advert of " + to.name()));
        }
        Instant begun = first.get().at();
        Optional<Instant> reference = isByTheBetterOne() ? Optional.of(begun) : lastOfThePredecessor(adverts, begun);
        if (reference.isEmpty()) {
            return new Verdict(what + " failed", List.of(what + ": no advert of " + from.name() + " before"));
        }
        Optional<Instant> held = kind == Kind.GONE || kind == Kind.CUT_OFF
                ? holdings.since(to.name(), end)
                : holdings.aloneSince(to.name(), end);
        Duration untilHeard = limit.plus(to.firstAdvertDelay());
        faults.addAll(late("first advert", reference.get(), untilHeard, Optional.of(begun)));
        // Who leaves holds on until it hears its successor.
        faults.addAll(late("address", reference.get(), kind == Kind.LEFT ? untilHeard : limit, held));
        if ((kind != Kind.HEALED || to.announcesAfterHeal(from))
                && capture.announcements().stream()
                        .noneMatch(a -> a.mac().equals(to.mac()) && !a.at().isBefore(at) && a.at().isBefore(end))) {
            faults.add(what + ": " + to.name() + " did not announce itself");
        }
        if (!neighbour.equals(to.mac())) {
            faults.add(what + ": a third host still sends to '" + neighbour + "' instead of " + to.mac());
        }
        return new Verdict(figure(reference.get(), begun, held), faults);
    }

    private Optional<Instant> lastOfThePredecessor(List<WireAdvert> adverts, Instant before) {
        return adverts.stream()
                .filter(a -> a.mac().equals(from.mac()) && a.at().isBefore(before))
                .map(WireAdvert::at)
                .reduce((a, b) -> b);
    }

    private List<String> late(String of, Instant reference, Duration most, Optional<Instant> moment) {
        Optional<Duration> took = moment.map(m -> Duration.between(reference, m));
        if (took.filter(t -> t.compareTo(most.plus(TOLERANCE)) <= 0).isPresent()) {
            return List.of();
        }
        return List.of(what + ": " + of + " of " + to.name() + " after "
                + took.map(Handover::millis).orElse("?") + " ms (limit " + millis(most) + " + "
                + TOLERANCE.toMillis() + ")");
    }

    private String figure(Instant reference, Instant begun, Optional<Instant> held) {
        String address = held.map(h -> millis(Duration.between(reference, h))).orElse("?");
        return isByTheBetterOne()
                ? what + " " + address
                : what + " " + millis(Duration.between(reference, begun)) + "/" + address + " (" + millis(limit) + ")";
    }

    private boolean isByTheBetterOne() {
        return kind == Kind.TAKEN || kind == Kind.HEALED;
    }

    private static String millis(Duration time) {
        return String.format("%.1f", time.toNanos() / 1e6);
    }
}
