package org.vipagent.cloud.cloudstack;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.vipagent.cloud.cloudstack.api.FirewallRule;

/**
 * Remembers firewall rules that go when something else goes: all of a public address with its static NAT, the one that was
 * opened for a port-forwarding rule with that rule. No list shows them any more then, and whoever moves the one has to
 * bring the other back, also where another master began the move and did not live to end it. Safe for use from several
 * threads.
 */
final class Firewalls {
    /**
     * For how many rounds a rule has to be missing, while what it goes with stays as it was, to have been taken away on
     * purpose. In the middle of somebody's move the rule goes before the rest does.
     */
    private static final int ROUNDS_OF_ABSENCE = 3;

    private static final String FORWARDING = "rule ";

    /**
     * A rule that was seen.
     *
     * @param goesWith what takes it away when it goes or changes
     * @param lost whether it went with that, and was not seen at work since
     * @param absent for how many rounds it has been missing although what it goes with is as it was
     */
    private record Kept(FirewallRule rule, String goesWith, boolean lost, int absent) {
        Kept asLost() {
            return new Kept(rule, goesWith, true, 0);
        }

        Kept older() {
            return absent == 0 ? this : new Kept(rule, goesWith, lost, absent + 1);
        }

        /** It is not there, or the router does not have it. */
        Kept missing(boolean listed, Optional<String> goesWithNow) {
            if (lost || !goesWithNow.equals(Optional.of(goesWith))) {
                return asLost();
            }
            return new Kept(rule, goesWith, false, listed ? 0 : Math.max(1, absent));
        }
    }

    private final Map<String, List<Kept>> kept = new ConcurrentHashMap<>();

    /** Static NAT, as something that takes firewall rules away when it goes. */
    static String staticNat(String machineId) {
        return "static NAT to " + machineId;
    }

    /** A port-forwarding rule, as something that takes a firewall rule away when it goes. */
    static String forwarding(String ruleId) {
        return FORWARDING + ruleId;
    }

    /**
     * To be told of what the firewall of a public address shows.
     *
     * @param goesWith what takes a rule of it away when it goes; empty where nothing does
     */
    void saw(String publicIpId, Function<FirewallRule, Optional<String>> goesWith, List<FirewallRule> now) {
        kept.compute(publicIpId, (id, known) -> next(known == null ? List.of() : known, goesWith, now));
    }

    private static List<Kept> next(
            List<Kept> known, Function<FirewallRule, Optional<String>> goesWith, List<FirewallRule> now) {
        List<Kept> next = new ArrayList<>();
        for (FirewallRule rule : now) {
            Optional<Kept> before = find(known, rule);
            if (find(next, rule).isEmpty() && (rule.isActive() || before.isEmpty())) {
                // Where static NAT is off or the rule is away, what survived still belongs to what will come back.
                goesWith.apply(rule)
                        .or(() -> before.map(Kept::goesWith))
                        .ifPresent(with -> next.add(new Kept(rule.wanted(), with, false, 0)));
            }
        }
        for (Kept one : known) {
            if (find(next, one.rule()).isEmpty() && !isArrangedAnew(one, goesWith.apply(one.rule()), now)) {
                boolean listed = now.stream().anyMatch(one.rule()::letsInTheSame);
                next.add(one.missing(listed, goesWith.apply(one.rule())));
            }
        }
        return List.copyOf(next);
    }

    // Somebody made another forwarding rule and let others in: to let in those of before is not ours to decide.
    private static boolean isArrangedAnew(Kept one, Optional<String> goesWithNow, List<FirewallRule> now) {
        return !one.lost()
                && one.goesWith().startsWith(FORWARDING)
                && goesWithNow.filter(with -> !with.equals(one.goesWith())).isPresent()
                && now.stream().anyMatch(rule -> rule.isActive() && rule.isForTheSame(one.rule()));
    }

    private static Optional<Kept> find(List<Kept> among, FirewallRule rule) {
        return among.stream().filter(k -> k.rule().letsInTheSame(rule)).findFirst();
    }

    /** Everything of that public address may have gone. */
    void went(String publicIpId) {
        kept.computeIfPresent(publicIpId, (id, all) -> marked(all, one -> true));
    }

    /**
     * What takes rules away has gone, or may have.
     *
     * @param what as {@link #saw} was told of it
     */
    void wentWith(String what) {
        kept.replaceAll((id, all) -> marked(all, one -> one.goesWith().equals(what)));
    }

    private static List<Kept> marked(List<Kept> all, Predicate<Kept> which) {
        return all.stream().map(one -> which.test(one) ? one.asLost() : one).toList();
    }

    /** A round of looks is over. */
    void age() {
        kept.replaceAll((id, all) -> all.stream()
                .map(Kept::older)
                .filter(one -> one.absent() <= ROUNDS_OF_ABSENCE)
                .toList());
    }

    /** Rules of before a restart that may be missing. */
    void recall(List<Keepsake.Firewall> missing) {
        for (Keepsake.Firewall one : missing) {
            Kept lost = new Kept(one.rule(), one.goesWith(), true, 0);
            kept.merge(one.publicIpId(), List.of(lost), (known, added) -> Stream.concat(known.stream(), added.stream())
                    .toList());
        }
    }

    /** To be told that nobody has a use for the rules of that public address. */
    void forget(String publicIpId) {
        kept.remove(publicIpId);
    }

    /**
     * Rules that a restart must not make forgotten: those that are missing, and those that soon may be.
     *
     * @param underWay steps of which one may take rules away at any moment
     */
    List<Keepsake.Firewall> toBringBack(Collection<CloudStackStep> underWay) {
        Set<String> addresses = new HashSet<>();
        Set<String> things = new HashSet<>();
        for (CloudStackStep step : underWay) {
            if (step instanceof CloudStackStep.DisableStaticNat disable) {
                addresses.add(disable.publicIpId());
            } else if (step instanceof CloudStackStep.DeleteRule delete) {
                things.add(forwarding(delete.ruleId()));
            }
        }
        return kept.entrySet().stream()
                .flatMap(e -> e.getValue().stream()
                        .filter(one -> one.lost() || addresses.contains(e.getKey()) || things.contains(one.goesWith()))
                        .map(one -> new Keepsake.Firewall(e.getKey(), one.goesWith(), one.rule())))
                .sorted(Comparator.comparing(one -> one.rule().place(one.publicIpId())))
                .toList();
    }

    /** Rules that went with something else and have not come back. */
    List<FirewallRule> lost(String publicIpId, List<FirewallRule> now) {
        return kept.getOrDefault(publicIpId, List.of()).stream()
                .filter(Kept::lost)
                .map(Kept::rule)
                .filter(rule -> now.stream().filter(FirewallRule::isActive).noneMatch(rule::letsInTheSame))
                .toList();
    }
}
