package org.vipagent.node;

import java.util.Optional;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEvent.Severity;
import org.vipagent.vrrp.RouterKey;

/**
 * Whom one instance asks every second whether this machine still reaches its segment: for its cloud, for itself, or for
 * both. Without {@code witness} it asks nobody and has no deadline.
 */
final class Witnesses {
    /** Unanswered questions in a row after which it is told. */
    static final int TOLD_AFTER = 3;

    private static final long ROUND_NANOS = 1_000_000_000L;
    /** No answer of a neighbour takes that long: what is asked out of turn is judged with the next round but half. */
    private static final long LEAST_ROUND_NANOS = ROUND_NANOS / 2;

    private final InstanceConfig config;
    private final InterfaceName device;
    private final Outbox outbox;
    private final Optional<Circle> cloud;
    private final Optional<CutOff> router;
    private long nextAt;
    private boolean told;

    Witnesses(InstanceConfig config, Outbox outbox, long now) {
        RouterKey key = config.router().key();
        this.config = config;
        this.device = key.interfaceName();
        this.outbox = outbox;
        this.cloud = config.cloud()
                .flatMap(CloudBinding::witness)
                .map(w -> new Circle("the witness ", w, device, key.family()));
        this.router = config.witness().map(w -> new CutOff(config, w, outbox));
        this.nextAt = cloud.isPresent() || router.isPresent() ? now : Node.NEVER;
    }

    /** When {@link #ask} is due; {@link Node#NEVER} without a witness. */
    long nextDeadline() {
        return nextAt;
    }

    void seen(InterfaceView view) {
        cloud.ifPresent(circle -> circle.seen(view));
        router.ifPresent(r -> r.seen(view));
    }

    /**
     * The next round: who has not answered the one before is silent.
     *
     * @param source of the questions; empty: nobody can be asked, and nothing is known any more
     */
    void ask(Optional<IpAddress> source, long now) {
        if (nextAt == Node.NEVER) {
            return;
        }
        nextAt = nextRound(now);
        if (source.isEmpty()) {
            cloud.ifPresent(Circle::forget);
            router.ifPresent(CutOff::forget);
            return;
        }
        cloud.ifPresent(circle -> {
            circle.begin(now);
            ask(circle, source.get());
            tell(circle, now);
        });
        router.ifPresent(r -> {
            r.begin(now);
            ask(r.witnesses(), source.get());
            ask(r.peers(), source.get());
        });
    }

    /** What was answered so far was before a mastership that begins now: whatever counts for its cloud is asked anew. */
    void askAnew(Optional<IpAddress> source, long now) {
        if (cloud.isPresent() && source.isPresent()) {
            cloud.get().openAnew(now);
            ask(cloud.get(), source.get());
            nextAt = nextRound(now);
        }
    }

    /** The rounds of all instances begin together, so that one question serves them all. */
    private static long nextRound(long now) {
        return ((now + LEAST_ROUND_NANOS) / ROUND_NANOS + 1) * ROUND_NANOS;
    }

    private void ask(Circle circle, IpAddress source) {
        for (IpAddress member : circle.members()) {
            outbox.ask(new NodeEffect.AskNeighbour(device, source, member));
        }
    }

    private void tell(Circle circle, long now) {
        if (circle.silentRounds() >= TOLD_AFTER && !told) {
            told = true;
            String text = circle.silence() + ": nothing is changed in the cloud until that is over";
            outbox.record(now, Severity.WARNING, config.name(), text);
        }
    }

    /** A station says that it is there; whether anybody wanted to know. */
    boolean answered(IpAddress address, long now) {
        boolean ofRouter = router.isPresent() && router.get().answered(address);
        boolean ofCloud = cloud.isPresent() && cloud.get().answered(address);
        if (ofCloud && told) {
            told = false;
            outbox.record(now, Severity.INFORMATION, config.name(), "the witness " + address + " answers again");
        }
        return ofRouter || ofCloud;
    }

    /** Whether {@link #heard} wants to know. */
    boolean wantsAdverts() {
        return router.isPresent();
    }

    /** An advert of another router was believed: it is there, and can be asked from now on. */
    void heard(IpAddress sender) {
        router.ifPresent(r -> r.heard(sender));
    }

    /** Whether this node may neither become master nor stay it. */
    boolean isCutOff() {
        return router.isPresent() && router.get().isCutOff();
    }

    /** Why, in words. */
    String reason() {
        return router.map(CutOff::reason).orElse("");
    }

    /** Whether a backup is not to take over before somebody answers again. */
    boolean isInDoubt() {
        return router.isPresent() && router.get().isInDoubt();
    }

    /** Why nothing may be written in the cloud; empty if it may. */
    Optional<String> cloudSilence() {
        return cloud.filter(c -> c.silentRounds() > 0 || c.members().isEmpty()).map(Circle::silence);
    }

    /** For an instance's status. */
    Optional<String> trouble(long now) {
        Optional<String> ofCloud = cloud.filter(c -> told)
                .map(c -> c.silence() + ", for " + (now - c.silentSince()) / ROUND_NANOS
                        + " s now; nothing is changed in the cloud");
        return ofCloud.or(() -> router.flatMap(r -> r.trouble(now)));
    }
}
