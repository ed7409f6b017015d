package org.vipagent.node;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.node.NodeEvent.Severity;
import org.vipagent.vrrp.Role;
import org.vipagent.vrrp.RouterEffect;
import org.vipagent.vrrp.RouterEvent;
import org.vipagent.vrrp.VirtualRouter;
import org.vipagent.vrrp.wire.Datagram;

/** One {@code vrrp_instance}: its virtual router, its follower, and the translation of their effects into the node's. */
final class Instance {
    private static final int MULTICAST_TTL = 255;

    private final HeldAddresses held;
    private final VirtualRouter router;
    private final Announcing announcing;
    private final Outbox outbox;
    private int seat;
    private ProbeRota probes;
    private InstanceConfig config;
    private Optional<ManagedAddress> representative;
    private Optional<Following> following;
    private Witnesses witnesses;
    private SourceChoice sources;

    private Optional<InterfaceView> seen = Optional.empty();
    private Optional<IpAddress> source = Optional.empty();
    private List<IpAddress> destinations = List.of();
    private String trouble = "";
    private long since;
    private String cause = "not started";

    private boolean wanted;
    /** The kernel may have let the wanted addresses go. */
    private boolean inDoubt;
    /** In fault for what the witnesses say. */
    private boolean cutOff;

    /** The configuration has changed since the interface was looked at. */
    private boolean outdated;

    private boolean stopping;

    /**
     * What all instances of a node use.
     *
     * @param reloads how many there have been
     */
    record Shared(RandomGenerator random, Outbox outbox, Announcer announcer, long reloads) {
        /** The same, one reload later. */
        Shared reloaded() {
            return new Shared(random, outbox, announcer, reloads + 1);
        }
    }

    Instance(InstanceConfig config, ProbeRota probes, Shared shared, long now) {
        this.probes = probes;
        this.config = config;
        this.representative = config.representative();
        this.held = new HeldAddresses(config.addresses());
        this.router = new VirtualRouter(config.router());
        this.announcing = new Announcing(this, config, shared.announcer());
        this.following = following(shared, now);
        this.sources = new SourceChoice(config);
        this.outbox = shared.outbox();
        this.witnesses = new Witnesses(config, outbox, now);
        this.since = now;
    }

    private Optional<Following> following(Shared shared, long now) {
        return config.cloud().map(c -> new Following(config.name(), c, shared, announcing::again, now));
    }

    /** Its place in the roster. */
    int seat() {
        return seat;
    }

    void seatedAt(int place) {
        seat = place;
    }

    /**
     * Another configuration of the same router: state, epoch and counters go on. Takes effect on the wire at once, in the
     * kernel by the next wish, and on the choice of the source with the next {@link #interfaceSeen}, which is to follow.
     */
    void reconfigured(InstanceConfig other, ProbeRota rota, Shared shared, long now) {
        probes = rota;
        InstanceConfig was = config;
        // The delay before the first start is none of a router that has started.
        config = other.startingAfter(was.router().startupDelayNanos());
        if (config.equals(was)) {
            return;
        }
        representative = config.representative();
        sources = new SourceChoice(config);
        outdated = true;
        held.reconfigured(config.addresses());
        inDoubt |= !config.addresses().equals(was.addresses());
        announcing.reconfigured(config);
        perform(router.reconfigured(config.router(), now), now);
        follow(was, shared, now);
        askOthers(was, now);
    }

    private void askOthers(InstanceConfig was, long now) {
        if (config.asksTheSameAs(was)) {
            return;
        }
        witnesses = new Witnesses(config, outbox, now);
        seen.ifPresent(witnesses::seen);
        if (cutOff && config.witness().isEmpty()) {
            witnessed(now);
        }
    }

    private void follow(InstanceConfig was, Shared shared, long now) {
        if (config.name().equals(was.name()) && config.cloud().equals(was.cloud())) {
            return;
        }
        if (following.isPresent() && config.cloud().isPresent()) {
            following.get().reconfigured(config.name(), config.cloud().get(), shared.reloads(), now);
            return;
        }
        following = following(shared, now);
        if (router.role() == Role.MASTER && following.isPresent()) {
            mastershipChanged(router.epoch(), now);
        } else if (router.role() == Role.MASTER) {
            long nobodys = Following.ticket(shared.reloads(), router.epoch());
            outbox.add(new NodeEffect.MastershipChanged(config.name(), nobodys));
        }
    }

