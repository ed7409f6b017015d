package org.vipagent.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
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

    private static final int TURNS_OF_AN_INSTANCE = 4;
    // Removing the addresses is local and quick; a kernel that does not answer must not keep the process alive.
    private static final long KERNEL_GRACE_NANOS = 2_000_000_000L;

    private final Outbox outbox = new Outbox();
    private final Announcer announcer = new Announcer(outbox);
    private final KernelLevels kernel;
    private final UnknownVrids unknownVrids;
    private Instance.Shared shared;
    private Roster roster;
    private List<InterfaceState> known = List.of();
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
        this.shared = new Instance.Shared(random, outbox, announcer, 0);
        this.roster = new Roster(instances(config, Map.of(), now), List.of());
        this.kernel = new KernelLevels(roster.addresses());
        this.unknownVrids = new UnknownVrids(config.logUnknownVrids(), outbox);
        kernel.stale(now);
        settle(now);
    }

    /** Those that are there already take over what is new; the others are made. */
    private List<Instance> instances(NodeConfig config, Map<RouterKey, Instance> present, long now) {
        List<ProbeRota> probes = ProbeRota.of(config.instances());
        List<Instance> instances = new ArrayList<>();
        for (InstanceConfig one : config.instances()) {
            ProbeRota rota = probes.get(instances.size());
            Instance instance = present.get(one.router().key());
            if (instance == null) {
                instance = new Instance(one, rota, shared, now);
            } else {
                instance.reconfigured(one, rota, shared, now);
            }
            instances.add(instance);
        }
        return instances;
    }

    /**
     * Exchanges the configuration in one go. Instances are matched by interface, family and VRID: state, mastership and
     * epoch go on, whatever else has changed of them is taken over. Those that are not among the new ones stop as planned,
     * those that were not among the old ones start.
     *
     * @return false if nothing was exchanged, since the node is stopping
     */
    public boolean reconfigured(NodeConfig config, long now) {
        if (stopping) {
            return false;
        }
        Map<RouterKey, Instance> present = new LinkedHashMap<>();
        roster.configured().forEach(i -> present.put(i.config().router().key(), i));
        Map<RouterKey, Instance> removed = new LinkedHashMap<>(present);
        for (InstanceConfig one : config.instances()) {
            Optional.ofNullable(removed.remove(one.router().key())).ifPresent(i -> i.renamed(one.name()));
        }
        // First, since one that stays may get the name of one that goes.
        removed.values().forEach(i -> i.stop(now));
        shared = shared.reloaded();
        List<Instance> leaving = new ArrayList<>(roster.leaving());
        leaving.addAll(removed.values());
        roster = new Roster(instances(config, present, now), leaving);
        outbox.use(new NodeEffect.UseChannels(roster.channels()));
        kernel.reconfigured(roster.addresses(), now);
        unknownVrids.tell(config.logUnknownVrids());
        if (!known.isEmpty()) {
            look(now);
        }
        settle(now);
        return true;
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
        int vrid = AdvertCodec.peekVrid(datagram);
        Instance instance = roster.router(device, datagram.source().family(), vrid);
        if (instance == null) {
            unknownVrids.heard(device, vrid, datagram.source(), now);
            return;
        }
        instance.packet(datagram, now);
        touched(instance, now);
    }

    /** Another station answers for an address, ours or not, or announces it. */
    public void claimed(InterfaceName device, IpAddress address, MacAddress station, long now) {
        Instance instance = roster.holderOf(new Place(device, address));
        if (instance != null) {
            instance.claimed(address, station, now);
            touched(instance, now);
            settle(now);
        }
        answered(device, address, now);
    }

    /** Instances of the same interface may have asked for that station. */
    private void answered(InterfaceName device, IpAddress address, long now) {
        Instance[] routers = roster.on(device);
        for (int i = 0; i < routers.length; i++) {
            if (routers[i] != null && routers[i].answered(address, now)) {
                touched(routers[i], now);
            }
        }
    }

    /** All interfaces with their addresses, as the kernel shows them now. */
    public void interfaces(List<InterfaceState> all, long now) {
        known = all;
        look(now);
        kernel.seen(all, now);
        settle(now);
    }

    private void look(long now) {
        Map<InterfaceName, InterfaceView> views = new HashMap<>();
        for (InterfaceState state : known) {
            if (roster.uses(state.name())) {
                views.put(state.name(), kernel.view(state));
            }
        }
        for (Instance instance : roster.all()) {
            InterfaceName device = instance.config().router().key().interfaceName();
            instance.interfaceSeen(Optional.ofNullable(views.get(device)), now);
            touched(instance, now);
        }
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
        for (Instance instance : roster.all()) {
            instance.kernelApplied(report, now);
            touched(instance, now);
        }
        settle(now);
    }

    /** The answer to a {@link NodeEffect.LookAtCloud}. */
    public void cloudLooked(String instance, long ticket, Observation observation, long now) {
        follow(instance, following -> following.looked(ticket, observation, now), now);
    }

    /** What became of an {@link NodeEffect.ExecuteStage}. */
    public void cloudExecuted(String instance, long ticket, Stage stage, StageOutcome outcome, long now) {
        follow(instance, following -> following.executed(ticket, stage, outcome, now), now);
    }

    /** A call of an {@link NodeEffect.ExecuteStage} failed, and the stage goes on. */
    public void cloudTroubled(String instance, long ticket, CloudFailure failure, long now) {
        follow(instance, following -> following.troubled(ticket, failure, now), now);
    }

    private void follow(String name, Consumer<Following> answer, long now) {
        Instance instance = roster.named(name);
        if (instance != null && !stopping) {
            instance.following().ifPresent(answer);
            touched(instance, now);
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
        for (Instance instance : roster.configured()) {
            boolean meant = name.map(instance.config().name()::equals)
                    .orElse(instance.following().isPresent());
            if (meant && !stopping) {
                FollowAnswer.Word word =
                        instance.following().map(f -> f.followNow(now)).orElse(FollowAnswer.Word.NO_CLOUD);
                answers.add(new FollowAnswer(instance.config().name(), word));
                touched(instance, now);
            }
        }
        return answers;
    }

    /** What would be done in the clouds, by the last look; of each instance that claims something in one. */
    public List<CloudPlans> cloudPlans(long now) {
        return roster.configured().stream()
                .flatMap(i -> i.following().stream())
                .map(following -> following.plans(now))
                .toList();
    }

    /** The machine stood still; the clocks show it. */
    public void resumed(long now) {
        outbox.record(now, Severity.WARNING, "node", "this machine stood still for a while");
        for (Instance instance : roster.all()) {
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
        for (Instance instance : roster.all()) {
            instance.stop(now);
            touched(instance, now);
        }
        settle(now);
    }

    /** Time has come to {@link #nextDeadline()}; everything that waited has been given before. */
    public void deadline(long now) {
        // Bounded, so that one that is due again and again cannot keep the others' effects from being carried out.
        int turns = TURNS_OF_AN_INSTANCE * roster.all().size();
        for (int left = turns; left > 0 && roster.earliestAt() <= now; left--) {
            Instance instance = roster.earliest();
            instance.deadline(now);
            touched(instance, now);
        }
        announcer.send(now);
        settle(now);
    }

    /** When {@link #deadline} is to be called; {@link #NEVER} when nothing is due. */
    public long nextDeadline() {
        long others = Math.min(Math.min(kernel.nextDeadline(), announcer.nextDeadline()), giveUpAt);
        return finished ? NEVER : Math.min(roster.earliestAt(), others);
    }

    /** The next effect in the order of decision, or null when there is none. */
    public NodeEffect pollEffect() {
        return outbox.poll();
    }

    /** The state as a value. */
    public NodeSnapshot snapshot(long now) {
        List<InstanceSnapshot> all = new ArrayList<>();
        for (Instance instance : roster.all()) {
            all.add(instance.snapshot(kernel.failureAmong(instance.config().addresses()), now));
        }
        return new NodeSnapshot(now, all, outbox.events(), unknownVrids.count());
    }

    /** After every input to an instance. */
    private void touched(Instance instance, long now) {
        roster.touched(instance);
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
        } else if (!roster.leaving().isEmpty()) {
            forgetTheGone();
        }
    }

    private void forgetTheGone() {
        roster.withoutTheGone().ifPresent(others -> {
            roster = others;
            outbox.use(new NodeEffect.UseChannels(roster.channels()));
        });
    }

    private Set<ManagedAddress> wantedAddresses() {
        Set<ManagedAddress> wanted = new HashSet<>();
        roster.all().forEach(i -> wanted.addAll(i.wantedAddresses()));
        return wanted;
    }

    private void finishIfDone(long now) {
        boolean silent = roster.all().stream().allMatch(Instance::isStopped);
        if (silent && giveUpAt == NEVER) {
            giveUpAt = now + KERNEL_GRACE_NANOS;
        }
        if (silent && (kernel.settled() || now >= giveUpAt)) {
            finished = true;
            outbox.add(new NodeEffect.Finished());
        }
    }
}
