package org.vipagent.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.node.Channel;
import org.vipagent.node.InterfaceState;
import org.vipagent.node.KernelReport;
import org.vipagent.node.ManagedAddress;
import org.vipagent.node.Node;
import org.vipagent.node.NodeConfig;
import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.wire.Datagram;

/**
 * An engine that waits as the daemon's thread does, on a clock that stands still unless it is told the time: for its
 * deadline, for messages, and for packets where {@link ReadModeration} does not let these gather. Counts its turns.
 */
final class VirtualLoop implements PacketPort, KernelPort, CloudPort {
    private final Engine engine;
    private final Cidr own;
    private final ReadModeration moderation;
    private final Queue<Inbound> inbox = new ArrayDeque<>();
    private final Queue<NodeEffect.SendPacket> waiting = new ArrayDeque<>();
    private final List<NodeEffect.SendPacket> sent = new ArrayList<>();
    private final List<InterfaceState> interfaces = new ArrayList<>();
    private final Set<String> masters = new HashSet<>();
    private Set<ManagedAddress> held = Set.of();
    private long deadline;
    private long quietUntil;
    private boolean stoodStill;
    private int turns;
    private int sendingTurns;
    private int received;

    VirtualLoop(NodeConfig config, String own, long now) {
        this.own = Cidr.parse(own);
        this.engine = new Engine(
                new Node(config, new SplittableRandom(1), now),
                inbox::poll,
                new Engine.Ports(this, this, this, event -> {}));
        this.moderation = new ReadModeration(config.instances().stream()
                .mapToLong(instance -> instance.router().advertIntervalNanos())
                .min()
                .orElseThrow());
        this.deadline = now;
    }

    /** One more interface is there. */
    void appears(InterfaceName device) {
        interfaces.add(new InterfaceState(device, true, List.of(own)));
        inbox.add(new Inbound.InterfacesChanged(List.copyOf(interfaces)));
    }

    /** What another has sent arrives. */
    void arrives(List<NodeEffect.SendPacket> packets) {
        waiting.addAll(packets);
    }

    /** When the next turn comes unless something else happens before. */
    long wakesAt(long now) {
        if (!inbox.isEmpty()) {
            return now;
        }
        return waiting.isEmpty() ? deadline : Math.min(deadline, Math.max(now, quietUntil));
    }

    /** The clocks show a pause: the next turn is told of it as the daemon's loop does. */
    void resumed() {
        stoodStill = true;
    }

    /** Everything that waits is dealt with; gives what is sent. */
    List<NodeEffect.SendPacket> turn(long now) {
        turns++;
        sent.clear();
        if (stoodStill) {
            stoodStill = false;
            engine.resumed(now);
        }
        deadline = engine.turn(now, now);
        quietUntil = moderation.turned(engine.packetsRead(), now);
        received += engine.packetsRead();
        sendingTurns += sent.isEmpty() ? 0 : 1;
        return List.copyOf(sent);
    }

    int turns() {
        return turns;
    }

    /** Those in which at least one advert was sent. */
    int sendingTurns() {
        return sendingTurns;
    }

    int received() {
        return received;
    }

    int masters() {
        return masters.size();
    }

    @Override
    public void drain(Receiver receiver, int limit) {
        for (NodeEffect.SendPacket packet = waiting.poll(); packet != null; packet = waiting.poll()) {
            byte[] pdu = packet.pdu();
            receiver.received(
                    packet.device(),
                    new Datagram(packet.source(), packet.destination(), packet.ttl(), pdu, 0, pdu.length));
        }
    }

    @Override
    public void use(Set<Channel> channels) {}

    @Override
    public void send(NodeEffect.SendPacket packet) {
        sent.add(packet);
    }

    @Override
    public void apply(NodeEffect.ApplyAddresses request) {
        Set<ManagedAddress> added = new HashSet<>(request.wanted());
        added.removeAll(held);
        held = request.wanted();
        inbox.add(new Inbound.KernelApplied(new KernelReport(request.generation(), added, Map.of())));
    }

    @Override
    public void currentTicket(String instance, long ticket) {
        if (ticket == 0) {
            masters.remove(instance);
        } else {
            masters.add(instance);
        }
    }

    @Override
    public void probe(NodeEffect.ProbeRivals question) {}

    @Override
    public void ask(NodeEffect.AskNeighbour question) {}

    @Override
    public void announce(NodeEffect.AnnounceAddresses announcement) {}

    @Override
    public void look(NodeEffect.LookAtCloud request) {}

    @Override
    public void execute(NodeEffect.ExecuteStage request) {}
}