    /** What it has begun in the cloud under the present name is not gone on with if it is to have another one. */
    void renamed(String other) {
        if (following.isPresent() && !other.equals(config.name())) {
            outbox.add(new NodeEffect.MastershipChanged(config.name(), 0));
        }
    }

    InstanceConfig config() {
        return config;
    }

    /** Whether {@link #wantedAddresses} differs, or has come into doubt, since this was asked last. */
    boolean wantsChanged() {
        boolean changed = inDoubt || router.wantsAddresses() != wanted;
        wanted = router.wantsAddresses();
        inDoubt = false;
        return changed;
    }

    /** The addresses that belong into the kernel now. */
    List<ManagedAddress> wantedAddresses() {
        return router.wantsAddresses() ? config.addresses() : List.of();
    }

    void packet(Datagram datagram, long now) {
        perform(router.received(datagram, outbox.realtime(), now), now);
        if (witnesses.wantsAdverts()) {
            router.lastHeard().filter(s -> s.at() == now).ifPresent(s -> witnesses.heard(s.source()));
        }
    }

    /**
     * The interface as it is now.
     *
     * @param state empty when there is no such interface
     */
    void interfaceSeen(Optional<InterfaceView> state, long now) {
        boolean news = outdated || !state.equals(seen) || router.role() == Role.STOPPED;
        if (stopping || !news) {
            return;
        }
        seen = state;
        state.ifPresent(witnesses::seen);
        String linkTrouble = sources.linkTrouble(state);
        if (!linkTrouble.isEmpty()) {
            fault(linkTrouble, now);
            return;
        }
        SourceChoice.Choice choice = sources.choose(state.orElseThrow(), source);
        if (choice.address().isEmpty()) {
            fault(choice.trouble(), now);
            return;
        }
        boolean takesPart = router.role() != Role.FAULT && router.role() != Role.STOPPED;
        trouble = "";
        boolean otherSource = !choice.address().equals(source) || !takesPart;
        if (otherSource || outdated) {
            source = choice.address();
            destinations = Destinations.of(router, state.orElseThrow(), outbox, now);
        }
        outdated = false;
        if (otherSource) {
            perform(started(now), now);
        }
    }

    private List<RouterEffect> started(long now) {
        return cutOff ? List.of() : router.start(source.orElseThrow(), now);
    }

    private void fault(String reason, long now) {
        if (!reason.equals(trouble)) {
            trouble = reason;
            if (router.role() == Role.FAULT) {
                // Not the same trouble any more, and who reads the first reason would look for it in vain.
                cause = reason;
                outbox.record(now, Severity.TROUBLE, config.name(), reason);
            }
            // The last advert goes out from the source that was.
            perform(router.fault(reason, now), now);
        }
        source = Optional.empty();
        witnesses.ask(source, now);
        cutOff = false;
    }

    /** The kernel has answered the newest wish. */
    void kernelApplied(KernelReport report, long now) {
        HeldAddresses.News news = held.reported(report, router.epoch());
        if (!router.wantsAddresses()) {
            return;
        }
        if (news == HeldAddresses.News.HELD) {
            perform(router.addressesApplied(now), now);
        } else if (news == HeldAddresses.News.PUT_BACK) {
            String what = "put back, somebody had removed it: " + held.addedBy(report);
            outbox.record(now, Severity.WARNING, config.name(), what);
            announcing.announce(1);
        }
    }

    /** Whether the kernel has not taken an address, or has not been asked for it yet: nobody is to be told of it. */
    boolean isRefused(InterfaceName device, IpAddress address) {
        return held.isRefused(device, address);
    }

    /** Another station answers for one of this instance's addresses. */
    void claimed(IpAddress address, MacAddress station, long now) {
        perform(router.claimed(address, station, probes.periodNanos(), now), now);
    }

    /** A station says that it is there; whether this instance asked for it. */
    boolean answered(IpAddress address, long now) {
        boolean asked = !stopping && witnesses.answered(address, now);
        if (asked) {
            witnessed(now);
        }
        return asked;
    }

    private void witnessed(long now) {
        if (witnesses.isCutOff() != cutOff) {
            cutOff = !cutOff;
            perform(cutOff ? router.fault(witnesses.reason(), now) : started(now), now);
        }
        following.ifPresent(f -> f.witnessed(witnesses.cloudSilence(), now));
    }

