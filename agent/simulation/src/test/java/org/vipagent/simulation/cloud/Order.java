package org.vipagent.simulation.cloud;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.vipagent.cloud.BalancerMember;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.FirewallOpening;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.StaticNat;
import org.vipagent.cloud.Target;
import org.vipagent.cloud.simulator.Zone;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.cloud.simulator.ZoneTiming;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/**
 * An order in which a cloud can be made to follow, with the claims and the zone that demand it. Everything is at LB;
 * the node is LB-backup. The zone also holds things that are none of the node's business.
 *
 * @param oldServer whether the server behaves like one of the 4.3 line
 */
record Order(String name, String profile, boolean oldServer, Claims claims, ZoneLayout layout) {
    static final String OWN_MAC = "02:00:0a:30:00:10";
    static final String OWN = "LB-backup";
    static final String OWN_ID = "bb4095f1-c6b1-4646-8e89-762cd26a53d2";
    static final String OTHER = "LB";
    static final String OTHER_ID = "a2fa6425-aacc-4aba-bb84-e486a41e1c9e";
    static final IpAddress VIP = IpAddress.parse("10.5.0.100");
    private static final IpAddress OWN_PRIMARY = IpAddress.parse("10.5.0.195");
    private static final IpAddress OTHER_PRIMARY = IpAddress.parse("10.5.0.133");
    private static final IpAddress WEB_PRIMARY = IpAddress.parse("10.5.0.36");
    static final String PUBLIC = "210.140.68.220";
    private static final String NAT = "210.140.68.221";
    private static final String BALANCED = "210.140.68.222";
    private static final String NETWORK = "network1";
    private static final Target TO_THE_VIP = new Target.Virtual(VIP);
    private static final Target TO_THE_OWN = new Target.Primary();

    static List<Order> all() {
        return List.of(
                s1("S1", "idcf", true, 3),
                s1("S2", "cloudstack", false, 3),
                s3("S3 update", "cloudstack", false),
                s3("S3 replace", "idcf", true),
                s4(),
                s5(),
                s6(),
                member(),
                nothingThere());
    }

    static Order named(String name) {
        return all().stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
    }

    private static Order s1(String name, String profile, boolean old, int rules) {
        List<Claim> claims = new ArrayList<>();
        claims.add(new SecondaryIp(VIP));
        ZoneLayout.Builder zone = zone(true, nic -> nic.holding("", VIP.toString()));
        for (int port = 8001; port <= 8000 + rules; port++) {
            claims.add(forward(port, TO_THE_VIP));
            zone.portForward(ZoneLayout.PortForward.tcp(PUBLIC, port, OTHER, VIP.toString()));
        }
        return new Order(name, profile, old, claims(claims), zone.build());
    }

    /** Like S1, but for the rules, which are still to be made. */
    static Order withoutRules(int rules) {
        Order whole = s1("S1 with sources", "cloudstack", false, rules);
        return new Order(
                whole.name(),
                whole.profile(),
                whole.oldServer(),
                whole.claims(),
                zone(true, nic -> nic.holding("", VIP.toString())).build());
    }

    /** S1 without peers, in a zone with so many machines; one in the middle of them holds the address. */
    static Order amongMany(int machines) {
        ZoneLayout.Builder zone = zone(true, nic -> nic);
        for (int i = 3; i < machines; i++) {
            boolean holds = i == machines / 2;
            zone.machine(stranger(i, nic -> holds ? nic.holding("", VIP.toString()) : nic));
        }
        return new Order(
                "many machines",
                "idcf",
                true,
                new Claims("VI_1", List.of(new SecondaryIp(VIP)), List.of()),
                zone.build());
    }

    private static ZoneLayout.Machine stranger(int number, UnaryOperator<ZoneLayout.Nic> nic) {
        String mac = String.format("02:00:77:00:%02x:%02x", number / 256, number % 256);
        String address = "10.5." + (1 + number / 200) + "." + (10 + number % 200);
        return ZoneLayout.Machine.of("App" + number, nic.apply(ZoneLayout.Nic.of(NETWORK, mac, address)));
    }

    private static Order s3(String name, String profile, boolean old) {
        List<Claim> claims = List.of(forward(8001, TO_THE_OWN), forward(8002, TO_THE_OWN));
        ZoneLayout.Builder zone = zone(true, nic -> nic)
                .portForward(ZoneLayout.PortForward.tcp(PUBLIC, 8001, OTHER, OTHER_PRIMARY.toString()))
                .portForward(ZoneLayout.PortForward.tcp(PUBLIC, 8002, OTHER, OTHER_PRIMARY.toString()));
        return new Order(name, profile, old, claims(claims), zone.build());
    }

