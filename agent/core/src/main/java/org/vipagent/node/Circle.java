package org.vipagent.node;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/**
 * Witnesses of which one is enough: who they are now, and how many rounds of questions in a row none of them has
 * answered. What counts is questions, not time: while this machine stands still nobody is asked, so a pause is no
 * silence.
 */
final class Circle {
    private final WitnessConfig config;
    private final InterfaceName device;
    private final AddressFamily family;
    private List<IpAddress> gateways = List.of();
    private boolean open;
    private boolean answered;
    private int silentRounds;
    private int answeredRounds;
    private long openedAt;
    private long silentSince;

    /** @param family of the adverts */
    Circle(WitnessConfig config, InterfaceName device, AddressFamily family) {
        this.config = config;
        this.device = device;
        this.family = family;
    }

    /** The interface as it is now. */
    void seen(InterfaceView view) {
        if (!config.gateway()) {
            return;
        }
        gateways = view.gateways().stream()
                .filter(g -> g.family() == family)
                .filter(g -> view.own().stream().noneMatch(own -> own.address().equals(g)))
                .distinct()
                .toList();
    }

    /** Whom to ask. */
    List<IpAddress> members() {
        List<IpAddress> members = new ArrayList<>(gateways);
        config.addresses().stream().filter(a -> !members.contains(a)).forEach(members::add);
        return members;
    }

    /** A question goes out to each; the round before is over. */
    void begin(long now) {
        if (open) {
            answeredRounds = answered ? answeredRounds + 1 : 0;
            if (!answered && silentRounds++ == 0) {
                silentSince = openedAt;
            }
        }
        openAnew(now);
    }

    /** The same, but the round before is left unjudged: only what answers from now on counts. */
    void openAnew(long now) {
        open = true;
        answered = false;
        openedAt = now;
    }

    /** Nobody can be asked any more, and nothing is known. */
    void forget() {
        open = false;
        silentRounds = 0;
        answeredRounds = 0;
    }

    /** A station says that it is there; whether it is one of these. */
    boolean answered(IpAddress address) {
        if (!gateways.contains(address) && !config.addresses().contains(address)) {
            return false;
        }
        answered = true;
        silentRounds = 0;
        return true;
    }

    /** Rounds in a row, up to the last that is over, without any answer; 0 also where nobody was asked. */
    int silentRounds() {
        return silentRounds;
    }

    /** Rounds in a row, up to the last that is over, each with an answer. */
    int answeredRounds() {
        return answeredRounds;
    }

    /** When the first question went out that was not answered; only while there are silent rounds. */
    long silentSince() {
        return silentSince;
    }

    /** What is to be said while none answers: {@code the gateway 10.5.0.1 does not answer}. */
    String silence() {
        List<String> names = members().stream().map(this::name).toList();
        if (names.isEmpty()) {
            return device + " has no default route over " + (family == AddressFamily.INET ? "IPv4" : "IPv6")
                    + ", so there is no gateway to ask";
        }
        return names.size() == 1
                ? names.get(0) + " does not answer"
                : names.stream().collect(Collectors.joining(" nor ", "neither ", " answers"));
    }

    private String name(IpAddress member) {
        return (gateways.contains(member) ? "the gateway " : "the witness ") + member;
    }
}
