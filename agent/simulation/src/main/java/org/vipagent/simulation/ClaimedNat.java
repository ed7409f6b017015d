package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.FirewallOpening;
import org.vipagent.cloud.StaticNat;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/**
 * A public address of its own that leads to the instance whole.
 *
 * @param publicIpId its id
 * @param opened whether the instance claims a firewall opening too; in a VPC there are none
 * @param strangers whether somebody has made firewall rules of it that are not claimed
 */
record ClaimedNat(IpAddress publicIp, String publicIpId, Goal goal, boolean opened, boolean strangers)
        implements ZoneClaim {
    private static final int OPENED_PORT = 443;
    private static final int STRANGERS_PORT = 22;
    private static final String EVERYBODY = "0.0.0.0/0";
    private static final String STRANGERS = "198.51.100.0/24";

    @Override
    public List<Claim> claims() {
        StaticNat nat = new StaticNat(publicIp, goal.target());
        FirewallOpening opening = new FirewallOpening(
                publicIp,
                Optional.of(TransportProtocol.TCP),
                Optional.of(PortRange.of(OPENED_PORT)),
                List.of(EVERYBODY));
        return opened ? List.of(nat, opening) : List.of(nat);
    }

    @Override
    public void prepare(ZoneLayout.Builder layout, Ground ground) {
        layout.publicIp(ground.publicIp(publicIpId, publicIp));
        ground.holder()
                .ifPresent(seat -> layout.staticNat(new ZoneLayout.StaticNat(publicIp, seat.name(), goal.at(seat))));
        if (strangers) {
            layout.firewall(
                    new ZoneLayout.Firewall(publicIp, "tcp", Optional.of(PortRange.of(STRANGERS_PORT)), STRANGERS));
        }
    }

    @Override
    public List<String> missing(ZoneSnapshot zone, Seat master) {
        List<String> missing = new ArrayList<>();
        List<ZoneSnapshot.StaticNat> wanted =
                List.of(new ZoneSnapshot.StaticNat(publicIp, master.name(), goal.at(master)));
        List<ZoneSnapshot.StaticNat> nats = zone.staticNats().stream()
                .filter(nat -> nat.publicIp().equals(publicIp))
                .toList();
        if (!nats.equals(wanted)) {
            missing.add("static NAT of " + publicIp + " does not lead to " + master.name() + ": " + nats);
        }
        List<ZoneSnapshot.Firewall> rules =
                firewall(zone).stream().filter(rule -> !isStrangers(rule)).toList();
        if (opened && (rules.size() != 1 || !rules.get(0).state().equals("Active"))) {
            missing.add("the firewall of " + publicIp + " is not open once: " + rules);
        }
        return missing;
    }

    List<ZoneSnapshot.Firewall> firewall(ZoneSnapshot zone) {
        return zone.firewallRules().stream()
                .filter(rule -> rule.publicIp().equals(publicIp))
                .toList();
    }

    private static boolean isStrangers(ZoneSnapshot.Firewall rule) {
        return rule.cidrs().equals(STRANGERS);
    }

    boolean isBound(ZoneSnapshot zone) {
        return zone.staticNats().stream().anyMatch(nat -> nat.publicIp().equals(publicIp));
    }

    /** Whether the rule that somebody has made, and nobody claims, lets in whom it did. */
    boolean letsStrangersIn(ZoneSnapshot zone) {
        return firewall(zone).stream()
                .anyMatch(rule -> isStrangers(rule) && rule.state().equals("Active"));
    }

    @Override
    public List<Deed> deeds(ZoneSnapshot zone) {
        List<Deed> deeds = new ArrayList<>();
        if (isBound(zone)) {
            deeds.add(new Deed(
                    "ends static NAT of " + publicIp,
                    Map.of("command", "disableStaticNat", "ipaddressid", publicIpId)));
        }
        firewall(zone).stream()
                .filter(rule -> !isStrangers(rule))
                .forEach(rule -> deeds.add(new Deed(
                        "deletes the firewall rule " + rule,
                        Map.of("command", "deleteFirewallRule", "id", rule.id()))));
        return deeds;
    }
}
