package org.vipagent.vrrp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Advert;
import org.vipagent.vrrp.wire.DropReason;

/** Decides whose adverts are believed: not our own, not those of a stranger, not those of another cluster. */
final class Screening {
    private static final long LONGEST_ECHO_NANOS = 100_000_000L;

    private final RouterConfig config;
    private final Set<IpAddress> ours;
    private final Map<IpAddress, UnicastPeer> peers = new HashMap<>();
    private final boolean checksSource;
    private IpAddress believed;
    private int sentPriority = -1;
    private long sentAt;

    Screening(RouterConfig config) {
        this.config = config;
        this.ours = new HashSet<>(config.virtualAddresses());
        config.unicastPeers().forEach(peer -> peers.put(peer.address(), peer));
        // Without the check a bound could be passed by from any other address; keepalived does the same.
        this.checksSource =
                config.checkUnicastSource() || config.unicastPeers().stream().anyMatch(UnicastPeer::isBounded);
    }

    /** The same memory of what we sent, for another configuration. */
    Screening reconfigured(RouterConfig newConfig) {
        Screening next = new Screening(newConfig);
        next.sent(sentPriority, sentAt);
        return next;
    }

    /** We sent an advert. */
    void sent(int priority, long now) {
        sentPriority = priority;
        sentAt = now;
    }

    /** Why a packet need not be read; null if it has to be. */
    DropReason refusal(IpAddress source, int ttl, IpAddress primaryAddress) {
        UnicastPeer peer = config.unicast() ? peers.get(source) : null;
        if (peer != null) {
            return peer.admits(ttl) ? null : DropReason.TTL_OUT_OF_BOUNDS;
        }
        return isStranger(source) && !source.equals(primaryAddress) ? DropReason.UNKNOWN_SENDER : null;
    }

    private boolean isStranger(IpAddress source) {
        return config.unicast() && checksSource && !peers.containsKey(source);
    }

    /** Whether a proof by HMAC counts from this sender: by unicast only peers are remembered, as keepalived has it. */
    boolean mayProve(IpAddress source) {
        return !config.unicast() || peers.containsKey(source);
    }

    /** The advert was believed. */
    void believed(IpAddress source) {
        believed = source;
    }

    /** Why the advert is not believed; null if it is. */
    DropReason refusal(Advert advert, IpAddress source, Rules rules, long now) {
        if (source.equals(rules.primaryAddress())) {
            // A packet that was looped back is read in the turn after it was sent. What comes later, or with a priority
            // that we did not send, is from another node; answering either would make an endless echo.
            boolean echo = advert.priority() == sentPriority
                    && now - sentAt <= Math.min(config.advertIntervalNanos() / 4, LONGEST_ECHO_NANOS);
            return echo ? DropReason.OWN_PACKET : DropReason.SAME_ADDRESS;
        }
        if (isStranger(source)) {
            return DropReason.UNKNOWN_SENDER;
        }
        DropReason content = isTrusted(source) ? null : contentRefusal(advert, source);
        boolean ignores = config.manners().ownerIgnoreAdverts() && rules.isOwner();
        return content == null && ignores ? DropReason.OWNER_IGNORES : content;
    }

    private DropReason contentRefusal(Advert advert, IpAddress source) {
        boolean mayBeForeign = config.foreignVrid() == ForeignVrid.DROP && !peers.containsKey(source);
        if (mayBeForeign && sharesNothing(advert)) {
            return DropReason.VRID_CLASH;
        }
        return config.manners().strict() ? strictRefusal(advert) : null;
    }

    /** {@code skip_check_adv_addr}: what this sender lists was looked at in the advert before. */
    private boolean isTrusted(IpAddress source) {
        return config.manners().skipAddressCheck() && source.equals(believed);
    }

    private DropReason strictRefusal(Advert advert) {
        if (advert.addresses().isEmpty()) {
            return DropReason.NO_ADDRESSES;
        }
        // RFC 9568 §5.2.9 (erratum 8300).
        boolean ipv6 = config.key().family() == AddressFamily.INET6;
        if (ipv6 && !advert.addresses().get(0).isLinkLocal()) {
            return DropReason.GLOBAL_ADDRESS_FIRST;
        }
        // RFC 3768 §7.1; version 3 never drops for the list.
        boolean mismatch = advert.version() == 2 && advert.priority() != RouterConfig.OWNER && differs(advert);
        return mismatch ? DropReason.ADDRESS_LIST_MISMATCH : null;
    }

    private boolean sharesNothing(Advert advert) {
        if (ours.isEmpty() || advert.addresses() == config.virtualAddresses()) {
            return false;
        }
        for (IpAddress address : advert.addresses()) {
            if (ours.contains(address)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the sender's virtual addresses are to be looked at and are not ours, in whatever order. */
    boolean listDiffers(Advert advert, IpAddress source) {
        return !isTrusted(source) && differs(advert);
    }

    private boolean differs(Advert advert) {
        if (advert.addresses() == config.virtualAddresses()) {
            return false;
        }
        return advert.addresses().size() != config.virtualAddresses().size() || !ours.containsAll(advert.addresses());
    }
}
