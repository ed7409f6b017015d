package org.vipagent.integration;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.wire.Datagram;

/** What one turn of the engine costs, all but the system calls: an advert read, or the adverts that are due encoded. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineTurns {
    /** As often as a flood of 5,000 forged adverts a second comes. */
    private static final long FLOOD_GAP_NANOS = 200_000;

    /** Instances of each node. */
    @Param({"1", "1000"})
    public int instances;

    private MemoryNode master;
    private MemoryNode backup;
    private List<NodeEffect.SendPacket> ofMaster;
    private List<NodeEffect.SendPacket> ofLesser;
    private int next;

    /** The adverts that turns have dealt with: received, and sent. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Adverts {
        public long adverts;

        /** For each iteration anew. */
        @Setup(Level.Iteration)
        public void reset() {
            adverts = 0;
        }
    }

    /** Two nodes that have found their roles. */
    @Setup(Level.Trial)
    public void findRoles() {
        master = MemoryNode.master(instances);
        ofMaster = master.adverts(instances);
        MemoryNode lesser = MemoryNode.lesserMaster(instances);
        ofLesser = lesser.adverts(instances);
        backup = MemoryNode.backup(instances);
    }

    private static Datagram arriving(NodeEffect.SendPacket packet) {
        return new Datagram(
                packet.source(),
                packet.destination(),
                packet.ttl(),
                packet.transport(),
                0,
                packet.pdu(),
                0,
                packet.pdu().length);
    }

    private NodeEffect.SendPacket nextOf(List<NodeEffect.SendPacket> packets) {
        next = (next + 1) % packets.size();
        return packets.get(next);
    }

    /** A backup hears its master. */
    @Benchmark
    public long backupHearsItsMaster(Adverts counted) {
        counted.adverts++;
        NodeEffect.SendPacket packet = nextOf(ofMaster);
        return backup.receive(packet.device(), arriving(packet), backup.now() + MemoryNode.INTERVAL_NANOS / instances);
    }

    /** A master hears 5,000 adverts a second of somebody with a lower priority, and goes on advertising. */
    @Benchmark
    public long masterHearsALesserOne(Adverts counted) {
        long before = master.sent();
        NodeEffect.SendPacket packet = nextOf(ofLesser);
        long deadline = master.receive(packet.device(), arriving(packet), master.now() + FLOOD_GAP_NANOS);
        counted.adverts += 1 + master.sent() - before;
        return deadline;
    }

    /** A master sends what is due. */
    @Benchmark
    public long masterAdvertises(Adverts counted) {
        long before = master.sent();
        long deadline = master.nextTurn();
        counted.adverts += master.sent() - before;
        return deadline;
    }
}
