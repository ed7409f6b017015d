package org.vipagent.integration;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.ConfigLoader;
import org.vipagent.config.LoadOptions;
import org.vipagent.config.SourceReader;
import org.vipagent.engine.CloudPort;
import org.vipagent.engine.Engine;
import org.vipagent.engine.Inbound;
import org.vipagent.engine.PacketPort;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.node.Channel;
import org.vipagent.node.InterfaceState;
import org.vipagent.node.KernelReport;
import org.vipagent.node.ManagedAddress;
import org.vipagent.node.Node;
import org.vipagent.node.NodeConfig;
import org.vipagent.node.NodeConfigs;
import org.vipagent.node.NodeEffect;
import org.vipagent.node.NodeSnapshot;
import org.vipagent.vrrp.wire.Datagram;

/**
 * A whole engine of any number of instances whose wire, kernel and clock are in memory: what it decides costs what it
 * costs in the daemon, and nothing else costs anything. 250 instances share an interface.
 */
final class MemoryNode implements PacketPort, CloudPort {
    static final long INTERVAL_NANOS = 1_000_000_000L;
    private static final int INSTANCES_PER_INTERFACE = 250;
    private static final long START = 5 * INTERVAL_NANOS;

    private final Engine engine;
    private final Queue<Inbound> inbox = new ArrayDeque<>();
    private final List<NodeEffect.SendPacket> captured = new ArrayList<>();
    private Set<ManagedAddress> held = Set.of();
    private boolean capturing;
    private InterfaceName arrivesOn;
    private Datagram arriving;
    private long now = START;
    private long deadline;
    private long sent;

    private MemoryNode(int instances, int priority, int host) {
        NodeConfig config = NodeConfigs.of(parsed(text(instances, priority)), provider -> {
            throw new IllegalStateException("no cloud here");
        });
        Node node = new Node(config, new SplittableRandom(1), now);
        engine = new Engine(node, inbox::poll, new Engine.Ports(this, this::applied, this, event -> {}));
        List<InterfaceState> interfaces = new ArrayList<>();
        for (int i = 0; i * INSTANCES_PER_INTERFACE < instances; i++) {
            interfaces.add(new InterfaceState(device(i), true, List.of(Cidr.parse("10.1" + i + ".0." + host + "/16"))));
        }
        inbox.add(new Inbound.InterfacesChanged(interfaces));
        turn(now);
    }

    /** A node whose instances are all master. */
    static MemoryNode master(int instances) {
        return elected(instances, 150, 1);
    }

    /** The same with a lower priority. */
    static MemoryNode lesserMaster(int instances) {
        return elected(instances, 50, 3);
    }

    private static MemoryNode elected(int instances, int priority, int host) {
        MemoryNode node = new MemoryNode(instances, priority, host);
        for (int turn = 0; node.inRole("MASTER") < instances; turn++) {
            if (turn > 100 * instances) {
                throw new IllegalStateException("there is nobody else, and yet they are not all master");
            }
            node.nextTurn();
        }
        return node;
    }

    /** A node whose instances are backup as long as adverts come. */
    static MemoryNode backup(int instances) {
        return new MemoryNode(instances, 100, 2);
    }

    /** What this node sends in one interval: the adverts of all its instances, once each. */
    List<NodeEffect.SendPacket> adverts(int instances) {
        capturing = true;
        captured.clear();
        while (captured.size() < instances) {
            nextTurn();
        }
        capturing = false;
        return List.copyOf(captured.subList(0, instances));
    }

    /** A turn in which one packet is read. */
    long receive(InterfaceName device, Datagram datagram, long at) {
        arrivesOn = device;
        arriving = datagram;
        return turn(at);
    }

    /** A turn when the next is due. */
    long nextTurn() {
        return turn(deadline);
    }

    private long turn(long at) {
        now = Math.max(now, at);
        deadline = engine.turn(now, now);
        return deadline;
    }

    long now() {
        return now;
    }

    /** How many packets this node has sent. */
    long sent() {
        return sent;
    }

    /** How many instances are in a role, as status names it. */
    int inRole(String role) {
        List<NodeSnapshot> taken = new ArrayList<>();
        inbox.add(new Inbound.SnapshotRequested(taken::add));
        turn(now);
        return (int) taken.get(0).instances().stream()
                .filter(instance -> instance.role().equals(role))
                .count();
    }

    static InterfaceName device(int number) {
        return new InterfaceName("eth" + number);
    }

    private static String text(int instances, int priority) {
        StringBuilder text = new StringBuilder("global_defs {\n    vrrp_version 3\n}\n");
        for (int i = 0; i < instances; i++) {
            int vrid = 1 + i % INSTANCES_PER_INTERFACE;
            int network = i / INSTANCES_PER_INTERFACE;
            text.append("""
                    vrrp_instance I%d {
                        state BACKUP
                        interface eth%d
                        virtual_router_id %d
                        priority %d
                        advert_int 1
                        virtual_ipaddress { 10.1%d.9.%d/16 }
                    }
                    """.formatted(i, network, vrid, priority, network, vrid));
        }
        return text.toString();
    }

    private static AgentConfig parsed(String text) {
        SourceReader reader = new SourceReader() {
            @Override
            public Source read(Path file) {
                return new Text(text, false);
            }

            @Override
            public Source readSecret(Path file) {
                return new Unreadable("no such file");
            }

            @Override
            public List<Path> expand(Path directory, String pattern) {
                return List.of();
            }
        };
        return new ConfigLoader()
                .load(Path.of("/bench.conf"), reader, LoadOptions.forHost("bench"))
                .config()
                .orElseThrow();
    }

    private void applied(NodeEffect.ApplyAddresses request) {
        Set<ManagedAddress> added = Set.of();
        // A renewal, the usual request, leaves no garbage of the test's own.
        if (!request.wanted().equals(held)) {
            added = new HashSet<>(request.wanted());
            added.removeAll(held);
            held = request.wanted();
        }
        inbox.add(new Inbound.KernelApplied(new KernelReport(request.generation(), added, Map.of())));
    }

    @Override
    public void drain(Receiver receiver, int limit) {
        if (arriving != null) {
            Datagram packet = arriving;
            arriving = null;
            receiver.received(arrivesOn, packet);
        }
    }

    @Override
    public void use(Set<Channel> channels) {}

    @Override
    public void send(NodeEffect.SendPacket packet) {
        sent++;
        if (capturing) {
            captured.add(packet);
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

    @Override
    public void currentTicket(String instance, long ticket) {}
}
