package org.vipagent.vrrp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Advert;
import org.vipagent.vrrp.wire.DropReason;

/** Decides whose adverts are believed: not our own, not those of a stranger, not those of another cluster. */
final class Screening {
    private static final long LONGEST_ECHO_NANOS = 100_000_000L;

    private final RouterConfig config;
    private final Set<IpAddress> ours;
    private final Map<IpAddress, UnicastPeer> peers = new HashMap<>();
    private int sentPriority = -1;
    private long sentAt;

    Screening(RouterConfig config) {
        this.config = config;
        this.ours = new HashSet<>(config.virtualAddresses());
        config.unicastPeers().forEach(peer -> peers.put(peer.address(), peer));
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

    /** Why the advert is not believed; null if it is. */
    DropReason refusal(Advert advert, IpAddress source, IpAddress primaryAddress, long now) {
        if (source.equals(primaryAddress)) {
            // A packet that was looped back is read in the turn after it was sent. What comes later, or with a priority
            // that we did not send, is from another node; answering either would make an endless echo.
            boolean echo = advert.priority() == sentPriority
                    && now - sentAt <= Math.min(config.advertIntervalNanos() / 4, LONGEST_ECHO_NANOS);
            return echo ? DropReason.OWN_PACKET : DropReason.SAME_ADDRESS;
        }
        boolean peer = peers.containsKey(source);
        if (config.unicast() && config.checkUnicastSource() && !peer) {
            return DropReason.UNKNOWN_SENDER;
        }
        boolean foreign = config.foreignVrid() == ForeignVrid.DROP && !peer && sharesNothing(advert);
        return foreign ? DropReason.VRID_CLASH : null;
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

    /** Whether the sender's virtual addresses are not ours, in whatever order. */
    boolean listDiffers(Advert advert) {
        if (advert.addresses() == config.virtualAddresses()) {
            return false;
        }
        return advert.addresses().size() != config.virtualAddresses().size() || !ours.containsAll(advert.addresses());
    }
}
