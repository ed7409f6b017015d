package org.vipagent.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.net.InterfaceName;
import org.vipagent.node.NodeEvent.Severity;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.Datagram;

/**
 * One machine's logic. Feed it everything that waits, then call {@link #deadline} if one is due, then take the effects.
 *
 * <p>Owned by one thread; {@code now} is nanoseconds of a monotonic clock and never negative.
 */
public final class Node {
    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int VRIDS = 256;
    // Removing the addresses is local and quick; a kernel that does not answer must not keep the process alive.
    private static final long KERNEL_GRACE_NANOS = 2_000_000_000L;

    private final List<Instance> instances = new ArrayList<>();
    private final Map<String, Instance> byName = new HashMap<>();
    private final Map<InterfaceName, Instance[]> byDevice = new HashMap<>();
    private final Outbox outbox = new Outbox();
    private final KernelLevels kernel;
    private boolean stopping;
    private boolean finished;
    private long giveUpAt = NEVER;
    private long unknownVrids;

    /**
     * A node that waits for its first {@link #interfaces}. It asks the kernel at once to remove what an earlier process
     * left.
     *
     * @param random for jitter
     */
    public Node(NodeConfig config, RandomGenerator random, long now) {
        List<ManagedAddress> managed = new ArrayList<>();
        for (InstanceConfig instanceConfig : config.instances()) {
            Instance instance = new Instance(instanceConfig, random, outbox, now);
            instances.add(instance);
            byName.put(instanceConfig.name(), instance);
            InterfaceName device = instanceConfig.router().key().interfaceName();
            byDevice.computeIfAbsent(device, d -> new Instance[VRIDS])[
                    instanceConfig.router().key().vrid()] = instance;
            managed.addAll(instanceConfig.addresses());
        }
        this.kernel = new KernelLevels(managed);
        kernel.want(Set.of(), now);
        settle(now);
    }

    /**
     * The wall clock as it is in this turn; nothing is scheduled by it.
     *
     * @param nanos since 1970
     */
    public void realtime(long nanos) {
        outbox.realtime(nanos);
    }

    /** A VRRP packet from the wire. */
    public void packet(InterfaceName device, Datagram datagram, long now) {
        Instance[] routers = byDevice.get(device);
        int vrid = AdvertCodec.peekVrid(datagram);
        if (routers == null || vrid < 0 || routers[vrid] == null) {
            unknownVrids++;
            return;
        }
        routers[vrid].packet(datagram, now);
        settle(now);
    }

    /** All interfaces with their addresses, as the kernel shows them now. */
    public void interfaces(List<InterfaceState> all, long now) {
        for (Instance instance : instances) {
            InterfaceName device = instance.config().router().key().interfaceName();
            Optional<InterfaceState> state =
                    all.stream().filter(i -> i.name().equals(device)).findFirst();
            instance.interfaceSeen(state, kernel, now);
        }
        kernel.seen(all, now);
        settle(now);
    }

    /** What became of an {@link NodeEffect.ApplyAddresses}. */
    public void kernelApplied(KernelReport report, long now) {
        boolean failedBefore = kernel.hasFailures();
        if (!kernel.applied(report, now)) {
            return;
        }
        if (!failedBefore) {
            report.failures()
                    .forEach((address, text) -> outbox.record(now, Severity.TROUBLE, address.toString(), text));
        }
        for (Instance instance : instances) {
            boolean anyFailure =
                    kernel.failureAmong(instance.config().addresses()).isPresent();
            instance.kernelApplied(report, anyFailure, now);
        }
        settle(now);
    }

    /** The answer to a {@link NodeEffect.LookAtCloud}. */
    public void cloudLooked(String instance, long ticket, Observation observation, long now) {
        Instance target = byName.get(instance);
        if (target != null && !stopping) {
            target.cloudLooked(ticket, observation, now);
        }
    }

    /** The outcome of an {@link NodeEffect.ExecuteStep}. */
    public void cloudExecuted(String instance, long ticket, Step step, StepOutcome outcome, long now) {
        Instance target = byName.get(instance);
        if (target != null && !stopping) {
            target.cloudExecuted(ticket, step, outcome, now);
        }
    }

    /** The machine stood still; the clocks show it. */
    public void resumed(long now) {
        outbox.record(now, Severity.WARNING, "node", "this machine stood still for a while");
        instances.forEach(i -> i.resumed(now));
        settle(now);
    }

    /** Hand mastership over and give everything back; {@link NodeEffect.Finished} follows. */
    public void stop(long now) {
        if (stopping) {
            return;
        }
        stopping = true;
        instances.forEach(i -> i.stop(now));
        settle(now);
    }

    /** Time has come to {@link #nextDeadline()}; everything that waited has been given before. */
    public void deadline(long now) {
        for (Instance instance : instances) {
            if (instance.nextDeadline() <= now) {
                instance.deadline(now);
            }
        }
        settle(now);
    }

    /** When {@link #deadline} is to be called; {@link #NEVER} when nothing is due. */
    public long nextDeadline() {
        long next = Math.min(kernel.nextDeadline(), giveUpAt);
        for (Instance instance : instances) {
            next = Math.min(next, instance.nextDeadline());
        }
        return finished ? NEVER : next;
    }

    /** The next effect in the order of decision, or null when there is none. */
    public NodeEffect pollEffect() {
        return outbox.poll();
    }

    /** The state as a value. */
    public NodeSnapshot snapshot(long now) {
        List<InstanceSnapshot> all = new ArrayList<>();
        for (Instance instance : instances) {
            all.add(instance.snapshot(kernel.failureAmong(instance.config().addresses())));
        }
        return new NodeSnapshot(now, all, outbox.events(), unknownVrids);
    }

    /** After every input: the kernel's level follows the roles, and a stop ends when all is given back. */
    private void settle(long now) {
        boolean changed = false;
        for (int i = 0; i < instances.size(); i++) {
            changed |= instances.get(i).wantsChanged();
        }
        if (changed) {
            Set<ManagedAddress> wanted = new HashSet<>();
            instances.forEach(i -> wanted.addAll(i.wantedAddresses()));
            kernel.want(wanted, now);
        }
        if (kernel.nextDeadline() <= now) {
            kernel.due(now).ifPresent(outbox::add);
        }
        if (stopping && !finished) {
            finishIfDone(now);
        }
    }

    private void finishIfDone(long now) {
        boolean silent = instances.stream().allMatch(Instance::isStopped);
        if (silent && giveUpAt == NEVER) {
            giveUpAt = now + KERNEL_GRACE_NANOS;
        }
        if (silent && (kernel.settled() || now >= giveUpAt)) {
            finished = true;
            outbox.add(new NodeEffect.Finished());
        }
    }
}
