package org.vipagent.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vipagent.engine.Engine;
import org.vipagent.engine.Inbound;
import org.vipagent.engine.PacketPort;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.node.Channel;
import org.vipagent.node.Node;
import org.vipagent.node.NodeConfig;
import org.vipagent.node.NodeEffect;
import org.vipagent.node.NodeEvent;
import org.vipagent.node.NodeSnapshot;
import org.vipagent.simulation.SimMachine.Packet;

/**
 * The agent's process on one machine: the real engine with the real node, its inbox and socket, and a worker each for
 * the kernel and the cloud. While it stands still everything waits; when it goes on, its threads wake in any order.
 */
final class SimProcess implements PacketPort {
    private static final int SOCKET_BUFFER_PACKETS = 200;
    private static final long WAKE_NANOS = 100_000;
    static final long HICCUP_NANOS = 300_000_000;
    private static final long AFTER_PAUSE_NANOS = 2_000_000;

    private final SimWorld world;
    private final SimMachine machine;
    private final Dice dice;
    private final Node node;
    private final Turning engine;
    private final KernelWorker kernel;
    private final CloudWorker cloud;
    private final Standing standing;
    private final Deque<Arrived> socket = new ArrayDeque<>();
    private final Deque<Claim> claims = new ArrayDeque<>();
    private final Deque<Inbound> inbox = new ArrayDeque<>();
    private final List<Runnable> stash = new ArrayList<>();
    /** What was announced in this turn, and how often; for the transcript. */
    private final Map<List<IpAddress>, Integer> announced = new LinkedHashMap<>();

    private boolean alive = true;
    private boolean stoodStill;
    private long beganAt;
    private int pauses;
    private long wakeAt = Node.NEVER;

    /** A packet in the socket. */
    private record Arrived(InterfaceName device, Packet packet) {}

    /** A station that said to have an address. */
    private record Claim(InterfaceName device, IpAddress address, MacAddress station) {}

    /** What drives a node: the engine, but for tests that break it. */
    interface Turning {
        /** As {@link Engine#resumed}. */
        void resumed(long now);

        /** As {@link Engine#turn}. */
        long turn(long now, long realtime);

        boolean isFinished();
    }

    SimProcess(SimWorld world, SimMachine machine, NodeConfig config, Dice dice) {
        this.world = world;
        this.machine = machine;
        this.dice = dice;
        this.standing = new Standing(world.site().namesAt(machine.seat()));
        this.kernel = new KernelWorker(this, machine.kernel(), dice.split());
        this.cloud = new CloudWorker(this, world, dice.split());
        this.node = new Node(config, dice.generator(), machine.local());
        this.engine = world.parts().turning(node, inbox::poll, new Engine.Ports(this, kernel, cloud, this::journal));
    }

    /** The process runs. */
    void begin() {
        beganAt = world.timeline().now();
        kernel.workOn();
        wake(0);
    }

    /** When it began, by the world's clock. */
    long beganAt() {
        return beganAt;
    }

    SimMachine machine() {
        return machine;
    }

    Standing standing() {
        return standing;
    }

    long local() {
        return machine.local();
    }

    boolean isPaused() {
        return pauses > 0;
    }

    /** The state as status would show it. */
    NodeSnapshot snapshot() {
        return node.snapshot(local());
    }

    /** Packets that have arrived and were not read yet. */
    int unreadPackets() {
        return socket.size();
    }

    boolean isExecuting() {
        return cloud.isExecuting();
    }

    private void journal(NodeEvent event) {
        world.watch().journalled(this, event);
        if (world.transcript().isWanted()) {
            world.note(machine.name(), event.subject() + ": " + event.text());
        }
    }

    /** Lets a thread of this process do something later; not while the process stands still, never once it is gone. */
    void after(long nanos, Runnable action) {
        machine.at(local() + nanos, () -> unlessPaused(action));
    }

    private void unlessPaused(Runnable action) {
        if (!alive) {
            return;
        }
        if (isPaused()) {
            stash.add(action);
        } else {
            action.run();
        }
    }

    void pause() {
        pauses++;
    }

    void goOn() {
        pauses--;
        if (!isPaused()) {
            List<Runnable> overdue = List.copyOf(stash);
            stash.clear();
            overdue.forEach(action -> after(dice.between(0, AFTER_PAUSE_NANOS), action));
        }
    }

    /** {@code kill -9}, or the end of a planned stop. */
    void end() {
        alive = false;
        machine.processEnded();
        world.watch().processEnded(this);
    }

    /** Whether it has ended by itself, a planned stop being over. */
    boolean hasFinished() {
        return engine.isFinished();
    }

