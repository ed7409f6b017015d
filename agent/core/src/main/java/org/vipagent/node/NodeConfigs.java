package org.vipagent.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudPlanner;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.Authentication;
import org.vipagent.config.CloudFollowing;
import org.vipagent.config.Delivery;
import org.vipagent.config.FollowMode;
import org.vipagent.config.ForeignVrid;
import org.vipagent.config.GlobalDefinitions;
import org.vipagent.config.GratuitousArp;
import org.vipagent.config.HmacAuthentication;
import org.vipagent.config.Manners;
import org.vipagent.config.OldChecksum;
import org.vipagent.config.VirtualAddress;
import org.vipagent.config.VrrpInstance;
import org.vipagent.config.Witness;
import org.vipagent.follow.FollowerConfig;
import org.vipagent.vrrp.AnnouncePolicy;
import org.vipagent.vrrp.PeerManners;
import org.vipagent.vrrp.RouterConfig;
import org.vipagent.vrrp.RouterKey;
import org.vipagent.vrrp.UnicastPeer;
import org.vipagent.vrrp.wire.Hmac;
import org.vipagent.vrrp.wire.OldUnicastChecksum;
import org.vipagent.vrrp.wire.Transport;

/** From what the file says to what a node does. */
public final class NodeConfigs {
    private static final long SECOND = 1_000_000_000L;
    /** Below this a short pause would cost the address for nothing. */
    private static final long LEAST_LIFETIME_SECONDS = 5;
    /** The kernel looks for expired addresses once a second (net/ipv4/devinet.c, check_lifetime): it may be that late. */
    private static final long KERNEL_GRAIN_SECONDS = 1;

    private final Function<String, CloudPlanner> planners;
    private final long startupDelayNanos;

    private NodeConfigs(GlobalDefinitions global, Function<String, CloudPlanner> planners, Duration sinceBoot) {
        this.planners = planners;
        Duration afterBoot = global.delayAfterBoot().minus(sinceBoot);
        this.startupDelayNanos = Math.max(global.startupDelay().toNanos(), Math.max(0, afterBoot.toNanos()));
    }

    /**
     * The node that a configuration describes.
     *
     * @param config without errors
     * @param planners the planner of a provider, by its name
     * @param sinceBoot how long the machine has been running, for {@code vrrp_delay_after_boot}
     */
    public static NodeConfig of(AgentConfig config, Function<String, CloudPlanner> planners, Duration sinceBoot) {
        NodeConfigs mapping = new NodeConfigs(config.global(), planners, sinceBoot);
        return new NodeConfig(
                config.vrrpInstances().stream().map(mapping::instance).toList(),
                config.global().logUnknownVrids());
    }

    /** The same on a machine that has been running for long. */
    public static NodeConfig of(AgentConfig config, Function<String, CloudPlanner> planners) {
        return of(config, planners, config.global().delayAfterBoot());
    }

    private InstanceConfig instance(VrrpInstance instance) {
        RouterConfig router = router(instance);
        long lifetime = instance.vipLifetime()
                .map(d -> (d.toNanos() + SECOND - 1) / SECOND)
                .orElseGet(() -> defaultLifetimeSeconds(router));
        long kernelLifetime = lifetime == 0 ? 0 : Math.max(1, lifetime - KERNEL_GRAIN_SECONDS);
        List<ManagedAddress> addresses = new ArrayList<>();
        instance.virtualAddresses().forEach(a -> addresses.add(managed(a, kernelLifetime)));
        instance.excludedAddresses().forEach(a -> addresses.add(managed(a, kernelLifetime)));
        Optional<CloudBinding> cloud = instance.cloud().map(c -> binding(instance.name(), c));
        Delivery delivery = instance.delivery();
        return new InstanceConfig(
                router,
                delivery.sourceAddress(),
                delivery.faultWithoutPeers(),
                addresses,
                delivery.unicastTtl(),
                instance.trackPrimary(),
                instance.witness().map(NodeConfigs::witness),
                cloud);
    }

    /** Twice the time after which the others take over, at least 5 s, in whole seconds. */
    static long defaultLifetimeSeconds(RouterConfig router) {
        long interval = router.advertIntervalNanos();
        long masterDown = router.downTimerAdverts() * interval + (256 - router.priority()) * interval / 256;
        return Math.max(LEAST_LIFETIME_SECONDS, (2 * masterDown + SECOND - 1) / SECOND);
    }

