package org.vipagent.node;

import java.util.List;
import java.util.Optional;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEvent.Severity;
import org.vipagent.vrrp.RouterConfig;
import org.vipagent.vrrp.RouterKey;
import org.vipagent.vrrp.UnicastPeer;

/**
 * Whether this machine is cut off from its segment: no witness answers, and no peer that is known does either. A witness
 * that is silent while a peer answers is dead for both, and nobody may lose the address for that. Who knows no peer
 * cannot tell the one from the other, and is not cut off.
 */
final class CutOff {
    /** Rounds with an answer after which it is over: one answer may be the last of a link that dies. */
    static final int ROUNDS_TO_RETURN = 2;

    private static final int LEAST_ROUNDS = 3;
    private static final long SECOND = 1_000_000_000L;
    private static final int PRIORITIES = 256;

    private final String name;
    private final Outbox outbox;
    private final Circle witnesses;
    private final Circle peers;
    private final int rounds;
    private boolean isCutOff;
    private boolean told;

    CutOff(InstanceConfig config, WitnessConfig witness, Outbox outbox) {
        RouterKey key = config.router().key();
        this.name = config.name();
        this.outbox = outbox;
        this.witnesses = new Circle("the witness ", witness, key.interfaceName(), key.family());
        List<IpAddress> known = config.router().unicastPeers().stream()
                .map(UnicastPeer::address)
                .toList();
        this.peers = new Circle("the peer ", new WitnessConfig(false, known), key.interfaceName(), key.family());
        this.rounds = roundsOf(config.router());
    }

    /**
     * Questions without an answer after which it is believed: three, or as many as fit into the time after which the
     * others take over. Before that nobody would gain from it.
     */
    static int roundsOf(RouterConfig router) {
        long unit = router.version() == 2 ? SECOND : router.advertIntervalNanos();
        long masterDown = router.downTimerAdverts() * router.advertIntervalNanos()
                + (PRIORITIES - router.priority()) * unit / PRIORITIES;
        return (int) Math.max(LEAST_ROUNDS, masterDown / SECOND);
    }

    Circle witnesses() {
        return witnesses;
    }

    Circle peers() {
        return peers;
    }

    void seen(InterfaceView view) {
        witnesses.seen(view);
        peers.seen(view);
    }

    /** A router was heard that is to be believed: from now on it is a peer that can be asked. */
    void heard(IpAddress router) {
        peers.add(router);
        peers.answered(router);
    }

    /** A station says that it is there; whether it is one of these. */
    boolean answered(IpAddress address) {
        boolean witness = witnesses.answered(address);
        return peers.answered(address) || witness;
    }

    /** Nobody can be asked any more, and nothing is known. */
    void forget() {
        witnesses.forget();
        peers.forget();
        isCutOff = false;
        told = false;
    }

    /** A round of questions is over. */
    void begin(long now) {
        witnesses.begin(now);
        peers.begin(now);
        isCutOff = isCutOff
                ? Math.max(witnesses.answeredRounds(), peers.answeredRounds()) < ROUNDS_TO_RETURN
                : knowsPeers() && Math.min(witnesses.silentRounds(), peers.silentRounds()) >= rounds;
        tell(now);
    }

    private boolean knowsPeers() {
        return !peers.members().isEmpty();
    }

    private void tell(long now) {
        if (!told && !isCutOff && witnesses.silentRounds() >= rounds) {
            told = true;
            outbox.record(now, Severity.WARNING, name, witnesses.silence() + consequence());
        } else if (told && witnesses.silentRounds() == 0) {
            told = false;
            outbox.record(now, Severity.INFORMATION, name, "a witness answers again");
        }
    }

    private String consequence() {
        return knowsPeers()
                ? "; a peer does, so this node is not cut off and goes on"
                : "; no peer is known that could be asked instead, so this node goes on";
    }

    /** Whether this node may neither become master nor stay it. */
    boolean isCutOff() {
        return isCutOff;
    }

    /** Whether a backup is not to take over now: the last question has had no answer at all. */
    boolean isInDoubt() {
        return knowsPeers() && witnesses.silentRounds() > 0 && peers.silentRounds() > 0;
    }

    /** Why, while it is cut off. */
    String reason() {
        return "cut off: " + witnesses.silence() + ", and " + peers.silence();
    }

    /** For an instance's status. */
    Optional<String> trouble(long now) {
        return told && !isCutOff
                ? Optional.of(witnesses.silence() + ", for " + (now - witnesses.silentSince()) / SECOND + " s now"
                        + consequence())
                : Optional.empty();
    }
}