    private static Order s4() {
        ZoneLayout.Builder zone = zone(false, nic -> nic.holding("", VIP.toString()));
        return new Order("S4", "cloudstack", false, claims(List.of(new SecondaryIp(VIP))), zone.build());
    }

    private static Order s5() {
        List<Claim> claims = List.of(new SecondaryIp(VIP), new StaticNat(IpAddress.parse(NAT), TO_THE_VIP));
        ZoneLayout.Builder zone = bound(zone(true, nic -> nic.holding("", VIP.toString())), VIP);
        return new Order("S5", "cloudstack", false, claims(claims), zone.build());
    }

    private static Order s6() {
        List<Claim> claims = List.of(new StaticNat(IpAddress.parse(NAT), TO_THE_OWN));
        return new Order(
                "S6",
                "cloudstack",
                false,
                claims(claims),
                bound(zone(true, nic -> nic), OTHER_PRIMARY).build());
    }

    private static Order member() {
        List<Claim> claims = List.of(
                new SecondaryIp(VIP), new BalancerMember(IpAddress.parse(BALANCED), PortRange.of(80), TO_THE_VIP));
        ZoneLayout.Builder zone = zone(true, nic -> nic.holding("", VIP.toString()))
                .balancer(new ZoneLayout.Balancer(
                        "", "web", IpAddress.parse(BALANCED), 80, Map.of(OTHER, VIP, "Web1", WEB_PRIMARY)));
        return new Order("LB member", "cloudstack", false, claims(claims), zone.build());
    }

    /** The first start of a cluster: nobody has anything. */
    private static Order nothingThere() {
        List<Claim> claims = List.of(
                new SecondaryIp(VIP),
                forward(8001, TO_THE_VIP),
                new FirewallOpening(
                        IpAddress.parse(PUBLIC),
                        Optional.of(TransportProtocol.TCP),
                        Optional.of(PortRange.of(8001)),
                        List.of("198.51.100.0/24", "203.0.113.0/24")));
        return new Order(
                "first start",
                "cloudstack",
                false,
                claims(claims),
                zone(true, nic -> nic).build());
    }

    private static Claims claims(List<Claim> claims) {
        return new Claims("VI_1", claims, List.of(OTHER_ID, OWN_ID));
    }

    private static PortForward forward(int port, Target target) {
        PortRange ports = PortRange.of(port);
        return new PortForward(IpAddress.parse(PUBLIC), TransportProtocol.TCP, ports, target, ports);
    }

    private static ZoneLayout.Builder bound(ZoneLayout.Builder zone, IpAddress target) {
        IpAddress nat = IpAddress.parse(NAT);
        return zone.staticNat(new ZoneLayout.StaticNat(nat, OTHER, target))
                .firewall(new ZoneLayout.Firewall(nat, "tcp", Optional.of(PortRange.of(80)), "0.0.0.0/0"))
                .firewall(new ZoneLayout.Firewall(
                        nat, "tcp", Optional.of(PortRange.of(22)), "198.51.100.0/24,203.0.113.0/24"));
    }

    private static ZoneLayout.Builder zone(boolean isolated, UnaryOperator<ZoneLayout.Nic> other) {
        ZoneLayout.Nic lb = ZoneLayout.Nic.of(NETWORK, "02:00:56:df:00:0f", OTHER_PRIMARY.toString())
                .holding("", "10.5.0.210");
        ZoneLayout.Nic backup = ZoneLayout.Nic.of(NETWORK, OWN_MAC, OWN_PRIMARY.toString());
        ZoneLayout.Nic web = ZoneLayout.Nic.of(NETWORK, "02:00:11:5c:00:11", WEB_PRIMARY.toString());
        ZoneLayout.Builder zone = ZoneLayout.builder()
                .account(new ZoneLayout.Account("demo", "demo-api-key", "demo-secret-key"))
                .network(
                        isolated
                                ? ZoneLayout.Network.isolated(NETWORK, "10.5.0.0/21", "10.5.0.1")
                                : ZoneLayout.Network.withSecurityGroups(NETWORK, "10.5.0.0/21", "10.5.0.1"))
                .machine(new ZoneLayout.Machine(OTHER_ID, OTHER, List.of(other.apply(lb))))
                .machine(new ZoneLayout.Machine(OWN_ID, OWN, List.of(backup)))
                .machine(ZoneLayout.Machine.of("Web1", web));
        return isolated
                ? zone.publicIp(ZoneLayout.PublicIp.sourceNat("", PUBLIC, NETWORK))
                        .publicIp(ZoneLayout.PublicIp.of("", NAT, NETWORK))
                        .publicIp(ZoneLayout.PublicIp.of("", BALANCED, NETWORK))
                        .portForward(ZoneLayout.PortForward.tcp(PUBLIC, 443, "Web1", WEB_PRIMARY.toString()))
                        .portForward(ZoneLayout.PortForward.tcp(PUBLIC, 22, OTHER, OTHER_PRIMARY.toString()))
                        .firewall(new ZoneLayout.Firewall(
                                IpAddress.parse(PUBLIC), "tcp", Optional.of(PortRange.of(443)), "0.0.0.0/0"))
                : zone;
    }

