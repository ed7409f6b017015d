package org.vipagent.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.node.NodeEffect;
import org.vipagent.simulation.SimMachine.Packet;

/**
 * The broadcast domains: the nodes, and a gateway with its neighbour cache, through which the clients come. Each
 * direction between two machines is a path with its own troubles.
 */
final class SimNetwork {
    private static final long LEAST_DELAY_NANOS = 50_000;
    private static final long USUAL_DELAY_NANOS = 500_000;

    private static final MacAddress GATEWAY_MAC = new MacAddress(0x0200_0000_0001L);

    private final Timeline timeline;
    private final Dice dice;
    private final List<SimMachine> machines;
    private final Reader instanceOf;
    private final Path[][] paths;
    private final Path[] toGateway;
    private final int[] farewellsLost;
    private final Map<IpAddress, SimMachine> neighbours = new HashMap<>();
    private Faults noise = Faults.none();
    private int gatewayDeaths;

    /** Knows which instance an advert of a node is about. */
    interface Reader {
        int of(Seat sender, NodeEffect.SendPacket packet);
    }

    /** One direction between two ends. */
    static final class Path {
        private int cuts;
        private int lossPerMille;
        private long extraDelayNanos;
        private long latencyNanos;

        void cut(boolean on) {
            cuts += on ? 1 : -1;
        }

        void loss(int perMille) {
            lossPerMille += perMille;
        }

        void delay(long nanos) {
            extraDelayNanos += nanos;
        }

        /** From now on every packet takes that much longer than it would, and none overtakes another for it. */
        void latency(long nanos) {
            latencyNanos = nanos;
        }

        boolean isClean() {
            return cuts == 0 && lossPerMille == 0 && extraDelayNanos == 0 && latencyNanos == 0;
        }
    }

