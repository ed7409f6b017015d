package org.vipagent.engine;

import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.node.Node;
import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.wire.Datagram;

/**
 * One turn after the other: packets, inbox, deadlines, effects. After a pause the master's adverts lie in the socket
 * <em>and</em> the deadline is overdue; reading first is what keeps a resumed machine from taking over for nothing.
 *
 * <p>Owned by one thread.
 */
public final class Engine {
    // More than any socket buffer holds, so that a turn normally reads everything; a flood still ends.
    private static final int PACKETS_PER_TURN = 10_000;

    private final Node node;
    private final Inbox inbox;
    private final PacketPort packets;
    private final KernelPort kernel;
    private final CloudPort cloud;
    private final JournalPort journal;
    // Made once: a turn without news allocates nothing.
    private final PacketPort.Receiver receiver = new Reception();
    private long turnAt;
    private int packetsRead;
    private boolean finished;

    /** The ports that a node speaks through. */
    public record Ports(PacketPort packets, KernelPort kernel, CloudPort cloud, JournalPort journal) {}

    public Engine(Node node, Inbox inbox, Ports ports) {
        this.node = node;
        this.inbox = inbox;
        this.packets = ports.packets();
        this.kernel = ports.kernel();
        this.cloud = ports.cloud();
        this.journal = ports.journal();
    }

    /**
     * The clocks show that this machine stood still. To be called before the turn that reads what came in meanwhile:
     * what a master makes of a lesser one's advert depends on it.
     *
     * @param now monotonic nanoseconds, those of the turn
     */
    public void resumed(long now) {
        node.resumed(now);
    }

    /**
     * One turn.
     *
     * @param now monotonic nanoseconds
     * @param realtime nanoseconds since 1970 by the wall clock; only proves to peers how fresh an advert is
     * @return when the next turn is due, unless something arrives before
     */
    public long turn(long now, long realtime) {
        turnAt = now;
        packetsRead = 0;
        node.realtime(realtime);
        packets.drain(receiver, PACKETS_PER_TURN);
        for (Inbound message = inbox.poll(); message != null; message = inbox.poll()) {
            message.deliver(node, now);
        }
        if (node.nextDeadline() <= now) {
            node.deadline(now);
        }
        for (NodeEffect effect = node.pollEffect(); effect != null; effect = node.pollEffect()) {
            perform(effect);
        }
        return node.nextDeadline();
    }

    private final class Reception implements PacketPort.Receiver {
        @Override
        public void received(InterfaceName device, Datagram datagram) {
            packetsRead++;
            node.packet(device, datagram, turnAt);
        }

        @Override
        public void claimed(InterfaceName device, IpAddress address, MacAddress station) {
            node.claimed(device, address, station, turnAt);
        }
    }

    /** How many packets the last turn has read. */
    public int packetsRead() {
        return packetsRead;
    }

    /** Whether the node has given everything back after a stop. */
    public boolean isFinished() {
        return finished;
    }

    private void perform(NodeEffect effect) {
        if (effect instanceof NodeEffect.SendPacket packet) {
            packets.send(packet);
        } else if (effect instanceof NodeEffect.UseChannels used) {
            packets.use(used.channels());
        } else if (effect instanceof NodeEffect.AnnounceAddresses announcement) {
            packets.announce(announcement);
        } else if (effect instanceof NodeEffect.ProbeRivals question) {
            packets.probe(question);
        } else if (effect instanceof NodeEffect.AskNeighbour question) {
            packets.ask(question);
        } else if (effect instanceof NodeEffect.ApplyAddresses request) {
            kernel.apply(request);
        } else if (effect instanceof NodeEffect.LookAtCloud request) {
            cloud.look(request);
        } else if (effect instanceof NodeEffect.ExecuteStage request) {
            cloud.execute(request);
        } else if (effect instanceof NodeEffect.MastershipChanged change) {
            cloud.currentTicket(change.instance(), change.ticket());
        } else if (effect instanceof NodeEffect.Journal written) {
            journal.record(written.event());
        } else if (effect instanceof NodeEffect.Finished) {
            finished = true;
        }
    }
}
