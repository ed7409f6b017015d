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
    static final InterfaceName DEVICE = new InterfaceName("eth0");

    private static final long SECOND = 1_000_000_000L;
    /** The kernel looks for expired addresses about once a second (net/ipv4/devinet.c, check_lifetime). */
    private static final long EXPIRY_GRAIN_NANOS = SECOND;

    private final SimMachine machine;
    private final Cidr own;
    private final Dice dice;
    private final boolean expires;
    private final List<Held> table = new ArrayList<>(4);
    private int linksDown;
    private int ownLost;
    private int refusals;

    private static final class Held {
        private final ManagedAddress address;
        private long endsAt;

        Held(ManagedAddress address, long endsAt) {
            this.address = address;
            this.endsAt = endsAt;
        }
    }

    /**
     * @param own the machine's own address
     * @param expires whether lifetimes end
     */
    SimKernel(SimMachine machine, Cidr own, Dice dice, boolean expires) {
        this.machine = machine;
        this.own = own;
        this.dice = dice;
        this.expires = expires;
    }

    boolean isLinkUp() {
        return linksDown == 0;
    }

    void linkDown(boolean on) {
        linksDown += on ? 1 : -1;
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
    }

    boolean isRefusing() {
        return refusals > 0;
    }

    boolean holds(IpAddress address) {
        for (int i = 0; i < table.size(); i++) {
            if (table.get(i).address.address().address().equals(address)) {
                return true;
            }
        }
        return false;
    }

    /** Somebody else than the agent takes all virtual addresses away. */
    void flush() {
        if (!table.isEmpty()) {
            table.clear();
            machine.kernelChanged();
        }
    }

    List<InterfaceState> interfaces() {
        List<Cidr> addresses = new ArrayList<>(table.size() + 1);
        if (hasOwn()) {
            addresses.add(own);
        }
        for (Held held : table) {
            addresses.add(held.address.address());
        }
        return List.of(new InterfaceState(DEVICE, isLinkUp(), addresses));
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
