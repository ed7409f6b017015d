package org.vipagent.cloud.cloudstack.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.BalancerMember;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudAdapter;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Credentials;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.FirewallOpening;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Policy.Interruption;
import org.vipagent.cloud.Policy.SeveralHolders;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.ProviderSettings;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.StaticNat;
import org.vipagent.cloud.Target;
import org.vipagent.cloud.simulator.SimulatorServer;
import org.vipagent.cloud.simulator.Zone;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.cloud.simulator.ZoneTiming;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/** Claims of every kind follow over HTTP, planned anew after each stage; this node is LB-backup. */
class SimulatedClaimsTest {
    private static final IpAddress VIP = IpAddress.parse("10.5.0.100");
    private static final IpAddress NAT = IpAddress.parse("210.140.68.231");
    private static final IpAddress BALANCED = IpAddress.parse("210.140.68.232");
    private static final IpAddress FORWARDED = IpAddress.parse("210.140.68.220");
    private static final String LB = "a2fa6425-aacc-4aba-bb84-e486a41e1c9e";
    private static final Policy ANYTHING = new Policy(Interruption.ANY, SeveralHolders.MASTER_KEEPS);

    private final SimulatorServer server = start();
    private final CloudAdapter backup = new CloudStackAdapterFactory()
            .create(new ProviderSettings(
                    "sim",
                    "cloudstack",
                    server.endpoint(),
                    new Credentials("demo-api-key", "demo-secret-key"),
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    1000,
                    Optional.empty(),
                    Set.of(MacAddress.parse("02:00:0a:30:00:10"))));
    private Claims claims = new Claims("VI_1", List.of(), List.of(LB));

