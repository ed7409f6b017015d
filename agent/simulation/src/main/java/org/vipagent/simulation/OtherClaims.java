package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.cloud.BalancerMember;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.FirewallOpening;
import org.vipagent.cloud.StaticNat;
import org.vipagent.cloud.Target;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;
import org.vipagent.simulation.WorldOptions.Special;

/** What an instance claims beside its address and its port forwards: what the zone has of it, and what must become of it. */
final class OtherClaims {
    private static final int FIRST_BALANCED_PORT = 7000;
    private static final int OPENED_PORT = 443;
    private static final String EVERYBODY = "0.0.0.0/0";
    private static final String OTHER_MEMBER = "Web1";
    private static final IpAddress OTHER_MEMBER_ADDRESS = IpAddress.parse("10.5.0.36");

    private final WorldOptions options;
    private final int instance;
    private final IpAddress address;

    OtherClaims(WorldOptions options, int instance, IpAddress address) {
        this.options = options;
        this.instance = instance;
        this.address = address;
    }

    /** The public address that leads whole to the instance, where one does. */
    private IpAddress wholeAddress() {
        return IpAddress.of(new byte[] {(byte) 210, (byte) 140, 68, (byte) (230 + instance)});
    }

    private PortRange balancedPort() {
        return PortRange.of(FIRST_BALANCED_PORT + instance);
    }

    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        Target target = new Target.Virtual(address);
        if (options.cloud().has(Special.STATIC_NAT)) {
            claims.add(new StaticNat(wholeAddress(), target));
            claims.add(new FirewallOpening(
                    wholeAddress(),
                    Optional.of(TransportProtocol.TCP),
                    Optional.of(PortRange.of(OPENED_PORT)),
                    List.of(EVERYBODY)));
        }
        if (options.cloud().has(Special.BALANCER)) {
            claims.add(new BalancerMember(Site.PUBLIC_IP, balancedPort(), target));
        }
        return claims;
    }

    /** Puts what the operator has to make, and does not belong to the master, into a zone. */
    void prepare(ZoneLayout.Builder layout, String network) {
        if (options.cloud().has(Special.STATIC_NAT)) {
            layout.publicIp(ZoneLayout.PublicIp.of("", wholeAddress().toString(), network));
        }
        if (options.cloud().has(Special.BALANCER)) {
            layout.balancer(new ZoneLayout.Balancer(
                    "",
                    "balancer" + instance,
                    Site.PUBLIC_IP,
                    balancedPort().first(),
                    Map.of(OTHER_MEMBER, OTHER_MEMBER_ADDRESS)));
        }
    }

    /** What does not yet lead to the master. */
    List<String> missing(ZoneSnapshot zone, String master) {
        List<String> missing = new ArrayList<>();
        if (options.cloud().has(Special.STATIC_NAT)) {
            List<ZoneSnapshot.StaticNat> wanted = List.of(new ZoneSnapshot.StaticNat(wholeAddress(), master, address));
            List<ZoneSnapshot.StaticNat> nats = zone.staticNats().stream()
                    .filter(nat -> nat.publicIp().equals(wholeAddress()))
                    .toList();
            if (!nats.equals(wanted)) {
                missing.add("static NAT of " + wholeAddress() + " does not lead to " + master + ": " + nats);
            }
            opening(zone, missing);
        }
        if (options.cloud().has(Special.BALANCER)) {
            members(zone, master, missing);
        }
        return missing;
    }

    private void opening(ZoneSnapshot zone, List<String> missing) {
        List<ZoneSnapshot.Firewall> rules = zone.firewallRules().stream()
                .filter(rule -> rule.publicIp().equals(wholeAddress()))
                .toList();
        if (rules.size() != 1 || !rules.get(0).state().equals("Active")) {
            missing.add("the firewall of " + wholeAddress() + " is not open once: " + rules);
        }
    }

    private void members(ZoneSnapshot zone, String master, List<String> missing) {
        for (ZoneSnapshot.Balancer balancer : zone.balancers()) {
            if (!balancer.published().ports().equals(balancedPort())) {
                continue;
            }
            List<ZoneSnapshot.Member> members = balancer.members();
            boolean right = members.size() == 2
                    && members.contains(new ZoneSnapshot.Member(OTHER_MEMBER, OTHER_MEMBER_ADDRESS))
                    && members.contains(new ZoneSnapshot.Member(master, address));
            if (!right) {
                missing.add(balancer.name() + " does not lead to " + master + " and the other machine: " + members);
            }
        }
    }
}
