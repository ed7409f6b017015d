package org.vipagent.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.node.Channel;
import org.vipagent.node.InstanceConfig;
import org.vipagent.node.InterfaceState;
import org.vipagent.node.KernelReport;
import org.vipagent.node.ManagedAddress;
import org.vipagent.node.Node;
import org.vipagent.node.NodeConfig;
import org.vipagent.node.NodeEffect;

/** One run of a {@link Rehearsal}: the node, its surroundings in memory, and the order of events. */
final class Performance implements PacketPort, KernelPort, CloudPort {
    private static final long START = 1_000_000_000L;
    private static final int HEARD_ADVERTS = 4;
    private static final int TURNS_AS_MASTER = 12;
    private static final int PAUSE_INTERVALS = 10;
    private static final int TURNS_AFTER_PAUSE = 4;
    /** Enough for every delay that can be configured to be over; what is not master then will not be. */
    private static final int MOST_TURNS = 500;

    private static final int BETTER = 255;
    private static final int LESSER = 1;
    private static final int FAREWELL = 0;
    /** Documentation's and the local link's own: only names here, nothing is sent to them. */
    private static final List<String> STAGE = List.of("192.0.2.%d/24", "fe80::%d/64", "2001:db8::%d/64");

    private static final MacAddress STATION = new MacAddress(0x02_00_00_00_00_01L);

    private final Consumer<NodeEffect> audience;
    private final Queue<Inbound> inbox = new ArrayDeque<>();
    private final Queue<Rival.Arrival> arriving = new ArrayDeque<>();
    private final List<Rival> rivals = new ArrayList<>();
    private final Set<String> masters = new HashSet<>();
    private final Set<String> everMaster = new HashSet<>();
    private final Engine engine;
    private final long interval;
    private long now = START;
    private long due = START;
    private Set<ManagedAddress> held = Set.of();
    private ManagedAddress claimed;

    Performance(List<InstanceConfig> cast, Consumer<NodeEffect> audience) {
        this.audience = audience;
        Node node = new Node(new NodeConfig(cast), new SplittableRandom(1), now);
        this.engine = new Engine(node, inbox::poll, new Engine.Ports(this, this, this, event -> {}));
        this.interval = cast.stream()
                .mapToLong(c -> c.router().advertIntervalNanos())
                .min()
                .orElse(START);
        Set<IpAddress> taken = new HashSet<>();
        cast.forEach(c -> c.addresses().forEach(a -> taken.add(a.address().address())));
        List<Cidr> ours = addresses(taken);
        ours.forEach(a -> taken.add(a.address()));
        List<Cidr> theirs = addresses(taken);
        Map<InterfaceName, Set<Cidr>> devices = new LinkedHashMap<>();
        for (InstanceConfig player : cast) {
            Set<Cidr> present =
                    devices.computeIfAbsent(player.router().key().interfaceName(), d -> new HashSet<>(ours));
            player.sourceAddress().ifPresent(a -> present.add(Cidr.host(a)));
            rivals.add(new Rival(player.router(), theirs));
        }
        List<InterfaceState> interfaces = new ArrayList<>();
        devices.forEach((name, present) -> interfaces.add(new InterfaceState(name, true, List.copyOf(present))));
        inbox.add(new Inbound.InterfacesChanged(interfaces));
    }

    /** One address of each kind that is nobody's. */
    private static List<Cidr> addresses(Set<IpAddress> taken) {
        List<Cidr> free = new ArrayList<>();
        for (String pattern : STAGE) {
            int host = 1;
            while (taken.contains(Cidr.parse(pattern.formatted(host)).address()) && host < 99) {
                host++;
            }
            free.add(Cidr.parse(pattern.formatted(host)));
        }
        return free;
    }

    /** How many instances have been master. */
    int play() {
        turn(now);
        for (int i = 0; i < HEARD_ADVERTS; i++) {
            hear(BETTER);
            turn(now + interval);
        }
        takeOver();
        for (int i = 0; i < TURNS_AS_MASTER; i++) {
            turn(due);
        }
        standStill();
        hear(LESSER);
        turn(now + 1);
        claimed = held.stream().findFirst().orElse(null);
        turn(now + 1);
        turn(due);
        hear(BETTER);
        turn(now + 1);
        hear(FAREWELL);
        turn(now + 1);
        takeOver();
        inbox.add(new Inbound.StopRequested());
        turn(now + 1);
        for (int i = 0; i < MOST_TURNS && !engine.isFinished() && due != Node.NEVER; i++) {
            turn(due);
        }
        return everMaster.size();
    }

    private void takeOver() {
        for (int i = 0; i < MOST_TURNS && masters.size() < rivals.size() && due != Node.NEVER; i++) {
            turn(due);
        }
    }

    /** As a machine that is suspended or a daemon that is stopped, while a lesser router takes over. */
    private void standStill() {
        now += PAUSE_INTERVALS * interval;
        hear(LESSER);
        engine.resumed(now);
        for (int i = 0; i < TURNS_AFTER_PAUSE; i++) {
            turn(i == 0 ? now : due);
        }
    }

    private void hear(int priority) {
        rivals.forEach(rival -> arriving.add(rival.advert(priority, now)));
    }

    private void turn(long at) {
        now = Math.max(now, at);
        due = engine.turn(now, now);
    }

    @Override
    public void drain(Receiver receiver, int limit) {
        for (Rival.Arrival arrival = arriving.poll(); arrival != null; arrival = arriving.poll()) {
            receiver.received(arrival.device(), arrival.datagram());
        }
        if (claimed != null) {
            receiver.claimed(claimed.device(), claimed.address().address(), STATION);
            claimed = null;
        }
    }

    @Override
    public void use(Set<Channel> channels) {}

    @Override
    public void send(NodeEffect.SendPacket packet) {
        audience.accept(packet);
    }

    @Override
    public void probe(NodeEffect.ProbeRivals question) {
        audience.accept(question);
    }

    @Override
    public void ask(NodeEffect.AskNeighbour question) {
        audience.accept(question);
    }

    @Override
    public void announce(NodeEffect.AnnounceAddresses announcement) {
        audience.accept(announcement);
    }

    @Override
    public void apply(NodeEffect.ApplyAddresses request) {
        audience.accept(request);
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
            everMaster.add(instance);
        }
    }

    @Override
    public void look(NodeEffect.LookAtCloud request) {
        throw new IllegalStateException("clouds do not take part");
    }

    @Override
    public void execute(NodeEffect.ExecuteStage request) {
        throw new IllegalStateException("clouds do not take part");
    }
}
