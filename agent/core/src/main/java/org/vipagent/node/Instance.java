package org.vipagent.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.follow.Follower;
import org.vipagent.follow.FollowerEffect;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEvent.Severity;
import org.vipagent.vrrp.Role;
import org.vipagent.vrrp.RouterEffect;
import org.vipagent.vrrp.RouterEvent;
import org.vipagent.vrrp.VirtualRouter;
import org.vipagent.vrrp.wire.Datagram;

/** One {@code vrrp_instance}: its virtual router, its follower, and the translation of their effects into the node's. */
final class Instance {
    private static final int MULTICAST_TTL = 255;

    private final InstanceConfig config;
    private final VirtualRouter router;
    private final Optional<Follower> follower;
    private final List<IpAddress> announced;
    private final Outbox outbox;

    private Optional<IpAddress> source = Optional.empty();
    private long since;
    private String cause = "not started";
    /** The epoch whose addresses the kernel has not confirmed yet; 0 when there is nothing to wait for. */
    private long awaitingKernel;

    private boolean wanted;
    private boolean stopping;

    Instance(InstanceConfig config, RandomGenerator random, Outbox outbox, long now) {
        this.config = config;
        this.router = new VirtualRouter(config.router());
        this.follower = config.cloud().map(c -> new Follower(c.config(), c.planner(), random, now));
        this.announced =
                config.addresses().stream().map(a -> a.address().address()).toList();
        this.outbox = outbox;
        this.since = now;
    }

    InstanceConfig config() {
        return config;
    }

    /** Whether {@link #wantedAddresses} differs from when this was asked last. */
    boolean wantsChanged() {
        boolean before = wanted;
        wanted = router.wantsAddresses();
        return wanted != before;
    }

    /** The addresses that belong into the kernel now. */
    List<ManagedAddress> wantedAddresses() {
        return router.wantsAddresses() ? config.addresses() : List.of();
    }

    void packet(Datagram datagram, long now) {
        perform(router.received(datagram, outbox.realtime(), now), now);
    }

    /**
     * The interface as it is now.
     *
     * @param state empty when there is no such interface
     * @param levels to tell virtual addresses from own ones
     */
    void interfaceSeen(Optional<InterfaceState> state, KernelLevels levels, long now) {
        if (stopping) {
            return;
        }
        Optional<String> trouble = trouble(state);
        Optional<IpAddress> found = state.flatMap(s -> primaryAddress(s, levels));
        if (trouble.isEmpty() && found.isEmpty()) {
            trouble = Optional.of(noSource());
        }
        if (trouble.isPresent()) {
            if (router.role() != Role.FAULT) {
                perform(router.fault(trouble.get(), now), now);
            }
            source = Optional.empty();
            return;
        }
        if (source.equals(found) && router.role() != Role.FAULT && router.role() != Role.STOPPED) {
            return;
        }
        source = found;
        perform(router.start(found.orElseThrow(), now), now);
    }

    private Optional<String> trouble(Optional<InterfaceState> state) {
        String device = config.router().key().interfaceName().name();
        if (state.isEmpty()) {
            return Optional.of("there is no interface " + device);
        }
        if (!state.get().running() && config.trackPrimary()) {
            return Optional.of("the link of " + device + " is down");
        }
        return Optional.empty();
    }

    private String noSource() {
        String device = config.router().key().interfaceName().name();
        return config.sourceAddress()
                .map(a -> device + " does not have the source address " + a)
                .orElse(device + " has no IPv4 address of its own");
    }

    private Optional<IpAddress> primaryAddress(InterfaceState state, KernelLevels levels) {
        List<IpAddress> own = new ArrayList<>();
        for (Cidr address : state.addresses()) {
            if (address.address().family() == AddressFamily.INET && !levels.isManaged(state.name(), address)) {
                own.add(address.address());
            }
        }
        if (config.sourceAddress().isPresent()) {
            return config.sourceAddress().filter(own::contains);
        }
        // A present source is kept while it is there: another address in front of it is no reason to change identity.
        return source.filter(own::contains).or(() -> own.stream().findFirst());
    }

    /** The kernel has answered the newest wish; {@code anyFailure} concerns this instance's addresses. */
    void kernelApplied(KernelReport report, boolean anyFailure, long now) {
        if (!router.wantsAddresses() || anyFailure) {
            return;
        }
        if (awaitingKernel != 0 && awaitingKernel == router.epoch()) {
            awaitingKernel = 0;
            perform(router.addressesApplied(now), now);
            return;
        }
        List<IpAddress> repaired = new ArrayList<>();
        for (ManagedAddress address : config.addresses()) {
            if (report.added().contains(address)) {
                repaired.add(address.address().address());
            }
        }
        if (!repaired.isEmpty()) {
            outbox.record(now, Severity.WARNING, config.name(), "put back, somebody had removed it: " + repaired);
            outbox.add(new NodeEffect.AnnounceAddresses(config.router().key().interfaceName(), repaired, 1));
        }
    }

    void cloudLooked(long ticket, Observation observation, long now) {
        follower.ifPresent(f -> follow(f.looked(ticket, observation, now), now));
    }

    void cloudExecuted(long ticket, Step step, StepOutcome outcome, long now) {
        follower.ifPresent(f -> follow(f.executed(ticket, step, outcome, now), now));
    }

