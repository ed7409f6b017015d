package org.vipagent.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.node.NodeEvent.Severity;
import org.vipagent.vrrp.RouterKey;
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
    private static final int TURNS_OF_AN_INSTANCE = 4;
    // Removing the addresses is local and quick; a kernel that does not answer must not keep the process alive.
    private static final long KERNEL_GRACE_NANOS = 2_000_000_000L;

    private final List<Instance> instances = new ArrayList<>();
    private final Map<String, Instance> byName = new HashMap<>();
    private final Map<Place, Instance> byPlace = new HashMap<>();
    private final Map<InterfaceName, Instance[]> byDevice = new HashMap<>();
    private final DeadlineQueue deadlines;
    private final Outbox outbox = new Outbox();
    private final Announcer announcer = new Announcer(outbox);
    private final KernelLevels kernel;
    private final UnknownVrids unknownVrids;
    private boolean stopping;
    private boolean finished;
    private long giveUpAt = NEVER;

    /**
     * A node that waits for its first {@link #interfaces}. It asks the kernel at once to remove what an earlier process
     * left.
     *
     * @param random for jitter
     */
    public Node(NodeConfig config, RandomGenerator random, long now) {
        List<ManagedAddress> managed = new ArrayList<>();
        List<ProbeRota> probes = ProbeRota.of(config.instances());
        Instance.Shared shared = new Instance.Shared(random, outbox, announcer);
        for (InstanceConfig instanceConfig : config.instances()) {
            ProbeRota rota = probes.get(instances.size());
            Instance instance = new Instance(instances.size(), instanceConfig, rota, shared, now);
            instances.add(instance);
            byName.put(instanceConfig.name(), instance);
            instanceConfig.addresses().forEach(a -> byPlace.put(Place.of(a), instance));
            RouterKey key = instanceConfig.router().key();
            byDevice.computeIfAbsent(key.interfaceName(), d -> new Instance[2 * VRIDS])[
                    slot(key.family(), key.vrid())] = instance;
            managed.addAll(instanceConfig.addresses());
        }
        this.deadlines = new DeadlineQueue(instances.size());
        this.kernel = new KernelLevels(managed);
        this.unknownVrids = new UnknownVrids(config.logUnknownVrids(), outbox);
        instances.forEach(i -> touched(i, now));
        kernel.stale(now);
        settle(now);
    }

    private static int slot(AddressFamily family, int vrid) {
        return family == AddressFamily.INET ? vrid : VRIDS + vrid;
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
        Instance instance = routers == null || vrid < 0
                ? null
                : routers[slot(datagram.source().family(), vrid)];
        if (instance == null) {
            unknownVrids.heard(device, vrid, datagram.source(), now);
            return;
        }
        instance.packet(datagram, now);
        touched(instance, now);
    }

    /** Another station answers for an address, ours or not, or announces it. */
    public void claimed(InterfaceName device, IpAddress address, MacAddress station, long now) {
        Instance instance = byPlace.get(new Place(device, address));
        if (instance != null) {
            instance.claimed(address, station, now);
            touched(instance, now);
            settle(now);
        }
        answered(device, address, now);
    }

    /** Instances of the same interface may have asked for that station. */
    private void answered(InterfaceName device, IpAddress address, long now) {
        Instance[] routers = byDevice.get(device);
        for (int i = 0; routers != null && i < routers.length; i++) {
            if (routers[i] != null && routers[i].answered(address, now)) {
                touched(routers[i], now);
            }
        }
    }

    /** All interfaces with their addresses, as the kernel shows them now. */
    public void interfaces(List<InterfaceState> all, long now) {
        Map<InterfaceName, InterfaceView> views = new HashMap<>();
        for (InterfaceState state : all) {
            if (byDevice.containsKey(state.name())) {
                views.put(state.name(), kernel.view(state));
            }
        }
        for (Instance instance : instances) {
            InterfaceName device = instance.config().router().key().interfaceName();
            instance.interfaceSeen(Optional.ofNullable(views.get(device)), now);
            touched(instance, now);
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
        if (!failedBefore && !report.failures().isEmpty()) {
            report.failures()
                    .forEach((address, text) -> outbox.record(now, Severity.TROUBLE, address.toString(), text));
        }
        for (Instance instance : instances) {
            instance.kernelApplied(report, now);
            touched(instance, now);
        }
        settle(now);
    }

    /** The answer to a {@link NodeEffect.LookAtCloud}. */
    public void cloudLooked(String instance, long ticket, Observation observation, long now) {
        Instance target = byName.get(instance);
        if (target != null && !stopping) {
            target.cloudLooked(ticket, observation, now);
            touched(target, now);
        }
    }

    /** What became of an {@link NodeEffect.ExecuteStage}. */
    public void cloudExecuted(String instance, long ticket, Stage stage, StageOutcome outcome, long now) {
        Instance target = byName.get(instance);
        if (target != null && !stopping) {
            target.cloudExecuted(ticket, stage, outcome, now);
            touched(target, now);
        }
    }

    /** A call of an {@link NodeEffect.ExecuteStage} failed, and the stage goes on. */
    public void cloudTroubled(String instance, long ticket, CloudFailure failure, long now) {
        Instance target = byName.get(instance);
        if (target != null && !stopping) {
            target.cloudTroubled(ticket, failure, now);
        }
    }

    /**
     * The operator wants the cloud to follow at once, whatever that interrupts.
     *
     * @param name of one instance; empty: all that claim something in a cloud
     * @return what each of them says; nothing if there is none
     */
    public List<FollowAnswer> followNow(Optional<String> name, long now) {
        List<FollowAnswer> answers = new ArrayList<>();
        for (Instance instance : instances) {
            boolean meant = name.map(instance.config().name()::equals)
                    .orElse(instance.config().cloud().isPresent());
            if (meant && !stopping) {
                answers.add(new FollowAnswer(instance.config().name(), instance.followNow(now)));
                touched(instance, now);
            }
        }
        return answers;
    }

    /** What would be done in the clouds, by the last look; of each instance that claims something in one. */
    public List<CloudPlans> cloudPlans(long now) {
        return instances.stream().flatMap(i -> i.cloudPlans(now).stream()).toList();
    }

    /** The machine stood still; the clocks show it. */
    public void resumed(long now) {
        outbox.record(now, Severity.WARNING, "node", "this machine stood still for a while");
        for (Instance instance : instances) {
            instance.resumed(now);
            touched(instance, now);
        }
        settle(now);
    }

    /** Hand mastership over and give everything back; {@link NodeEffect.Finished} follows. */
    public void stop(long now) {
        if (stopping) {
            return;
        }
        stopping = true;
        for (Instance instance : instances) {
            instance.stop(now);
            touched(instance, now);
        }
        settle(now);
    }

    /** Time has come to {@link #nextDeadline()}; everything that waited has been given before. */
    public void deadline(long now) {
        // Bounded, so that one that is due again and again cannot keep the others' effects from being carried out.
        for (int left = TURNS_OF_AN_INSTANCE * instances.size(); left > 0 && deadlines.earliestAt() <= now; left--) {
            Instance instance = instances.get(deadlines.earliest());
            instance.deadline(now);
            touched(instance, now);
        }
        announcer.send(now);
        settle(now);
    }

    /** When {@link #deadline} is to be called; {@link #NEVER} when nothing is due. */
    public long nextDeadline() {
        long others = Math.min(Math.min(kernel.nextDeadline(), announcer.nextDeadline()), giveUpAt);
        return finished ? NEVER : Math.min(deadlines.earliestAt(), others);
    }

    /** The next effect in the order of decision, or null when there is none. */
    public NodeEffect pollEffect() {
        return outbox.poll();
    }

    /** The state as a value. */
    public NodeSnapshot snapshot(long now) {
        List<InstanceSnapshot> all = new ArrayList<>();
        for (Instance instance : instances) {
            all.add(instance.snapshot(kernel.failureAmong(instance.config().addresses()), now));
        }
        return new NodeSnapshot(now, all, outbox.events(), unknownVrids.count());
    }

    /** After every input to an instance. */
    private void touched(Instance instance, long now) {
        deadlines.set(instance.index(), instance.nextDeadline());
        if (instance.wantsChanged()) {
            kernel.stale(now);
        }
    }

    /** The kernel's level follows the roles, and a stop ends when all is given back. */
    private void settle(long now) {
        if (kernel.nextDeadline() <= now) {
            kernel.due(this::wantedAddresses, now).ifPresent(outbox::wish);
        }
        if (stopping && !finished) {
            finishIfDone(now);
        }
    }

    private Set<ManagedAddress> wantedAddresses() {
        Set<ManagedAddress> wanted = new HashSet<>();
        instances.forEach(i -> wanted.addAll(i.wantedAddresses()));
        return wanted;
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
