package org.vipagent.vrrp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.Datagram;

/** A router with an inbox, a kernel that takes two milliseconds, and a process that can be stopped. */
final class ScriptedNode {
    static final long KERNEL_NANOS = 2_000_000L;

    /** A message on its way. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Packet(IpAddress source, byte[] message, long arrivesAt) {}

    /** Effects of one input, and whether they are nothing but the advert that was due. */
    record Happened(List<RouterEffect> effects, boolean regular) {}

    final String name;
    final IpAddress address;
    final VirtualRouter router;
    private final Queue<Packet> inbox = new PriorityQueue<>(Comparator.comparingLong(Packet::arrivesAt));
    private boolean stopped;
    private boolean frozen;
    private boolean dead;
    private boolean holds;
    private long kernelAt = RouterState.NEVER;
    private boolean kernelWanted;

    ScriptedNode(String name, IpAddress address, RouterConfig config) {
        this.name = name;
        this.address = address;
        this.router = new VirtualRouter(config);
    }

    void deliver(Packet packet) {
        if (!dead && !frozen) {
            inbox.add(packet);
        }
    }

    void suspend() {
        stopped = true;
    }

    /** The whole machine stands still, as a hypervisor does it: what is sent to it meanwhile is lost. */
    void freeze() {
        stopped = true;
        frozen = true;
    }

    void resume() {
        stopped = false;
        frozen = false;
    }

    /** The whole machine is gone. */
    void crash() {
        dead = true;
        holds = false;
        inbox.clear();
    }

    boolean isUp() {
        return !dead;
    }

    boolean holdsAddresses() {
        return holds;
    }

    /** When this node has something to do. */
    long nextAt() {
        if (dead || stopped) {
            return RouterState.NEVER;
        }
        long packet = inbox.isEmpty() ? RouterState.NEVER : inbox.element().arrivesAt();
        return Math.min(Math.min(packet, kernelAt), router.nextDeadline());
    }

    /** One turn as the engine does it: packets, then the kernel's report, then deadlines. */
    List<Happened> turn(long now) {
        List<Happened> all = new ArrayList<>();
        while (!inbox.isEmpty() && inbox.element().arrivesAt() <= now) {
            Packet packet = inbox.remove();
            byte[] bytes = packet.message();
            Datagram datagram = new Datagram(packet.source(), AdvertCodec.GROUP, 255, bytes, 0, bytes.length);
            all.add(new Happened(router.received(datagram, 0, now), false));
        }
        if (kernelAt <= now) {
            kernelAt = RouterState.NEVER;
            holds = kernelWanted;
            if (holds) {
                all.add(new Happened(router.addressesApplied(now), false));
            }
        }
        while (router.nextDeadline() <= now) {
            // Each regular advert has its question before it; in these stories nobody answers.
            List<RouterEffect> effects = router.deadline(now).stream()
                    .filter(effect -> !(effect instanceof RouterEffect.ProbeRivals))
                    .toList();
            boolean regular = effects.equals(List.of(new RouterEffect.SendAdvert(router.priority())));
            all.add(new Happened(effects, regular));
        }
        return all;
    }

    /** Hands a changed wish to the kernel. */
    void askKernel(long now) {
        if (router.wantsAddresses() != (kernelAt == RouterState.NEVER ? holds : kernelWanted)) {
            kernelWanted = router.wantsAddresses();
            kernelAt = now + KERNEL_NANOS;
        }
    }

    /** Asks the kernel again for what it has, or is to have. */
    void confirm(long now) {
        kernelWanted = true;
        kernelAt = now + KERNEL_NANOS;
    }

    byte[] advert(int priority) {
        byte[] target = new byte[AdvertCodec.MAXIMUM_LENGTH];
        int length = router.encode(priority, AdvertCodec.GROUP, 0, target).length();
        return Arrays.copyOf(target, length);
    }
}