    void resumed(long now) {
        perform(router.resumed(now), now);
    }

    void stop(long now) {
        stopping = true;
        perform(router.stop(now), now);
    }

    /** Whether nothing of this instance is left on the wire; the kernel may still hold its addresses. */
    boolean isStopped() {
        return router.role() == Role.STOPPED;
    }

    void deadline(long now) {
        if (router.nextDeadline() <= now) {
            perform(router.deadline(now), now);
        }
        if (follower.isPresent() && follower.get().nextDeadline() <= now && !stopping) {
            follow(follower.get().deadline(now), now);
        }
    }

    long nextDeadline() {
        long cloud =
                stopping ? Node.NEVER : follower.map(Follower::nextDeadline).orElse(Node.NEVER);
        return Math.min(router.nextDeadline(), cloud);
    }

    private void perform(List<RouterEffect> effects, long now) {
        for (RouterEffect effect : effects) {
            if (effect instanceof RouterEffect.SendAdvert advert) {
                send(advert.priority());
            } else if (effect instanceof RouterEffect.Announce announce) {
                outbox.add(new NodeEffect.AnnounceAddresses(
                        config.router().key().interfaceName(), announced, announce.repeat()));
            } else if (effect instanceof RouterEffect.RoleChanged change) {
                roleChanged(change, now);
            } else if (effect instanceof RouterEffect.Noted noted) {
                noted(noted, now);
            }
            // RouterEffect.Stopped needs nothing here: the node asks isStopped() after each input.
        }
    }

    private void send(int priority) {
        int ttl = config.router().unicast() ? config.unicastTtl() : MULTICAST_TTL;
        for (IpAddress destination : router.destinations()) {
            outbox.sendAdvert(router, priority, new Outbox.Route(source.orElseThrow(), destination, ttl));
        }
    }

    private void roleChanged(RouterEffect.RoleChanged change, long now) {
        since = now;
        cause = change.cause();
        Severity severity = change.to() == Role.FAULT ? Severity.TROUBLE : Severity.INFORMATION;
        outbox.record(now, severity, config.name(), change.from() + " -> " + change.to() + ": " + change.cause());
        if (change.to() == Role.MASTER) {
            awaitingKernel = change.epoch();
            outbox.add(new NodeEffect.MastershipChanged(config.name(), change.epoch()));
            follower.ifPresent(f -> follow(f.becameMaster(change.epoch(), now), now));
        } else if (change.from() == Role.MASTER) {
            awaitingKernel = 0;
            outbox.add(new NodeEffect.MastershipChanged(config.name(), 0));
            follower.ifPresent(f -> f.lostMastership(now));
        }
    }

    private void noted(RouterEffect.Noted noted, long now) {
        outbox.record(now, Severity.WARNING, config.name(), noted.text());
        if (noted.event() == RouterEvent.LOSER_HEARD) {
            follower.ifPresent(f -> follow(f.loserHeard(now), now));
        }
    }

    private void follow(List<FollowerEffect> effects, long now) {
        CloudBinding binding = config.cloud().orElseThrow();
        for (FollowerEffect effect : effects) {
            if (effect instanceof FollowerEffect.Look look) {
                outbox.add(new NodeEffect.LookAtCloud(
                        config.name(),
                        binding.provider(),
                        look.ticket(),
                        binding.config().claims()));
            } else if (effect instanceof FollowerEffect.Execute execute) {
                outbox.add(new NodeEffect.ExecuteStep(
                        config.name(), binding.provider(), execute.ticket(), execute.step()));
            } else if (effect instanceof FollowerEffect.Noted noted) {
                Severity severity = noted.trouble() ? Severity.TROUBLE : Severity.INFORMATION;
                outbox.record(now, severity, config.name(), "cloud: " + noted.text());
            }
        }
    }

    private String master() {
        return switch (router.role()) {
            case MASTER, LEAVING -> "this node";
            case BACKUP ->
                router.lastHeard()
                        .filter(s -> s.at() >= since)
                        .map(s -> s.source().toString())
                        .orElse("unknown");
            case STOPPED, FAULT -> "unknown";
        };
    }

    InstanceSnapshot snapshot(Optional<String> kernelFailure) {
        var counters = router.counters();
        Optional<String> cloudFailure = follower.flatMap(f -> f.status().failure())
                .map(f -> "cloud " + config.cloud().orElseThrow().provider() + ": " + f.describe());
        Optional<String> trouble =
                router.role() == Role.FAULT ? Optional.of(cause) : kernelFailure.or(() -> cloudFailure);
        List<String> dropped = counters.drops().entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .map(e -> e.getKey() + "=" + e.getValue())
                .sorted()
                .toList();
        return new InstanceSnapshot(
                config.name(),
                config.router().key().interfaceName().name(),
                config.router().key().vrid(),
                config.router().version(),
                router.role().name(),
                config.router().priority(),
                router.epoch(),
                since,
                cause,
                master(),
                config.addresses().stream().map(ManagedAddress::toString).toList(),
                router.wantsAddresses(),
                follower.map(Follower::status),
                config.cloud().map(CloudBinding::provider),
                new InstanceSnapshot.AdvertCounters(counters.sent(), counters.received(), dropped),
                trouble);
    }
}
