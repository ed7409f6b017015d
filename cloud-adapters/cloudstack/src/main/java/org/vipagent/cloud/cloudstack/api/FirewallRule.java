package org.vipagent.cloud.cloudstack.api;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vipagent.net.PortRange;

/**
 * What a firewall rule of a public address lets in.
 *
 * @param id empty for a rule that is only wanted
 * @param protocol in lower case: {@code tcp}, {@code udp}, {@code icmp}, …
 * @param ports those of TCP and UDP; empty where the rule names none
 * @param icmp type and code, each -1 for all; empty for other protocols
 * @param sources networks in CIDR notation; their order means nothing
 * @param state {@code Active} once the router has it; empty for a rule that is only wanted
 */
public record FirewallRule(
        String id, String protocol, Optional<PortRange> ports, Optional<Icmp> icmp, Set<String> sources, String state) {
    /** Type and code of ICMP; -1 for all. */
    public record Icmp(int type, int code) {
        public static final Icmp ALL = new Icmp(-1, -1);
    }

    public FirewallRule {
        sources = Set.copyOf(sources);
    }

    public boolean isActive() {
        return state.equals("Active");
    }

    /** Whether it lets the same traffic in, whatever its state. */
    public boolean letsInTheSame(FirewallRule other) {
        return isForTheSame(other) && sources.equals(other.sources);
    }

    /** Whether it is for the same ports or messages, whoever may come in. */
    public boolean isForTheSame(FirewallRule other) {
        return protocol.equals(other.protocol) && ports.equals(other.ports) && icmp.equals(other.icmp);
    }

    /** The same rule for other sources. */
    public FirewallRule from(Set<String> others) {
        return new FirewallRule(id, protocol, ports, icmp, others, state);
    }

    /** The same rule as one that is only wanted. */
    public FirewallRule wanted() {
        return new FirewallRule("", protocol, ports, icmp, sources, "");
    }

    /** What tells it from every other rule, also before it has an id. */
    public String place(String publicIpId) {
        return publicIpId + " " + describe();
    }

    /** What {@code createFirewallRule} takes, but for the public address. */
    public Map<String, String> parameters() {
        Map<String, String> all = new TreeMap<>();
        all.put("protocol", protocol);
        ports.ifPresent(range -> {
            all.put("startport", Integer.toString(range.first()));
            all.put("endport", Integer.toString(range.last()));
        });
        icmp.ifPresent(i -> {
            all.put("icmptype", Integer.toString(i.type()));
            all.put("icmpcode", Integer.toString(i.code()));
        });
        if (!sources.isEmpty()) {
            all.put("cidrlist", sortedSources());
        }
        return all;
    }

    /** For people. */
    public String describe() {
        return protocol + ports.map(p -> " " + p).orElse("") + (sources.isEmpty() ? "" : " from " + sortedSources());
    }

    private String sortedSources() {
        return String.join(",", sources.stream().sorted().toList());
    }
}