    private static SimulatorServer start() {
        ZoneLayout layout = ZoneLayout.howTo().toBuilder()
                .publicIp(ZoneLayout.PublicIp.of("", NAT.toString(), "network1"))
                .publicIp(ZoneLayout.PublicIp.of("", BALANCED.toString(), "network1"))
                .staticNat(new ZoneLayout.StaticNat(NAT, "LB", VIP))
                .firewall(new ZoneLayout.Firewall(NAT, "tcp", Optional.of(PortRange.of(22)), "198.51.100.0/24"))
                .firewall(new ZoneLayout.Firewall(NAT, "tcp", Optional.of(PortRange.of(80)), "0.0.0.0/0"))
                .balancer(new ZoneLayout.Balancer(
                        "", "web", BALANCED, 80, Map.of("LB", VIP, "Web1", IpAddress.parse("10.5.0.36"))))
                .build();
        try {
            return SimulatorServer.start(Zone.of(layout, new ZoneTiming(5, 20, 20, 20, 86_400_000), 1));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        backup.close();
        server.close();
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20).toNanos(), System.nanoTime());
    }

    private static CloudView seen(Observation observation) {
        assertThat(observation).isInstanceOf(Observation.Seen.class);
        return ((Observation.Seen) observation).view();
    }

    private void follow(Claim... claimed) {
        claims = new Claims("VI_1", List.of(claimed), List.of(LB));
        CloudView view = seen(backup.observe(claims, soon()));
        for (int stages = 0; stages < 10; stages++) {
            Plan plan = backup.plan(claims, view, ANYTHING);
            if (plan.isEmpty()) {
                assertEverythingIsAsClaimed(view, plan);
                return;
            }
            StageOutcome outcome = backup.execute(claims, plan.stages().get(0), () -> true, soon());
            assertThat(outcome.allDone()).as(plan + " " + outcome.steps()).isTrue();
            view = seen(outcome.after());
        }
        throw new AssertionError("it does not come to an end");
    }

    private void assertEverythingIsAsClaimed(CloudView view, Plan plan) {
        for (Claim claim : claims.claims()) {
            assertThat(view.holding(claim).isAsClaimed())
                    .as(claim.describe() + ": " + view.holding(claim) + "; " + plan.why())
                    .isTrue();
        }
    }

    private static PortForward forward(Target target) {
        return new PortForward(FORWARDED, TransportProtocol.TCP, PortRange.of(80), target, PortRange.of(80));
    }

    @Test
    void staticNatFirewallMembersAndRulesFollowTheAddress() {
        Target vip = new Target.Virtual(VIP);
        follow(
                new SecondaryIp(VIP),
                forward(vip),
                new StaticNat(NAT, vip),
                new BalancerMember(BALANCED, PortRange.of(80), vip),
                new FirewallOpening(
                        FORWARDED,
                        Optional.of(TransportProtocol.TCP),
                        Optional.of(PortRange.of(80)),
                        List.of("0.0.0.0/0")));

        ZoneSnapshot zone = server.snapshot();
        assertThat(zone.holders(VIP)).containsExactly("LB-backup");
        assertThat(zone.staticNats()).containsExactly(new ZoneSnapshot.StaticNat(NAT, "LB-backup", VIP));
        assertThat(zone.firewallRules().stream().filter(f -> f.publicIp().equals(NAT)))
                .hasSize(2)
                .allMatch(f -> f.state().equals("Active"));
        assertThat(zone.balancers().get(0).members())
                .containsExactlyInAnyOrder(
                        new ZoneSnapshot.Member("LB-backup", VIP),
                        new ZoneSnapshot.Member("Web1", IpAddress.parse("10.5.0.36")));
    }

    /** Made without a word about the firewall, as by the web interface: the server opens it, and closes it again. */
    private void makeRuleWithDefaults(int port) {
        server.zone(zone -> zone.handle(
                Map.of(
                        "command",
                        "createPortForwardingRule",
                        "apikey",
                        "demo-api-key",
                        "ipaddressid",
                        "0c5cc05a-26d5-4539-9c7a-0f935291f71d",
                        "virtualmachineid",
                        LB,
                        "vmguestip",
                        VIP.toString(),
                        "protocol",
                        "tcp",
                        "publicport",
                        Integer.toString(port),
                        "privateport",
                        Integer.toString(port)),
                server.now()));
    }

    @Test
    void whatTheServerOpenedForARuleIsOpenAfterTheRuleWasDeletedAndCreated() {
        Target vip = new Target.Virtual(VIP);
        List<Claim> claimed = new ArrayList<>(List.of(
                new SecondaryIp(VIP),
                forward(vip),
                new StaticNat(NAT, vip),
                new BalancerMember(BALANCED, PortRange.of(80), vip)));
        for (int port = 8081; port <= 8084; port++) {
            makeRuleWithDefaults(port);
            claimed.add(new PortForward(FORWARDED, TransportProtocol.TCP, PortRange.of(port), vip, PortRange.of(port)));
        }
        while (server.snapshot().jobsPending() > 0) {
            Thread.onSpinWait();
        }
        assertThat(server.snapshot().firewallRules().stream()
                        .filter(f -> f.publicIp().equals(FORWARDED)))
                .hasSize(4);

        follow(claimed.toArray(Claim[]::new));

        assertThat(server.snapshot().portForwards())
                .allMatch(rule -> rule.machine().equals("LB-backup"));
        assertThat(server.snapshot().firewallRules().stream()
                        .filter(f -> f.publicIp().equals(FORWARDED)))
                .hasSize(4)
                .allMatch(f -> f.state().equals("Active"));
    }

    @Test
    void rulesToTheOwnAddressMoveWithoutAnyAddress() {
        follow(forward(new Target.Virtual(VIP)));
        follow(forward(new Target.Primary()));

        ZoneSnapshot zone = server.snapshot();
        assertThat(zone.holders(VIP)).containsExactly("LB");
        assertThat(zone.portForwards()).singleElement().satisfies(rule -> {
            assertThat(rule.machine()).isEqualTo("LB-backup");
            assertThat(rule.target()).isEqualTo(IpAddress.parse("10.5.0.195"));
        });
    }

    @Test
    void aMemberIsSeenOnAServerThatShowsMachinesOnly() {
        server.zone(zone -> {
            zone.faults().habits().oldServer(true);
            return null;
        });
        BalancerMember member = new BalancerMember(BALANCED, PortRange.of(80), new Target.Primary());
        claims = new Claims("VI_1", List.of(member), List.of(LB));

        assertThat(seen(backup.observe(claims, soon())).holding(member).describe())
                .isEqualTo("LB");
    }
}
