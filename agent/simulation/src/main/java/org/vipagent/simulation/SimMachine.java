package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.List;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Datagram;

/**
 * A virtual machine: its clocks, its kernel, and the agent's process if one runs. All its inner instants are of its own
 * monotonic clock.
 */
final class SimMachine {
    /** Packets that the hypervisor keeps for a machine that stands still. */
    private static final int KEPT_PACKETS = 64;

    private final Seat seat;
    private final Timeline timeline;
    private final SimClock clock;
    private final SimKernel kernel;
    private final Disk disk = new Disk();
    private final List<Runnable> postponed = new ArrayList<>();
    private final List<Packet> kept = new ArrayList<>();
    private Freeze freeze;
    private long thawedAt;
    private SimProcess process;
    private int boots;

    /**
     * How a machine stands still.
     *
     * @param clock what its clocks do meanwhile
     * @param keepsPackets whether packets that arrive meanwhile are handed over afterwards
     */
    record Freeze(ClockOf clock, boolean keepsPackets) {}

    /** What becomes of a machine's clocks while it stands still. */
    enum ClockOf {
        /** The monotonic one runs on, as when the processors are given to others. */
        RUNS_ON,
        /** The monotonic one stands still, the wall clock is right afterwards. */
        JUMPS,
        /** All stand still, so that the machine cannot know. */
        STANDS_STILL
    }

    /**
     * A packet in a broadcast domain.
     *
     * @param sender the node that sent it; null: somebody else did
     * @param instance that it is about, by its VRID
     */
    record Packet(String segment, SimMachine sender, int instance, Datagram datagram) {
        /** A packet of somebody who is no node. */
        static Packet ofStranger(String segment, Datagram datagram) {
            return new Packet(segment, null, -1, datagram);
        }
    }

    /**
     * @param clock its clocks
     * @param addressesExpire whether its kernel lets lifetimes end
     */
    SimMachine(Seat seat, Timeline timeline, SimClock clock, Dice dice, boolean addressesExpire) {
        this.seat = seat;
        this.timeline = timeline;
        this.clock = clock;
        this.kernel = new SimKernel(this, dice, addressesExpire);
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

    SimKernel kernel() {
        return kernel;
    }

    Disk disk() {
        return disk;
    }

    SimClock clock() {
        return clock;
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

    /** The interface of this name; null if there is none. */
    Nic nic(InterfaceName device) {
        int index = nicIndex(device);
        return index < 0 ? null : seat.nics().get(index);
    }

    /** The place of an interface among the machine's; −1 if there is none of this name. */
    int nicIndex(InterfaceName device) {
        for (int i = 0; i < seat.nics().size(); i++) {
            if (seat.nics().get(i).device().equals(device)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether this is one of the machine's own addresses. */
    boolean owns(IpAddress address) {
        for (Nic nic : seat.nics()) {
            if (nic.owns(address)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the machine is awake and an interface has carrier. */
    boolean isLinkUp(Nic nic) {
        return freeze == null && kernel.isLinkUp(nic.device());
    }

    /** Whether packets from and to this machine's own address on its first interface can leave and arrive. */
    boolean isReachable() {
        return isLinkUp(seat.nic()) && kernel.hasOwn();
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
        return clock.monotonic();
    }

    /** Lets something happen here when this machine's clock shows that, and not while the machine stands still. */
    void at(long dueLocal, Runnable action) {
        timeline.after(clock.until(dueLocal), () -> due(dueLocal, action));
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

    void freeze(Freeze how) {
        if (freeze == null) {
            freeze = how;
            if (how.clock != ClockOf.RUNS_ON) {
                clock.stop();
            }
        }
    }

    void thaw() {
        if (freeze == null) {
            return;
        }
        if (freeze.clock != ClockOf.RUNS_ON) {
            clock.goOn(freeze.clock == ClockOf.STANDS_STILL);
        }
        freeze = null;
        thawedAt = local();
        List<Packet> packets = List.copyOf(kept);
        kept.clear();
        packets.forEach(this::receive);
        List<Runnable> overdue = List.copyOf(postponed);
        postponed.clear();
        overdue.forEach(action -> timeline.after(0, action));
    }

    /** The machine loses its power: nothing is left but its clocks. It is silent until {@link #thaw}. */
    void powerOff() {
        if (process != null) {
            process.end();
        }
        kernel.forget();
        kept.clear();
        freeze(new Freeze(ClockOf.RUNS_ON, false));
    }

    void receive(Packet packet) {
        if (freeze != null) {
            if (freeze.keepsPackets && kept.size() < KEPT_PACKETS) {
                kept.add(packet);
            }
            return;
        }
        for (Nic nic : seat.nics()) {
            if (process != null
                    && nic.segment().equals(packet.segment)
                    && isFor(packet.datagram.destination(), nic)
                    && kernel.isLinkUp(nic.device())) {
                process.packetArrived(nic.device(), packet);
            }
        }
    }

    /**
     * Another machine says that it has an address.
     *
     * @param from its card
     */
    void claimed(Nic from, IpAddress address) {
        if (freeze != null || process == null) {
            return;
        }
        for (Nic nic : seat.nics()) {
            if (nic.segment().equals(from.segment()) && kernel.isLinkUp(nic.device())) {
                process.claimHeard(nic.device(), address, from.mac());
            }
        }
    }

    private boolean isFor(IpAddress destination, Nic nic) {
        return destination.isMulticast() || (kernel.hasOwn() && nic.owns(destination));
    }

    void kernelChanged() {
        if (process != null) {
            process.kernelChanged();
        }
    }
}
