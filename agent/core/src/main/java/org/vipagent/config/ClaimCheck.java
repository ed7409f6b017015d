package org.vipagent.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vipagent.cloud.BalancerMember;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.StaticNat;
import org.vipagent.config.CrossCheck.Declared;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;

/** Holds the claims of all instances against each other: what the cloud would refuse, or two nodes would fight for. */
final class ClaimCheck {
    private final Diagnostics diagnostics;
    /** Who has a public port, by provider, address, protocol and port. */
    private final Map<String, String> ports = new HashMap<>();
    /** Whether a public address has static NAT, by provider and address. */
    private final Map<String, Boolean> uses = new HashMap<>();

    ClaimCheck(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void check(List<Declared> instances) {
        for (Declared declared : instances) {
            declared.instance().cloud().ifPresent(cloud -> {
                for (Claim claim : cloud.claims()) {
                    check(claim, cloud.provider(), declared);
                }
            });
        }
    }

    private void check(Claim claim, String provider, Declared declared) {
        if (claim instanceof PortForward forward) {
            String place = provider + " " + forward.publicIp();
            ports(
                    "port_forward",
                    place + " " + forward.protocol(),
                    forward.publicPorts(),
                    forward.publicIp(),
                    declared);
            use(false, place, forward.publicIp(), declared);
        } else if (claim instanceof BalancerMember member) {
            String place = provider + " " + member.publicIp();
            ports("load_balancer", place + " tcp", member.publicPorts(), member.publicIp(), declared);
            use(false, place, member.publicIp(), declared);
        } else if (claim instanceof StaticNat nat) {
            use(true, provider + " " + nat.publicIp(), nat.publicIp(), declared);
        }
    }

    private void ports(String word, String place, PortRange range, IpAddress publicIp, Declared declared) {
        String protocol = place.substring(place.lastIndexOf(' ') + 1);
        for (int port = range.first(); port <= range.last(); port++) {
            String first = ports.putIfAbsent(place + " " + port, word);
            // Several addresses may well be members of one load-balancer rule.
            boolean shared = word.equals("load_balancer") && word.equals(first);
            if (first != null && !shared) {
                String who =
                        word.equals(first) ? "two " + word + " lines want " : first + " and " + word + " both want ";
                diagnostics.error(declared.name(), who + protocol + " port " + port + " of " + publicIp);
                return;
            }
        }
    }

    private void use(boolean staticNat, String place, IpAddress publicIp, Declared declared) {
        Boolean before = uses.putIfAbsent(place, staticNat);
        if (before == null || (!before && !staticNat)) {
            return;
        }
        diagnostics.error(
                declared.name(),
                before && staticNat
                        ? "two static_nat lines want " + publicIp
                        : publicIp + " has static_nat, which takes all of its ports, and rules for single ports, too");
    }
}