    private RouterConfig router(VrrpInstance instance) {
        RouterKey key = new RouterKey(instance.interfaceName(), instance.family(), instance.virtualRouterId());
        return RouterConfig.builder(instance.name(), key)
                .version(instance.version())
                .priority(instance.priority())
                .advertIntervalNanos(instance.advertInterval().toNanos())
                .preempt(instance.preempt())
                .preemptDelayNanos(instance.preemptDelay().toNanos())
                .downTimerAdverts(instance.downTimerAdverts())
                .virtualAddresses(instance.virtualAddresses().stream()
                        .map(VirtualAddress::ip)
                        .toList())
                .unicastPeers(instance.delivery().peers().stream()
                        .map(p -> new UnicastPeer(p.address(), p.minimumTtl(), p.maximumTtl()))
                        .toList())
                .checkUnicastSource(instance.delivery().checkSource())
                .oldUnicastChecksum(oldChecksum(instance.delivery().oldChecksum()))
                .manners(manners(instance.manners()))
                .authentication(authentication(instance.authentication()))
                .hmac(instance.hmac().map(NodeConfigs::hmac))
                .transport(transport(instance))
                .v3ChecksumAsV2(instance.v3ChecksumAsV2())
                .startAsMaster(instance.stateMaster())
                .announce(announce(instance.gratuitousArp()))
                .foreignVrid(
                        instance.foreignVrid() == ForeignVrid.DROP
                                ? org.vipagent.vrrp.ForeignVrid.DROP
                                : org.vipagent.vrrp.ForeignVrid.PROCESS)
                .stopTimeoutNanos(instance.stopTimeout().toNanos())
                .startupDelayNanos(startupDelayNanos)
                .build();
    }

    private static org.vipagent.vrrp.wire.Authentication authentication(Authentication authentication) {
        if (authentication instanceof Authentication.Pass pass) {
            return org.vipagent.vrrp.wire.Authentication.password(pass.password());
        }
        return authentication instanceof Authentication.Header header
                ? org.vipagent.vrrp.wire.Authentication.header(header.password())
                : org.vipagent.vrrp.wire.Authentication.none();
    }

    private static Hmac hmac(HmacAuthentication hmac) {
        List<Hmac.Key> keys =
                hmac.keys().stream().map(k -> new Hmac.Key(k.id(), k.secret())).toList();
        Hmac.AntiReplay antiReplay =
                switch (hmac.antiReplay()) {
                    case TIME -> Hmac.AntiReplay.TIME;
                    case MONOTONIC -> Hmac.AntiReplay.MONOTONIC;
                };
        Hmac.Mode mode =
                switch (hmac.mode()) {
                    case ENFORCE -> Hmac.Mode.ENFORCE;
                    case PERMISSIVE -> Hmac.Mode.PERMISSIVE;
                    case RECEIVE_ONLY -> Hmac.Mode.RECEIVE_ONLY;
                };
        return new Hmac(keys, hmac.activeKey(), antiReplay, hmac.timeWindow().toNanos(), mode);
    }

    private static Transport transport(VrrpInstance instance) {
        if (instance.udpPort().isPresent()) {
            return Transport.udp(instance.udpPort().getAsInt());
        }
        return instance.authentication() instanceof Authentication.Header
                ? Transport.AUTHENTICATION_HEADER
                : Transport.VRRP;
    }

    private static OldUnicastChecksum oldChecksum(OldChecksum form) {
        return switch (form) {
            case ACCEPT -> OldUnicastChecksum.ACCEPT;
            case SEND -> OldUnicastChecksum.SEND;
            case NEVER -> OldUnicastChecksum.NEVER;
        };
    }

    private static PeerManners manners(Manners manners) {
        return new PeerManners(
                manners.lowerPriorityNoAdvert(),
                manners.higherPrioritySendAdvert(),
                manners.ownerIgnoreAdverts(),
                manners.skipAddressCheck(),
                manners.strict());
    }

    private static AnnouncePolicy announce(GratuitousArp garp) {
        return new AnnouncePolicy(
                garp.masterDelay().toNanos(),
                garp.masterRepeat(),
                garp.masterRefresh().toNanos(),
                garp.masterRefreshRepeat(),
                garp.lowerPriorityDelay().toNanos(),
                garp.lowerPriorityRepeat(),
                garp.garpInterval().toNanos(),
                garp.gnaInterval().toNanos());
    }

    private static ManagedAddress managed(VirtualAddress address, long lifetimeSeconds) {
        return new ManagedAddress(
                address.device(),
                address.address(),
                address.label(),
                address.broadcast(),
                address.scope(),
                lifetimeSeconds);
    }

    private CloudBinding binding(String instance, CloudFollowing following) {
        Claims claims = new Claims(instance, following.claims(), following.peers());
        FollowerConfig follower = new FollowerConfig(
                claims,
                mode(following.follow()),
                following.settle().toNanos(),
                following.recheck().toNanos());
        return new CloudBinding(
                following.provider(),
                planners.apply(following.provider()),
                follower,
                following.witness().map(NodeConfigs::witness));
    }

    private static WitnessConfig witness(Witness witness) {
        return new WitnessConfig(witness.gateway(), witness.addresses());
    }

    private static FollowerConfig.Mode mode(FollowMode mode) {
        return switch (mode) {
            case AUTO -> FollowerConfig.Mode.AUTO;
            case IMMEDIATE -> FollowerConfig.Mode.IMMEDIATE;
            case MANUAL -> FollowerConfig.Mode.MANUAL;
        };
    }
}
