package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.node.InterfaceState;
import org.vipagent.node.KernelReport;
import org.vipagent.node.ManagedAddress;
import org.vipagent.node.NodeEffect;

/** A machine's address table: addresses go by themselves when their lifetime ends and nobody renewed them. */
final class SimKernel {
    private static final long SECOND = 1_000_000_000L;
    private static final long SLOW_NANOS = SECOND / 2;
    /** Within this time a node repeats what was refused. */
    private static final long REPEAT_NANOS = 3 * SECOND;
    /** The kernel looks for expired addresses about once a second (net/ipv4/devinet.c, check_lifetime). */
    private static final long EXPIRY_GRAIN_NANOS = SECOND;

    private static final List<IpAddress> GATEWAYS = List.of(IpAddress.parse("10.5.0.1"), IpAddress.parse("fe80::1"));

    private final SimMachine machine;
    private final Dice dice;
    private final boolean expires;
    private final List<Held> table = new ArrayList<>(4);
    private final int[] linksDown;
    private int ownLost;
    private int refusals;
    private int slowness;
    private long troubledAt = -REPEAT_NANOS;

    private static final class Held {
        private final ManagedAddress address;
        private long endsAt;

        Held(ManagedAddress address, long endsAt) {
            this.address = address;
            this.endsAt = endsAt;
        }
    }

    /**
     * @param expires whether lifetimes end
     */
    SimKernel(SimMachine machine, Dice dice, boolean expires) {
        this.machine = machine;
        this.linksDown = new int[machine.seat().nics().size()];
        this.dice = dice;
        this.expires = expires;
    }

    boolean isLinkUp(InterfaceName device) {
        return linksDown[machine.nicIndex(device)] == 0;
    }

    /** An interface loses its carrier, or gets it back. */
    void linkDown(InterfaceName device, boolean on) {
        linksDown[machine.nicIndex(device)] += on ? 1 : -1;
        machine.kernelChanged();
    }

    /** The machine's own address goes, or comes back. */
    void loseOwn(boolean on) {
        ownLost += on ? 1 : -1;
        machine.kernelChanged();
    }

    boolean hasOwn() {
        return ownLost == 0;
    }

    void refuses(boolean on) {
        refusals += on ? 1 : -1;
        troubledAt = machine.local();
    }

    /** From now on, or no longer, everything takes its time. */
    void slow(boolean on) {
        slowness += on ? 1 : -1;
        troubledAt = machine.local();
    }

    /** How much longer than usual this kernel may take. */
    long delayNanos() {
        return slowness > 0 ? SLOW_NANOS : 0;
    }

    /** Whether requests are carried out at once, and nothing that was refused or undone is still to be repeated. */
    boolean isReliable() {
        return refusals == 0 && slowness == 0 && machine.local() - troubledAt > REPEAT_NANOS;
    }

    boolean isRefusing() {
        return refusals > 0;
    }

    boolean holds(IpAddress address) {
        return find(address) != null;
    }

    /** The interface that a virtual address is on; null if it is on none. */
    Nic holder(IpAddress address) {
        Held held = find(address);
        return held == null ? null : machine.nic(held.address.device());
    }

    private Held find(IpAddress address) {
        for (int i = 0; i < table.size(); i++) {
            Held held = table.get(i);
            if (held.address.address().address().equals(address)) {
                return held;
            }
        }
        return null;
    }

    /** Somebody else than the agent takes all virtual addresses away. */
    void flush() {
        // What is taken away again and again is put back ten times a second only.
        troubledAt = machine.local();
        if (!table.isEmpty()) {
            table.clear();
            machine.kernelChanged();
        }
    }

    /** Nothing is left of what was there, as after a power cut. */
    void forget() {
        table.clear();
    }

    List<InterfaceState> interfaces() {
        List<InterfaceState> all = new ArrayList<>();
        for (Nic nic : machine.seat().nics()) {
            List<Cidr> addresses = new ArrayList<>(hasOwn() ? nic.own() : List.of());
            for (Held held : table) {
                if (held.address.device().equals(nic.device())) {
                    addresses.add(held.address.address());
                }
            }
            all.add(new InterfaceState(nic.device(), isLinkUp(nic.device()), addresses, Set.of(), GATEWAYS));
        }
        return all;
    }

    /** Carries a request out, all of it at this instant. */
    KernelReport apply(NodeEffect.ApplyAddresses request) {
        Set<ManagedAddress> added = new HashSet<>();
        Map<ManagedAddress, String> failures = new HashMap<>();
        boolean changed = false;
        for (Iterator<Held> all = table.iterator(); all.hasNext(); ) {
            Held held = all.next();
            if (!request.wanted().contains(held.address)
                    && request.managed().contains(held.address)
                    && !refused(held.address, "RTM_DELADDR", failures)) {
                all.remove();
                changed = true;
            }
        }
        for (ManagedAddress wanted : request.wanted()) {
            Held held = find(wanted);
            if (refused(wanted, "RTM_NEWADDR", failures)) {
                continue;
            }
            if (held == null) {
                held = new Held(wanted, 0);
                table.add(held);
                added.add(wanted);
                changed = true;
            }
            renew(held);
        }
        if (changed) {
            machine.kernelChanged();
        }
        return new KernelReport(request.generation(), added, failures);
    }

    private boolean refused(ManagedAddress address, String what, Map<ManagedAddress, String> failures) {
        if (machine.nic(address.device()) == null) {
            failures.put(address, what + ": No such device");
            return true;
        }
        boolean refuses = refusals > 0 && dice.chance(0.7);
        if (refuses) {
            failures.put(address, what + ": Operation not permitted");
        }
        return refuses;
    }

    private Held find(ManagedAddress wanted) {
        for (Held held : table) {
            if (held.address.equals(wanted)) {
                return held;
            }
        }
        return null;
    }

    private void renew(Held held) {
        long lifetime = held.address.lifetimeSeconds() * SECOND;
        if (lifetime == 0 || !expires) {
            return;
        }
        long ends = machine.local() + lifetime;
        held.endsAt = ends;
        machine.at(ends + dice.between(0, EXPIRY_GRAIN_NANOS), () -> expire(held, ends));
    }

    private void expire(Held held, long ends) {
        if (held.endsAt == ends && table.remove(held)) {
            machine.kernelChanged();
        }
    }
}
