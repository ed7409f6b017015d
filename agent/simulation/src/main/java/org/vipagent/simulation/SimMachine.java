package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.List;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Datagram;

/**
 * A virtual machine: its clock, its kernel, and the agent's process if one runs. All its inner instants are of its own
 * monotonic clock, which began some time before the world did.
 */
final class SimMachine {
    private static final int SUBNET_BITS = 21;
    /** Packets that the hypervisor keeps for a machine that stands still. */
    private static final int KEPT_PACKETS = 64;

    private final Seat seat;
    private final Timeline timeline;
    private final SimKernel kernel;
    private final List<Runnable> postponed = new ArrayList<>();
    private final List<Datagram> kept = new ArrayList<>();
    private long clockOffset;
    private Freeze freeze;
    private long thawedAt;
    private SimProcess process;
    private int boots;

    /**
     * A machine stands still.
     *
     * @param clockStops whether its monotonic clock stands still too, so that it cannot know
     * @param keepsPackets whether packets that arrive meanwhile are handed over afterwards
     * @param local its clock when it began
     */
    private record Freeze(boolean clockStops, boolean keepsPackets, long local) {}

    SimMachine(Seat seat, Timeline timeline, Dice dice, boolean addressesExpire) {
        this.seat = seat;
        this.timeline = timeline;
        this.clockOffset = dice.between(0, 1_000_000_000_000L);
        this.kernel = new SimKernel(this, new Cidr(seat.address(), SUBNET_BITS), dice.split(), addressesExpire);
    }

    Seat seat() {
        return seat;
    }

    int index() {
        return seat.index();
    }

    String name() {
        return seat.name();
    }

    IpAddress address() {
        return seat.address();
    }

    SimKernel kernel() {
        return kernel;
    }

    /** The agent's process; null when none runs. */
    SimProcess process() {
        return process;
    }

    int boots() {
        return boots;
    }

    void booted(SimProcess newProcess) {
        boots++;
        process = newProcess;
    }

    void processEnded() {
        process = null;
    }

    boolean isLinkUp() {
        return freeze == null && kernel.isLinkUp();
    }

    /** Whether packets with this machine's own address as their source or destination can leave and arrive. */
    boolean isReachable() {
        return isLinkUp() && kernel.hasOwn();
    }

    boolean isFrozen() {
        return freeze != null;
    }

    /** When it went on after standing still, by its own clock; 0 if it never stood still. */
    long thawedAt() {
        return thawedAt;
    }

    /** Whether an agent runs here and nothing keeps it from acting. */
    boolean isActing() {
        return process != null && freeze == null && !process.isPaused();
    }

    /** This machine's monotonic clock. */
    long local() {
        return freeze != null && freeze.clockStops ? freeze.local : timeline.now() + clockOffset;
    }

    /** Lets something happen here when this machine's clock shows that, and not while the machine stands still. */
    void at(long dueLocal, Runnable action) {
        timeline.at(timeline.now() + Math.max(0, dueLocal - local()), () -> due(dueLocal, action));
    }

    private void due(long dueLocal, Runnable action) {
        if (freeze != null) {
            postponed.add(() -> due(dueLocal, action));
        } else if (local() < dueLocal) {
            at(dueLocal, action);
        } else {
            action.run();
        }
    }

    void freeze(boolean clockStops, boolean keepsPackets) {
        if (freeze == null) {
            freeze = new Freeze(clockStops, keepsPackets, local());
        }
    }

    void thaw() {
        if (freeze == null) {
            return;
        }
        if (freeze.clockStops) {
            clockOffset = freeze.local - timeline.now();
        }
        freeze = null;
        thawedAt = local();
        List<Datagram> packets = List.copyOf(kept);
        kept.clear();
        packets.forEach(this::receive);
        List<Runnable> overdue = List.copyOf(postponed);
        postponed.clear();
        overdue.forEach(action -> timeline.after(0, action));
    }

    void receive(Datagram datagram) {
        if (freeze != null) {
            if (freeze.keepsPackets && kept.size() < KEPT_PACKETS) {
                kept.add(datagram);
            }
        } else if (process != null && kernel.isLinkUp() && (multicast(datagram) || kernel.hasOwn())) {
            process.packetArrived(datagram);
        }
    }

    private static boolean multicast(Datagram datagram) {
        return datagram.destination().isMulticast();
    }

    void kernelChanged() {
        if (process != null) {
            process.kernelChanged();
        }
    }
}
