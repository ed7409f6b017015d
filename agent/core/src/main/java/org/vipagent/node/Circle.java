package org.vipagent.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/**
 * Stations of which one is enough, witnesses or peers: who they are now, and how many rounds of questions in a row none of them has
 * answered. What counts is questions, not time: while this machine stands still nobody is asked, so a pause is no
 * silence.
 */
final class Circle {
    /** Of the adverts' senders, those heard last. */
    private static final int MOST_ADDED = 8;

    private final String kind;
    private final WitnessConfig config;
    private final InterfaceName device;
    private final AddressFamily family;
    private final Deque<IpAddress> added = new ArrayDeque<>();
    private List<IpAddress> gateways = List.of();
    private List<Cidr> own = List.of();
    private boolean open;
    private boolean answered;
    private int silentRounds;
    private int answeredRounds;
    private long openedAt;
    private long silentSince;

    /**
     * @param kind what those are called that are no gateway, with a blank behind it
     * @param family of the adverts
     */
    Circle(String kind, WitnessConfig config, InterfaceName device, AddressFamily family) {
        this.kind = kind;
        this.config = config;
        this.device = device;
        this.family = family;
    }

    /** The interface as it is now. */
    void seen(InterfaceView view) {
        own = view.own();
        if (config.gateway()) {
            gateways = view.gateways().stream()
                    .filter(g -> g.family() == family)
                    .distinct()
                    .toList();
        }
    }

    /** One more that can be asked; of those that were added the last ones stay. */
    void add(IpAddress address) {
        if (isMember(address)) {
            return;
        }
        if (added.size() == MOST_ADDED) {
            added.removeFirst();
        }
        added.addLast(address);
    }

    private boolean isMember(IpAddress address) {
        return gateways.contains(address) || config.addresses().contains(address) || added.contains(address);
    }

    /** Whom to ask: not this machine, since one file for all may name it among the others. */
    List<IpAddress> members() {
        Set<IpAddress> members = new LinkedHashSet<>(gateways);
        members.addAll(config.addresses());
        members.addAll(added);
        own.forEach(address -> members.remove(address.address()));
        return List.copyOf(members);
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
        if (!isMember(address)) {
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
        return (gateways.contains(member) ? "the gateway " : kind) + member;
    }
}