    /** A backup does not take over while nobody answers; if that lasts it is cut off. */
    private boolean isHeldBack() {
        return router.role() == Role.BACKUP && witnesses.isInDoubt();
    }

    /** What it has to do with a cloud; empty without one. */
    Optional<Following> following() {
        return following;
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
        if (witnesses.nextDeadline() <= now && !stopping) {
            witnesses.ask(source, now);
            witnessed(now);
        }
        if (router.nextDeadline() <= now && !isHeldBack()) {
            perform(router.deadline(now), now);
        }
        if (following.isPresent() && !stopping) {
            following.get().deadline(now);
        }
    }

    long nextDeadline() {
        // Asked after every packet: a mapped Optional would box the number each time.
        if (stopping) {
            return router.nextDeadline();
        }
        long cloud = following.isPresent() ? following.get().nextDeadline() : Node.NEVER;
        long own = isHeldBack() ? Node.NEVER : router.nextDeadline();
        return Math.min(Math.min(own, cloud), witnesses.nextDeadline());
    }

    private void perform(List<RouterEffect> effects, long now) {
        for (int i = 0; i < effects.size(); i++) {
            RouterEffect effect = effects.get(i);
            if (effect instanceof RouterEffect.SendAdvert advert) {
                send(advert.priority());
            } else if (effect instanceof RouterEffect.ProbeRivals question) {
                probeRivals(question.again());
            } else if (effect instanceof RouterEffect.Announce announce) {
                announcing.announce(announce.repeat());
            } else if (effect instanceof RouterEffect.ConfirmAddresses) {
                held.await(router.epoch());
                inDoubt = true;
            } else if (effect instanceof RouterEffect.RoleChanged change) {
                roleChanged(change, now);
            } else if (effect instanceof RouterEffect.Noted noted) {
                noted(noted, now);
            }
            // RouterEffect.Stopped needs nothing here: the node asks isStopped() after each input.
        }
    }

    /** Counts the masterships. */
    long epoch() {
        return router.epoch();
    }

    boolean mayAnnounce() {
        return router.mayAnnounce();
    }

    private void send(int priority) {
        int ttl = config.router().unicast() ? config.unicastTtl() : MULTICAST_TTL;
        for (int i = 0; i < destinations.size(); i++) {
            outbox.sendAdvert(router, priority, new Outbox.Route(source.orElseThrow(), destinations.get(i), ttl));
        }
    }

    private void roleChanged(RouterEffect.RoleChanged change, long now) {
        since = now;
        cause = change.cause();
        Severity severity = change.to() == Role.FAULT ? Severity.TROUBLE : Severity.INFORMATION;
        outbox.record(now, severity, config.name(), change.from() + " -> " + change.to() + ": " + change.cause());
        if (change.to() == Role.MASTER) {
            held.await(change.epoch());
            mastershipChanged(change.epoch(), now);
        } else if (change.from() == Role.MASTER) {
            held.awaitNothing();
            outbox.add(new NodeEffect.MastershipChanged(config.name(), 0));
            following.ifPresent(f -> f.lostMastership(now));
        }
    }

    private void mastershipChanged(long epoch, long now) {
        long ticket = following.map(f -> f.ticket(epoch)).orElse(epoch);
        outbox.add(new NodeEffect.MastershipChanged(config.name(), ticket));
        witnesses.askAnew(source, now);
        following.ifPresent(f -> f.becameMaster(epoch, now));
    }

    /** One address stands for all: they are on one machine together. */
    private void probeRivals(boolean again) {
        if (representative.isPresent() && (again ? probes.isTwice() : probes.isDue())) {
            ManagedAddress asked = representative.get();
            IpAddress address = asked.address().address();
            outbox.ask(new NodeEffect.ProbeRivals(asked.device(), source.orElseThrow(), address, probes.everyone()));
        }
    }

    private void noted(RouterEffect.Noted noted, long now) {
        outbox.record(now, Severity.WARNING, config.name(), noted.text());
        if (noted.event() == RouterEvent.LOSER_HEARD) {
            following.ifPresent(f -> f.loserHeard(now));
        } else if (noted.event() == RouterEvent.ADDRESS_CLAIMED) {
            following.ifPresent(f -> f.rivalSeen(now));
        }
    }

    InstanceSnapshot snapshot(Optional<String> kernelFailure, long now) {
        return new Portrait(config, router, following, since, cause)
                .taken(kernelFailure.or(() -> witnesses.trouble(now)), now);
    }
}