    Zone zone(ZoneTiming timing) {
        Zone zone = Zone.of(layout, timing, 1);
        zone.faults().oldServer(oldServer);
        return zone;
    }

    /** What is not as the master wants it; empty when all is. */
    Optional<String> wrong(ZoneSnapshot zone) {
        return claims.claims().stream()
                .map(claim -> wrong(zone, claim))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> wrong(ZoneSnapshot zone, Claim claim) {
        boolean right;
        if (claim instanceof SecondaryIp ip) {
            right = zone.holders(ip.address()).equals(List.of(OWN));
        } else if (claim instanceof PortForward forward) {
            List<ZoneSnapshot.PortForward> rules = zone.portForwards().stream()
                    .filter(r -> r.published().equals(published(forward)))
                    .toList();
            right = rules.size() == 1
                    && rules.get(0).isActive()
                    && rules.get(0).machine().equals(OWN)
                    && rules.get(0).target().equals(inside(forward.target()));
        } else if (claim instanceof StaticNat nat) {
            right = zone.staticNats().contains(new ZoneSnapshot.StaticNat(nat.publicIp(), OWN, inside(nat.target())));
        } else if (claim instanceof BalancerMember member) {
            Set<ZoneSnapshot.Member> wanted = Set.of(
                    new ZoneSnapshot.Member(OWN, inside(member.target())),
                    new ZoneSnapshot.Member("Web1", WEB_PRIMARY));
            right = zone.balancers().size() == 1
                    && Set.copyOf(zone.balancers().get(0).members()).equals(wanted);
        } else {
            right = firewall(zone).contains(PUBLIC + " tcp 8001 [198.51.100.0/24, 203.0.113.0/24] Active");
        }
        return right ? Optional.empty() : Optional.of(claim.describe() + " is not as wanted in " + zone);
    }

    private static ZoneSnapshot.Endpoint published(PortForward forward) {
        return new ZoneSnapshot.Endpoint(forward.publicIp(), forward.protocol(), forward.publicPorts());
    }

    private static IpAddress inside(Target target) {
        return target instanceof Target.Virtual virtual ? virtual.address() : OWN_PRIMARY;
    }

    /** A public port that two rules have; empty if there is none. */
    Optional<String> duplicate(ZoneSnapshot zone) {
        Set<ZoneSnapshot.Endpoint> seen = new HashSet<>();
        return zone.portForwards().stream()
                .filter(rule -> !seen.add(rule.published()))
                .findFirst()
                .map(rule -> "two rules have " + rule.published());
    }

    /** What somebody has lost; empty if nothing is. */
    Optional<String> lost(ZoneSnapshot before, ZoneSnapshot after) {
        Set<ZoneSnapshot.Endpoint> ours = new HashSet<>();
        claims.claims().stream()
                .filter(PortForward.class::isInstance)
                .forEach(claim -> ours.add(published((PortForward) claim)));
        for (ZoneSnapshot.PortForward rule : before.portForwards()) {
            if (!ours.contains(rule.published()) && !after.portForwards().contains(rule)) {
                return Optional.of("somebody else's rule " + rule + " is not as it was");
            }
        }
        for (ZoneSnapshot.SecondaryIp ip : before.secondaryIps()) {
            if (!ip.address().equals(VIP) && !after.secondaryIps().contains(ip)) {
                return Optional.of("somebody else's address " + ip + " is not as it was");
            }
        }
        List<String> missing = new ArrayList<>(firewall(before));
        firewall(after).forEach(missing::remove);
        if (!missing.isEmpty()) {
            return Optional.of("firewall rules are lost: " + missing);
        }
        boolean openings = claims.claims().stream().anyMatch(FirewallOpening.class::isInstance);
        int most = before.firewallRules().size() + (openings ? 1 : 0);
        return after.firewallRules().size() > most
                ? Optional.of("there are more firewall rules than before: " + after.firewallRules())
                : Optional.empty();
    }

    private static List<String> firewall(ZoneSnapshot zone) {
        return zone.firewallRules().stream()
                .map(r -> r.publicIp() + " " + r.protocol() + " " + r.ports() + " "
                        + List.of(r.cidrs().split(",")).stream().sorted().toList() + " " + r.state())
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