    SimNetwork(Timeline timeline, Dice dice, List<SimMachine> machines, Reader instanceOf) {
        this.timeline = timeline;
        this.dice = dice;
        this.machines = machines;
        this.instanceOf = instanceOf;
        this.paths = new Path[machines.size()][machines.size()];
        this.toGateway = new Path[machines.size()];
        this.farewellsLost = new int[machines.size()];
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

    /** The gateway answers nobody any more, and carries nothing; or it is back. */
    void gatewayDies(boolean on) {
        gatewayDeaths += on ? 1 : -1;
    }

    /** Adverts of priority 0 that a machine sends get lost. */
    void loseFarewells(int machine, boolean on) {
        farewellsLost[machine] += on ? 1 : -1;
    }

    boolean losesFarewells(int machine) {
        return farewellsLost[machine] > 0;
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

    /** Whom the gateway takes for the holder of an address: who announced it last, or answered when asked; null if nobody. */
    SimMachine neighbour(IpAddress address) {
        return neighbours.get(address);
    }

    /**
     * The gateway sends a client's packet to an address. As long as it knows nobody who has it, it asks; after that
     * only announcements change its mind, as if the client never gave up.
     *
     * @return whether the packet is answered
     */
    boolean isAnswered(IpAddress address) {
        SimMachine neighbour = neighbours.get(address);
        if (neighbour != null) {
            return answers(neighbour, address);
        }
        for (SimMachine machine : machines) {
            if (answers(machine, address)) {
                neighbours.put(address, machine);
                return true;
            }
        }
        return false;
    }

    private boolean answers(SimMachine machine, IpAddress address) {
        Nic nic = machine.kernel().holder(address);
        return nic != null && machine.isLinkUp(nic) && toGateway[machine.index()].cuts == 0;
    }

    void send(SimMachine sender, NodeEffect.SendPacket packet) {
        Nic nic = sender.nic(packet.device());
        if (nic == null || !sender.isLinkUp(nic) || !sender.kernel().hasOwn()) {
            return;
        }
        int from = sender.index();
        if (farewellsLost[from] > 0 && Site.isFarewell(packet)) {
            return;
        }
        Packet sent = new Packet(nic.segment(), sender, instanceOf.of(sender.seat(), packet), Envelope.of(packet));
        boolean multicast = packet.destination().isMulticast();
        for (SimMachine receiver : machines) {
            boolean comesBack = multicast && receiver == sender && dice.chance(noise.reflectPerMille() / 1000.0);
            boolean addressed = multicast || receiver.owns(packet.destination());
            if (addressed && (receiver != sender || comesBack)) {
                carry(paths[from][receiver.index()], receiver, sent);
            }
        }
    }

    /** A packet from outside reaches every node. */
    void inject(Packet packet) {
        for (SimMachine receiver : machines) {
            timeline.after(dice.between(LEAST_DELAY_NANOS, USUAL_DELAY_NANOS), () -> receiver.receive(packet));
        }
    }

    private void carry(Path path, SimMachine receiver, Packet packet) {
        if (isLost(path, 1)) {
            return;
        }
        timeline.after(delay(path), () -> receiver.receive(packet));
        if (dice.chance(noise.duplicatePerMille() / 1000.0)) {
            timeline.after(delay(path), () -> receiver.receive(packet));
        }
    }

    void announce(SimMachine sender, NodeEffect.AnnounceAddresses announcement) {
        Path path = toGateway[sender.index()];
        Nic nic = sender.nic(announcement.device());
        if (nic == null || !sender.isLinkUp(nic) || isLost(path, announcement.repeat())) {
            return;
        }
        List<IpAddress> addresses = announcement.addresses();
        timeline.after(delay(path), () -> {
            for (IpAddress address : addresses) {
                neighbours.put(address, sender);
            }
        });
        for (IpAddress address : addresses) {
            claim(sender, nic, address, machines);
        }
    }

    /** Asks every other machine's kernel; whoever holds the address answers, whatever its agent is doing. */
    void ask(SimMachine asker, NodeEffect.ProbeRivals question) {
        Nic nic = asker.nic(question.device());
        if (nic == null || !asker.isLinkUp(nic)) {
            return;
        }
        for (SimMachine other : machines) {
            Path path = paths[asker.index()][other.index()];
            if (other != asker && !isLost(path, 1)) {
                timeline.after(delay(path), () -> answer(other, nic.segment(), question.address(), asker));
            }
        }
    }

    /** Asks for a station: a node by its own address, or else the gateway, which has every other one. */
    void ask(SimMachine asker, NodeEffect.AskNeighbour question) {
        Nic nic = asker.nic(question.device());
        if (nic == null || !asker.isLinkUp(nic)) {
            return;
        }
        for (SimMachine other : machines) {
            if (other.owns(question.address())) {
                Path path = paths[asker.index()][other.index()];
                if (other != asker && !isLost(path, 1)) {
                    timeline.after(delay(path), () -> answerAsNode(other, nic.segment(), question.address(), asker));
                }
                return;
            }
        }
        Path path = toGateway[asker.index()];
        if (gatewayDeaths == 0 && !isLost(path, 1)) {
            Nic gateway = new Nic(nic.device(), nic.segment(), GATEWAY_MAC, List.of());
            timeline.after(delay(path), () -> asker.claimed(gateway, question.address()));
        }
    }

    private void answerAsNode(SimMachine node, String segment, IpAddress address, SimMachine asker) {
        for (Nic nic : node.seat().nics()) {
            if (nic.segment().equals(segment)
                    && nic.owns(address)
                    && node.isLinkUp(nic)
                    && node.kernel().hasOwn()) {
                claim(node, nic, address, List.of(asker));
            }
        }
    }

    private void answer(SimMachine holder, String segment, IpAddress address, SimMachine asker) {
        for (Nic nic : holder.seat().nics()) {
            if (nic.segment().equals(segment)
                    && holder.isLinkUp(nic)
                    && holder.kernel().holds(address)) {
                claim(holder, nic, address, List.of(asker));
            }
        }
    }

    /** A machine says that it has an address. */
    private void claim(SimMachine claimant, Nic nic, IpAddress address, List<SimMachine> listeners) {
        for (SimMachine listener : listeners) {
            Path path = paths[claimant.index()][listener.index()];
            if (listener != claimant && !isLost(path, 1)) {
                timeline.after(delay(path), () -> listener.claimed(nic, address));
            }
        }
    }

    private boolean isLost(Path path, int tries) {
        if (path.cuts > 0) {
            return true;
        }
        int perMille = path.lossPerMille + noise.lossPerMille();
        return perMille > 0 && dice.chance(Math.pow(Math.min(1000, perMille) / 1000.0, tries));
    }

    private long delay(Path path) {
        return path.latencyNanos + dice.between(LEAST_DELAY_NANOS, USUAL_DELAY_NANOS + path.extraDelayNanos);
    }
}
