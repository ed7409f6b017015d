package org.vipagent.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEvent.Severity;
import org.vipagent.vrrp.VirtualRouter;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.Encoded;

/**
 * What is to be done, the most urgent first: channels, since packets need them; adverts with the questions around them;
 * the kernel's addresses; then everything else; of a kind in the order of decision. A thousand instances that take over
 * at once must not wait for each other's journal.
 */
final class Outbox {
    private static final int REMEMBERED_EVENTS = 100;

    private final byte[] scratch = new byte[AdvertCodec.MAXIMUM_LENGTH];
    private final Deque<NodeEffect> packets = new ArrayDeque<>();
    private final Deque<NodeEffect> effects = new ArrayDeque<>();
    private final Set<NodeEffect.AskNeighbour> questions = new LinkedHashSet<>();
    private NodeEffect.ApplyAddresses wish;
    private NodeEffect.UseChannels channels;
    private final Deque<NodeEvent> events = new ArrayDeque<>();
    private long realtime;

    /** Nanoseconds since 1970, as of this turn. */
    void realtime(long nanos) {
        realtime = nanos;
    }

    long realtime() {
        return realtime;
    }

    void add(NodeEffect effect) {
        effects.add(effect);
    }

    /** A wish for addresses; replaces an older one that nobody has seen. */
    void wish(NodeEffect.ApplyAddresses request) {
        wish = request;
    }

    /** What the packets after it are sent on; replaces an older set that nobody has seen. */
    void use(NodeEffect.UseChannels all) {
        channels = all;
    }

    /** The question comes before an advert that is decided after it: who hears that one may give the address up. */
    void ask(NodeEffect.ProbeRivals question) {
        packets.add(question);
    }

    /** One question for all instances that want to know the same in this turn. */
    void ask(NodeEffect.AskNeighbour question) {
        questions.add(question);
    }

    /** An advert in the bytes of the wire. */
    void sendAdvert(VirtualRouter router, int priority, Route route) {
        InterfaceName device = router.config().key().interfaceName();
        Encoded encoded = router.encode(priority, route.destination(), realtime, scratch);
        packets.add(new NodeEffect.SendPacket(
                device,
                router.config().transport(),
                route.source(),
                route.destination(),
                route.ttl(),
                encoded.identification(),
                Arrays.copyOf(scratch, encoded.length())));
    }

    /** From where to where an advert goes. */
    record Route(IpAddress source, IpAddress destination, int ttl) {}

    void record(long now, Severity severity, String subject, String text) {
        NodeEvent event = new NodeEvent(now, severity, subject, text);
        if (events.size() == REMEMBERED_EVENTS) {
            events.removeFirst();
        }
        events.addLast(event);
        effects.add(new NodeEffect.Journal(event));
    }

    /** The next effect, or null when there is none. */
    NodeEffect poll() {
        if (channels != null) {
            NodeEffect newest = channels;
            channels = null;
            return newest;
        }
        if (!packets.isEmpty()) {
            return packets.poll();
        }
        if (wish != null) {
            NodeEffect newest = wish;
            wish = null;
            return newest;
        }
        NodeEffect effect = effects.poll();
        return effect == null && !questions.isEmpty() ? nextQuestion() : effect;
    }

    private NodeEffect nextQuestion() {
        Iterator<NodeEffect.AskNeighbour> all = questions.iterator();
        NodeEffect next = all.next();
        all.remove();
        return next;
    }

    List<NodeEvent> events() {
        return new ArrayList<>(events);
    }
}
