package org.vipagent.cloud.cloudstack;

import java.util.List;
import org.vipagent.cloud.cloudstack.api.FirewallRule;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.net.IpAddress;

/**
 * What the conversations know and no list would tell them after a restart: what a move has taken away, or is about to
 * take away, and has to bring back. Holds no secret. Two are equal when they hold the same.
 *
 * @param firewalls firewall rules that are missing, or soon may be; sorted
 * @param admissions whom claimed rules admit, where that is not everyone; sorted
 * @param holders who held an address when it was last seen at another machine; sorted
 */
public record Keepsake(List<Firewall> firewalls, List<Admission> admissions, List<Held> holders) {
    /** How many elements there may be of each kind: far more than any account has. */
    static final int MOST = 2_000;

    static final Keepsake EMPTY = new Keepsake(List.of(), List.of(), List.of());

    /**
     * A firewall rule that has to come back.
     *
     * @param goesWith what has taken it away, as {@link Firewalls} was told of it
     */
    record Firewall(String publicIpId, String goesWith, FirewallRule rule) {}

    /**
     * Whom the rule on these ports admits.
     *
     * @param cidrList as the server wrote it; never empty
     */
    record Admission(ForwardingRule.Slot slot, String cidrList) {}

    /** Who held an address. */
    record Held(IpAddress address, Remembered holder) {}

    /** What is more than {@link #MOST} is left out. */
    public Keepsake {
        firewalls = bounded(firewalls);
        admissions = bounded(admissions);
        holders = bounded(holders);
    }

    private static <T> List<T> bounded(List<T> all) {
        return all.stream().limit(MOST).toList();
    }

    /** Whether there is nothing that would be worth keeping. */
    public boolean isEmpty() {
        return firewalls.isEmpty() && admissions.isEmpty() && holders.isEmpty();
    }
}