    void stopRequested() {
        world.watch().stopRequested(this);
        standing.stopRequested();
        deliver(new Inbound.StopRequested());
    }

    /** The machine's clocks show that it stood still. */
    void resumed() {
        world.watch().resumed(this);
        stoodStill = true;
        wake(0);
    }

    void packetArrived(InterfaceName device, Packet packet) {
        if (socket.size() < SOCKET_BUFFER_PACKETS) {
            socket.add(new Arrived(device, packet));
            wake(0);
        }
    }

    void claimHeard(InterfaceName device, IpAddress address, MacAddress station) {
        if (claims.size() < SOCKET_BUFFER_PACKETS) {
            claims.add(new Claim(device, address, station));
            wake(0);
        }
    }

    void kernelChanged() {
        kernel.kernelChanged();
    }

    void deliver(Inbound message) {
        inbox.add(message);
        wake(0);
    }

    private void wake(long nanos) {
        boolean hiccup = dice.chance(world.noise().hiccupPerMille() / 1000.0);
        long late = hiccup ? dice.skewed(WAKE_NANOS, HICCUP_NANOS) : dice.between(1_000, WAKE_NANOS);
        wakeBy(local() + nanos + late);
    }

    private void wakeBy(long dueLocal) {
        if (dueLocal < wakeAt) {
            wakeAt = dueLocal;
            machine.at(dueLocal, () -> unlessPaused(this::awake));
        }
    }

    /** The machine's clock runs at another rate, so that what was to come does not come when it was thought to. */
    void clockChanged() {
        long due = wakeAt;
        if (due != Node.NEVER) {
            machine.at(due, () -> unlessPaused(this::awake));
        }
    }

    private void awake() {
        if (local() < wakeAt) {
            return;
        }
        wakeAt = Node.NEVER;
        if (stoodStill) {
            stoodStill = false;
            engine.resumed(local());
        }
        long next = engine.turn(local(), machine.clock().wall());
        announced.forEach((addresses, packets) ->
                world.note(machine.name(), "announces " + addresses + (packets == 1 ? "" : ", " + packets + " times")));
        announced.clear();
        if (engine.isFinished()) {
            world.note(machine.name(), "the process has ended");
            end();
        } else if (next != Node.NEVER) {
            wake(Math.max(0, next - local()));
        }
    }

    @Override
    public void drain(Receiver receiver, int limit) {
        for (int i = 0; i < limit && !socket.isEmpty(); i++) {
            Arrived next = socket.poll();
            if (next.packet.sender() != null && isOurs(next.packet.instance())) {
                world.watch().heard(this, next.packet.sender(), next.packet.instance());
            }
            receiver.received(next.device, next.packet.datagram());
        }
        for (Claim claim = claims.poll(); claim != null; claim = claims.poll()) {
            receiver.claimed(claim.device(), claim.address(), claim.station());
        }
    }

    private boolean isOurs(int instance) {
        return instance >= 0 && world.site().has(machine.seat(), instance);
    }

    @Override
    public void use(Set<Channel> channels) {}

    @Override
    public void send(NodeEffect.SendPacket packet) {
        world.watch().sent(this, packet);
        world.network().send(machine, packet);
    }

    @Override
    public void probe(NodeEffect.ProbeRivals question) {
        world.network().ask(machine, question);
    }

    @Override
    public void ask(NodeEffect.AskNeighbour question) {
        world.network().ask(machine, question);
    }

    @Override
    public void announce(NodeEffect.AnnounceAddresses announcement) {
        world.watch().announced(this, announcement);
        if (world.transcript().isWanted()) {
            announced.merge(announcement.addresses(), announcement.repeat(), Integer::sum);
        }
        world.network().announce(machine, announcement);
    }

    /** The agent reads its file again. */
    void reload(NodeConfig config, boolean oneMore) {
        world.watch().reloaded(this);
        deliver(new Inbound.Reconfigured(world.parts().reloaded(config), taken -> {
            if (taken) {
                standing.reloaded(oneMore);
            }
        }));
    }

    /** An instance's mastership began, or ended with epoch 0; or goes on under another ticket. */
    void mastership(String instance, long epoch) {
        long before = standing.epoch(standing.indexOf(instance));
        if (before != 0 && (int) before == (int) epoch && before < epoch) {
            standing.mastership(instance, epoch, local());
            world.watch().ticket(machine, standing.indexOf(instance), epoch);
            return;
        }
        standing.mastership(instance, epoch, local());
        world.watch().mastership(machine, standing.indexOf(instance), epoch);
    }
}
