package org.vipagent.node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterConfig;
import org.vipagent.vrrp.UnicastPeer;

/**
 * Chooses the source of an instance's adverts. What was chosen is kept as long as it is there: another address in front
 * of it is no reason to change identity. A configured source is never replaced by another address, since peers may know
 * us by it alone.
 */
final class SourceChoice {
    private final AddressFamily family;
    private final String device;
    private final Optional<IpAddress> configured;
    private final Optional<IpAddress> firstPeer;
    private final boolean faultWithoutPeers;
    private final boolean trackPrimary;

    SourceChoice(InstanceConfig config) {
        RouterConfig router = config.router();
        this.family = router.key().family();
        this.device = router.key().interfaceName().name();
        this.configured = config.sourceAddress();
        this.firstPeer =
                router.unicastPeers().stream().map(UnicastPeer::address).findFirst();
        this.faultWithoutPeers = config.faultWithoutPeers() && !router.unicast();
        this.trackPrimary = config.trackPrimary();
    }

    /**
     * What came of it.
     *
     * @param trouble why there is no address, in words; empty if there is one
     */
    record Choice(Optional<IpAddress> address, String trouble) {
        private static Choice of(IpAddress address) {
            return new Choice(Optional.of(address), "");
        }

        private static Choice none(String trouble) {
            return new Choice(Optional.empty(), trouble);
        }
    }

    /**
     * Why nothing can be sent whatever the addresses are, in words; empty if there is no such reason.
     *
     * @param state empty when there is no such interface
     */
    String linkTrouble(Optional<InterfaceView> state) {
        if (state.isEmpty()) {
            return "there is no interface " + device;
        }
        if (faultWithoutPeers) {
            return "no unicast peer is configured";
        }
        return !state.get().running() && trackPrimary ? "the link of " + device + " is down" : "";
    }

    /** @param present the source until now */
    Choice choose(InterfaceView view, Optional<IpAddress> present) {
        List<IpAddress> candidates = candidates(view);
        Optional<IpAddress> kept = present.filter(candidates::contains).filter(a -> isUsable(a, view));
        if (kept.isPresent()) {
            return Choice.of(kept.get());
        }
        for (IpAddress candidate : candidates) {
            if (isUsable(candidate, view)) {
                return Choice.of(candidate);
            }
        }
        return Choice.none(candidates.isEmpty() ? missing() : tentative(candidates.get(0)));
    }

    private static boolean isUsable(IpAddress address, InterfaceView view) {
        return !view.tentative().contains(address);
    }

    /** What may be the source, the best first. */
    private List<IpAddress> candidates(InterfaceView view) {
        List<Cidr> all = new ArrayList<>();
        for (Cidr address : view.own()) {
            if (address.address().family() == family && isInScope(address.address())) {
                all.add(address);
            }
        }
        all.sort(Comparator.comparingInt(this::distance));
        return all.stream().map(Cidr::address).toList();
    }

    /** How far an address seems to be from the peers: in their network, of their kind, neither. */
    private int distance(Cidr address) {
        if (!reachesOtherScopes()) {
            return 0;
        }
        IpAddress peer = firstPeer.orElseThrow();
        return address.contains(peer) ? 0 : isUniqueLocal(address.address()) == isUniqueLocal(peer) ? 1 : 2;
    }

    /** RFC 4193 §3.1: fc00::/7. */
    private static boolean isUniqueLocal(IpAddress address) {
        return (address.toBytes()[0] & 0xfe) == 0xfc;
    }

    private boolean isInScope(IpAddress address) {
        if (configured.isPresent()) {
            return address.equals(configured.get());
        }
        if (family == AddressFamily.INET) {
            return true;
        }
        // RFC 9568 §5.1.2.1: the link-local address, which a router behind another could not answer.
        return address.isLinkLocal() != reachesOtherScopes();
    }

    private boolean reachesOtherScopes() {
        return family == AddressFamily.INET6
                && firstPeer.filter(peer -> !peer.isLinkLocal()).isPresent();
    }

    private String missing() {
        if (configured.isPresent()) {
            return device + " does not have the source address " + configured.get();
        }
        if (family == AddressFamily.INET) {
            return device + " has no IPv4 address of its own";
        }
        return reachesOtherScopes()
                ? device + " has no IPv6 address of its own from which the unicast peers can be reached"
                : device + " has no link-local IPv6 address of its own";
    }

    private String tentative(IpAddress address) {
        return address + " on " + device + " is tentative: duplicate address detection has not ended, or another node"
                + " has the address";
    }
}
