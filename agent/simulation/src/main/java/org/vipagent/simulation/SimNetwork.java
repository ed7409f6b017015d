package org.vipagent.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.wire.Datagram;

/**
 * One broadcast domain: the nodes, and a gateway that remembers who announced an address last. Each direction between two
 * of them is a path with its own troubles.
 */
final class SimNetwork {
    private static final long LEAST_DELAY_NANOS = 50_000;
    private static final long USUAL_DELAY_NANOS = 500_000;

    private final Timeline timeline;
    private final Dice dice;
    private final List<SimMachine> machines;
    private final Path[][] paths;
    private final Path[] toGateway;
    private final Map<IpAddress, SimMachine> announcers = new HashMap<>();
    private Faults noise = Faults.none();

    /** One direction between two ends. */
    static final class Path {
        private int cuts;
        private int lossPerMille;
        private long extraDelayNanos;

        void cut(boolean on) {
            cuts += on ? 1 : -1;
        }

        void loss(int perMille) {
            lossPerMille += perMille;
        }

        void delay(long nanos) {
            extraDelayNanos += nanos;
        }

        private boolean isClean() {
            return cuts == 0 && lossPerMille == 0 && extraDelayNanos == 0;
        }
    }

    SimNetwork(Timeline timeline, Dice dice, List<SimMachine> machines) {
        this.timeline = timeline;
        this.dice = dice;
        this.machines = machines;
        this.paths = new Path[machines.size()][machines.size()];
        this.toGateway = new Path[machines.size()];
        for (int from = 0; from < paths.length; from++) {
            toGateway[from] = new Path();
            for (int to = 0; to < paths.length; to++) {
                paths[from][to] = new Path();
            }
        }
    }

    Path path(int from, int to) {
        return paths[from][to];
    }

    Path gatewayPath(int from) {
        return toGateway[from];
    }

    void noise(Faults faults) {
        noise = faults;
    }

    /** Whether two nodes hear each other without any loss or delay to speak of. */
    boolean isClean(int one, int other) {
        return noise.lossPerMille() == 0
                && machines.get(one).isReachable()
                && machines.get(other).isReachable()
                && paths[one][other].isClean()
                && paths[other][one].isClean();
    }

    /** Who announced the address last, as far as the gateway heard; null if nobody. */
    SimMachine announcer(IpAddress address) {
        return announcers.get(address);
    }

    void send(SimMachine sender, NodeEffect.SendPacket packet) {
        if (!sender.isReachable()) {
            return;
        }
        // The sender may use its buffer again while this packet is on its way.
        byte[] pdu = packet.pdu().clone();
        Datagram datagram = new Datagram(packet.source(), packet.destination(), packet.ttl(), pdu, 0, pdu.length);
        boolean multicast = packet.destination().isMulticast();
        int from = sender.index();
        for (SimMachine receiver : machines) {
            boolean addressed = multicast || receiver.address().equals(packet.destination());
            boolean comesBack = receiver == sender && dice.chance(noise.reflectPerMille() / 1000.0);
            if (addressed && (receiver != sender || comesBack)) {
                carry(paths[from][receiver.index()], receiver, datagram);
            }
        }
    }

    /** A packet from outside reaches every node. */
    void inject(Datagram datagram) {
        for (SimMachine receiver : machines) {
            timeline.after(dice.between(LEAST_DELAY_NANOS, USUAL_DELAY_NANOS), () -> receiver.receive(datagram));
        }
    }

    private void carry(Path path, SimMachine receiver, Datagram datagram) {
        if (isLost(path, 1)) {
            return;
        }
        timeline.after(delay(path), () -> receiver.receive(datagram));
        if (dice.chance(noise.duplicatePerMille() / 1000.0)) {
            timeline.after(delay(path), () -> receiver.receive(datagram));
        }
    }

    void announce(SimMachine sender, NodeEffect.AnnounceAddresses announcement) {
        Path path = toGateway[sender.index()];
        if (!sender.isLinkUp() || isLost(path, announcement.repeat())) {
            return;
        }
        List<IpAddress> addresses = announcement.addresses();
        timeline.after(delay(path), () -> {
            for (IpAddress address : addresses) {
                announcers.put(address, sender);
            }
        });
    }

    private boolean isLost(Path path, int tries) {
        if (path.cuts > 0) {
            return true;
        }
        int perMille = path.lossPerMille + noise.lossPerMille();
        return perMille > 0 && dice.chance(Math.pow(Math.min(1000, perMille) / 1000.0, tries));
    }

    private long delay(Path path) {
        return dice.between(LEAST_DELAY_NANOS, USUAL_DELAY_NANOS + path.extraDelayNanos);
    }
}
