package org.vipagent.linux.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.node.ManagedAddress;

/**
 * What must change so that the kernel holds exactly the wanted ones of the managed addresses. Pure.
 *
 * <p>An address is ours if interface, address and prefix length are those of a managed one. Whatever else the kernel
 * holds is never touched, nor is anything on a loopback interface, where a direct-routing real server keeps the same
 * addresses for another purpose. What a predecessor of this process left is ours like all else: wanted, it is adopted
 * by renewing it; not wanted, it is removed.
 *
 * @param changes in the order in which they are to be made: removals, the followers of a subnet before its leader; then
 *     additions in the order of the configuration; then renewals
 * @param impossible wanted addresses that cannot be, with the reason
 */
public record AddressDiff(List<AddressChange> changes, Map<ManagedAddress, String> impossible) {
    public AddressDiff {
        changes = List.copyOf(changes);
        impossible = Map.copyOf(impossible);
    }

    /**
     * What the kernel shows.
     *
     * @param links all interfaces
     * @param addresses all addresses
     */
    public record Observed(List<Link> links, List<ObservedAddress> addresses) {}

    /**
     * Compares.
     *
     * @param managed every address that may ever be ours, in the order of the configuration
     * @param wanted those that should be there now; one that is not managed counts as managed
     */
    public static AddressDiff between(
            Collection<ManagedAddress> managed, Set<ManagedAddress> wanted, Observed observed) {
        return new Comparison(observed).of(managed, wanted);
    }

    private record Key(InterfaceName device, Cidr address) {
        static Key of(ManagedAddress address) {
            return new Key(address.device(), address.address());
        }
    }

    private static final class Comparison {
        private final Map<InterfaceName, Link> links = new HashMap<>();
        private final Map<Key, ObservedAddress> present = new HashMap<>();
        private final Map<Key, ManagedAddress> ours = new LinkedHashMap<>();
        private final List<ObservedAddress> observed;
        private final List<AddressChange> leaderRemovals = new ArrayList<>();
        private final List<AddressChange> removals = new ArrayList<>();
        private final List<AddressChange> additions = new ArrayList<>();
        private final List<AddressChange> renewals = new ArrayList<>();
        private final Map<ManagedAddress, String> impossible = new LinkedHashMap<>();

        Comparison(Observed observed) {
            this.observed = observed.addresses();
            Map<Integer, Link> byIndex = new HashMap<>();
            for (Link link : observed.links()) {
                links.put(link.name(), link);
                byIndex.put(link.index(), link);
            }
            for (ObservedAddress address : observed.addresses()) {
                Link link = byIndex.get(address.interfaceIndex());
                // We never add an address with a peer: one that has it is somebody else's.
                if (link != null && !link.loopback() && address.peer().isEmpty()) {
                    present.put(new Key(link.name(), address.address()), address);
                }
            }
        }

        AddressDiff of(Collection<ManagedAddress> managed, Set<ManagedAddress> wanted) {
            Map<Key, ManagedAddress> wantedByKey = new LinkedHashMap<>();
            wanted.forEach(address -> wantedByKey.putIfAbsent(Key.of(address), address));
            managed.forEach(address -> ours.putIfAbsent(Key.of(address), address));
            wantedByKey.forEach(ours::putIfAbsent);
            for (Map.Entry<Key, ManagedAddress> entry : ours.entrySet()) {
                ManagedAddress want = wantedByKey.get(entry.getKey());
                Optional<ObservedAddress> have = Optional.ofNullable(present.get(entry.getKey()));
                if (want == null) {
                    have.ifPresent(there -> remove(entry.getValue(), there));
                } else {
                    reach(want, have);
                }
            }
            removals.addAll(leaderRemovals);
            removals.addAll(additions);
            removals.addAll(renewals);
            return new AddressDiff(removals, impossible);
        }

        private void reach(ManagedAddress want, Optional<ObservedAddress> have) {
            Link link = links.get(want.device());
            OptionalInt scope = Scopes.number(want.scope());
            if (scope.isEmpty()) {
                impossible.put(want, "'" + want.scope() + "' is no address scope");
            } else if (link == null) {
                impossible.put(want, "there is no interface " + want.device());
            } else if (link.loopback()) {
                impossible.put(want, "addresses on " + want.device() + " are left alone");
            } else if (have.isEmpty()) {
                additions.add(new AddressChange.Add(want, link.index(), sharesPrefix(want, link)));
            } else if (!isAsWanted(want, have.get(), scope.getAsInt())) {
                // The kernel changes nothing but lifetimes of an address that is there.
                remove(want, have.get());
                additions.add(new AddressChange.Add(want, link.index(), sharesPrefix(want, link)));
            } else if (Lifetimes.needsRenewal(want.lifetimeSeconds(), have.get().validSeconds())) {
                renewals.add(new AddressChange.Renew(want, link.index(), sharesPrefix(want, link)));
            }
        }

        /**
         * Whether another's IPv6 address brings the route to the same subnet. The kernel has one route for both, to
         * which it would give our lifetime: the machine would lose its own network when we give our address back.
         */
        private boolean sharesPrefix(ManagedAddress want, Link link) {
            Cidr prefix = want.address();
            if (prefix.address().family() != AddressFamily.INET6) {
                return false;
            }
            for (ObservedAddress other : observed) {
                if (other.interfaceIndex() == link.index()
                        && other.address().prefixLength() == prefix.prefixLength()
                        && prefix.contains(other.address().address())
                        && other.bringsPrefixRoute()
                        && !ours.containsKey(new Key(link.name(), other.address()))) {
                    return true;
                }
            }
            return false;
        }

        private void remove(ManagedAddress address, ObservedAddress there) {
            (there.isSecondary() ? removals : leaderRemovals).add(new AddressChange.Remove(address, there));
        }

        private static boolean isAsWanted(ManagedAddress want, ObservedAddress have, int scope) {
            if (want.address().address().family() == AddressFamily.INET6) {
                // IPv6 has neither labels nor broadcast, and its scope follows from the address. One that waits for
                // duplicate address detection, or failed it, would be of no use for seconds or for ever.
                return !have.isTentative();
            }
            boolean label = want.label().map(have.label()::equals).orElse(true);
            boolean broadcast = want.broadcast().isEmpty() || want.broadcast().equals(have.broadcast());
            return label && broadcast && scope == have.scope();
        }
    }
}
