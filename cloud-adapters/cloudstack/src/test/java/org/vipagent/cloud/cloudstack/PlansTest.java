package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.cloud.cloudstack.Situation.PUBLIC;
import static org.vipagent.cloud.cloudstack.Situation.VIP;
import static org.vipagent.cloud.cloudstack.Situation.forward;
import static org.vipagent.cloud.cloudstack.Situation.ip;
import static org.vipagent.cloud.cloudstack.Situation.member;
import static org.vipagent.cloud.cloudstack.Situation.nat;
import static org.vipagent.cloud.cloudstack.Situation.opening;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Policy.Interruption;
import org.vipagent.cloud.Policy.SeveralHolders;
import org.vipagent.net.IpAddress;

/** The orders of research on CloudStack, S0 to S6, and when which one is chosen. */
class PlansTest {
    private static final String NAT = "210.140.68.221";
    private static final String BALANCED = "210.140.68.222";
    private static final String ADD = "addIpToNic " + VIP + " to LB-backup";
    private static final String REMOVE = "removeIpFromNic " + VIP + " from LB";
    private static final Policy ANY = new Policy(Interruption.ANY, SeveralHolders.MASTER_KEEPS);

    private final Situation s = new Situation();

    private static Stream<CloudStackStep> steps(Plan plan) {
        return plan.stages().stream().flatMap(stage -> stage.steps().stream()).map(CloudStackStep.class::cast);
    }

    private void vipAtTheOtherWithRules(int rules) {
        s.peers = List.of(s.lb.id, s.backup.id);
        s.claiming(ip(VIP));
        s.cloud.hold(s.lb, VIP);
        for (int port = 8001; port <= 8000 + rules; port++) {
            s.claiming(forward(Integer.toString(port), VIP));
            s.cloud.rule(PUBLIC, Integer.toString(port), "LB", VIP);
        }
    }

    @Test
    void s0LeavesAPathThatFollowsArpAlone() {
        s.cloud.updates = TinyCloud.Updates.WORK;
        vipAtTheOtherWithRules(2);

        Plan plan = s.plan(Interruption.NONE);
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.why()).contains("S0: traffic follows ARP");
    }

    @Nested
    class S1 {
        @Test
        void movesByDeleteAndCreateWhereUpdateIsNotOffered() {
            vipAtTheOtherWithRules(3);

            Plan plan = s.plan(Interruption.ANY);
            assertThat(plan.stages()).hasSize(4);
            assertThat(plan.why())
                    .contains("S1: 3 rules of " + PUBLIC + " move by delete and create, because"
                            + " updatePortForwardingRule cannot move a rule here");
        }

        @Test
        void movesManyRulesAtOnceRatherThanOneByOne() {
            s.cloud.updates = TinyCloud.Updates.WORK;
            vipAtTheOtherWithRules(4);

            Plan plan = s.plan(Interruption.ANY);
            assertThat(steps(plan)).noneMatch(CloudStackStep.UpdateRule.class::isInstance);
            assertThat(steps(plan).filter(CloudStackStep.CreateRule.class::isInstance))
                    .allMatch(step -> step.lane().isEmpty());
            assertThat(plan.why()).contains("4 updates one after the other would take longer");
        }

        @Test
        void waitsForALongInterruption() {
            vipAtTheOtherWithRules(1);

            assertThat(s.plan(Interruption.BRIEF).isEmpty()).isTrue();
        }

        @Test
        void isChosenOnceAnUpdateWasSeenToDoNothing() {
            s.cloud.updates = TinyCloud.Updates.SILENT;
            vipAtTheOtherWithRules(2);
            assertThat(s.plan(Interruption.ANY).why()).contains("S2");

            s.follow(ANY, 6);

            assertThat(s.cloud.rules)
                    .allMatch(r -> r.vm().equals(s.backup.id) && r.guestIp().equals(VIP));
            assertThat(s.cloud.commands().stream().filter("updatePortForwardingRule"::equals))
                    .hasSize(2);
            s.cloud.rules.clear();
            s.cloud.rule(PUBLIC, "8001", "LB", VIP);
            assertThat(s.plan(Interruption.ANY).why()).contains("updatePortForwardingRule does nothing here");
        }

        @Test
        void isBackSoonerWhereThePathIsLostAnyway() {
            s.cloud.updates = TinyCloud.Updates.WORK;
            vipAtTheOtherWithRules(2);
            s.lb.state = "Destroyed";

            Plan plan = s.plan(Interruption.NONE);
            assertThat(plan.stages()).hasSize(4);
            assertThat(plan.why()).contains("the path is lost anyway");
        }
    }

    @Nested
    class S2 {
        @BeforeEach
        void updatesWork() {
            s.cloud.updates = TinyCloud.Updates.WORK;
            vipAtTheOtherWithRules(2);
        }

        @Test
        void parksFewRulesAtTheOwnAddressWhileTheVirtualOneMoves() {
            String rule = "updatePortForwardingRule " + PUBLIC + " tcp 800";
            assertThat(s.steps(Interruption.BRIEF))
                    .containsExactly(
                            List.of(
                                    rule + "1 -> " + VIP + " 8001 (LB) to 10.5.0.134 (LB-backup)",
                                    rule + "2 -> " + VIP + " 8002 (LB) to 10.5.0.134 (LB-backup)"),
                            List.of(REMOVE),
                            List.of(ADD),
                            List.of(
                                    rule + "1 -> " + VIP + " 8001 (LB) to " + VIP + " (LB-backup)",
                                    rule + "2 -> " + VIP + " 8002 (LB) to " + VIP + " (LB-backup)"));
        }

        @Test
        void goesOneByOneForEachPublicAddress() {
            assertThat(steps(s.plan(Interruption.BRIEF)).filter(CloudStackStep.UpdateRule.class::isInstance))
                    .allMatch(step -> step.lane().equals(Optional.of("ip-" + PUBLIC)));
        }

        @Test
        void isCarriedOutWithoutDeletingARule() {
            List<String> ids = s.cloud.rules.stream().map(TinyCloud.Rule::id).toList();

            s.follow(new Policy(Interruption.BRIEF, SeveralHolders.MASTER_KEEPS), 4);

            assertThat(s.cloud.rules).extracting(TinyCloud.Rule::id).containsExactlyElementsOf(ids);
            assertThat(s.cloud.rules)
                    .allMatch(r -> r.vm().equals(s.backup.id) && r.guestIp().equals(VIP));
            assertThat(s.cloud.commands()).doesNotContain("deletePortForwardingRule");
        }

        @Test
        void aRuleThatADeposedMasterParkedIsFoundByWhoWasJustRebooted() {
            TinyCloud.Rule rule = s.cloud.rules.get(0);
            s.cloud.rules.set(
                    0, new TinyCloud.Rule(rule.id(), PUBLIC, "8001", "8001", s.lb.id, s.lb.primary, "Active"));

            s.follow(ANY, 6);

            assertThat(s.cloud.rules.get(0).guestIp()).isEqualTo(VIP);
        }

        @Test
        void isNotChosenWithoutPeersForAnotherMasterCouldNotTellWhoseAParkedRuleIs() {
            s.peers = List.of();

            assertThat(s.plan(Interruption.ANY).why()).contains("S1").contains("no peers are named");
        }
    }

    @Nested
    class S3 {
        @BeforeEach
        void peers() {
            s.peers = List.of(s.lb.id, s.backup.id);
            s.claiming(forward("80", "primary"));
            s.cloud.rule(PUBLIC, "80", "LB", s.lb.primary);
        }

        @Test
        void leadsARuleToTheOwnAddressAtOnce() {
            s.cloud.updates = TinyCloud.Updates.WORK;

            assertThat(s.steps(Interruption.NONE))
                    .containsExactly(List.of("updatePortForwardingRule " + PUBLIC
                            + " tcp 80 -> 10.5.0.133 80 (LB) to 10.5.0.134 (LB-backup)"));
            assertThat(s.plan(Interruption.NONE).why()).contains("S3");
        }

        @Test
        void replacesItWhereUpdateDoesNotWork() {
            assertThat(s.steps(Interruption.NONE)).hasSize(2);
            s.follow(new Policy(Interruption.NONE, SeveralHolders.MASTER_KEEPS), 2);

            assertThat(s.view().holding(forward("80", "primary"))).isEqualTo(new Holding.Ours());
        }

        @Test
        void leavesTheRuleOfAMachineThatIsNoPeer() {
            s.peers = List.of(s.backup.id);

            assertThat(s.plan(Interruption.ANY).isEmpty()).isTrue();
            assertThat(s.plan(Interruption.ANY).why()).contains("somebody else's rule");
        }
    }

    @Nested
    class S4 {
        @Test
        void movesAtOnceAndAwaitsTheJobThatLetsTrafficThrough() {
            s.cloud.networkType = "Shared";
            s.cloud.securityGroups = true;
            vipAtTheOtherWithRules(0);

            Plan plan = s.plan(Interruption.NONE);
            assertThat(Situation.words(plan)).containsExactly(List.of(REMOVE), List.of(ADD));
            CloudStackStep add = (CloudStackStep) plan.stages().get(1).steps().get(0);
            assertThat(add.awaited()).isTrue();
            assertThat(add.opens()).contains(IpAddress.parse(VIP));
            assertThat(plan.why()).contains("S4");
        }

        @Test
        void awaitsNoJobWhereNoSecurityGroupFilters() {
            vipAtTheOtherWithRules(0);

            CloudStackStep add = (CloudStackStep)
                    s.plan(Interruption.NONE).stages().get(1).steps().get(0);
            assertThat(add.awaited()).isFalse();
            assertThat(add.opens()).isEmpty();
        }
    }

    @Nested
    class S5 {
        @BeforeEach
        void boundToTheOther() {
            s.claiming(ip(VIP), nat(NAT, VIP));
            s.cloud.hold(s.lb, VIP);
            s.cloud.nat(NAT, "LB", VIP);
            s.cloud.firewall(NAT).add("tcp|22|22|198.51.100.0/24");
            s.cloud.firewall(NAT).add("icmp|||0.0.0.0/0");
        }

        @Test
        void waitsWhileThePathWorks() {
            assertThat(s.plan(Interruption.BRIEF).isEmpty()).isTrue();
        }

        @Test
        void unbindsBeforeTheAddressLeavesAndBringsTheFirewallBack() {
            assertThat(s.steps(Interruption.ANY))
                    .containsExactly(
                            List.of("disableStaticNat " + NAT + " from " + VIP + " (LB)"),
                            List.of(REMOVE),
                            List.of(ADD),
                            List.of("enableStaticNat " + NAT + " -> " + VIP + " (LB-backup)"),
                            List.of(
                                    "createFirewallRule " + NAT + " icmp from 0.0.0.0/0",
                                    "createFirewallRule " + NAT + " tcp 22 from 198.51.100.0/24"));
        }

        @Test
        void bringsTheFirewallBackAlsoWhenItIsPlannedAnewAfterEachStage() {
            var before = List.copyOf(s.cloud.firewall(NAT));

            s.follow(ANY, 5);

            assertThat(s.cloud.firewall(NAT)).containsExactlyElementsOf(before);
            assertThat(s.view().holding(nat(NAT, VIP))).isEqualTo(new Holding.Ours());
        }

        @Test
        void theOtherNodeBringsBackWhatItSawWhenTheMasterDiedBetween() {
            s.view();
            s.cloud.staticNats.remove(NAT);
            s.cloud.firewall(NAT).clear();

            s.follow(ANY, 5);

            assertThat(s.cloud.firewall(NAT)).hasSize(2);
        }

        @Test
        void enablingTakesItsTimeAndHasNoJob() {
            CloudStackStep enable = steps(s.plan(Interruption.ANY))
                    .filter(CloudStackStep.EnableStaticNat.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            assertThat(enable.isSynchronous()).isTrue();
            assertThat(enable.readTimeout()).contains(Duration.ofSeconds(90));
        }

        @Test
        void leadsToAnotherAddressOfTheSameMachineDirectly() {
            s.lb.secondaries.clear();
            s.cloud.hold(s.backup, VIP);
            s.cloud.staticNats.put(NAT, new TinyCloud.Nat(s.backup.id, s.backup.primary));

            assertThat(s.steps(Interruption.NONE))
                    .containsExactly(List.of("enableStaticNat " + NAT + " -> " + VIP + " (LB-backup)"));
        }

        @Test
        void leavesTheAddressOfAnUnclaimedStaticNat() {
            s.claims.remove(nat(NAT, VIP));

            Plan plan = s.plan(Interruption.ANY);
            assertThat(plan.isEmpty()).isTrue();
            assertThat(plan.why()).contains("static NAT of " + NAT + " leads to it");
        }

        @Test
        void leavesAStaticNatThatLeadsToSomebodyElse() {
            s.cloud.staticNats.put(NAT, new TinyCloud.Nat(s.web.id, s.web.primary));
            s.lb.secondaries.clear();

            Plan plan = s.plan(Interruption.ANY);
            assertThat(steps(plan)).noneMatch(CloudStackStep.DisableStaticNat.class::isInstance);
            assertThat(plan.why()).contains("somebody else's");
        }

        @Test
        void doesNotForgetAClaimedOpening() {
            s.claiming(opening(NAT, 22, "198.51.100.0/24"), opening(NAT, 443, "0.0.0.0/0"));

            s.follow(ANY, 5);

            assertThat(s.cloud.firewall(NAT)).hasSize(3);
            assertThat(s.view().holding(opening(NAT, 22, "198.51.100.0/24"))).isEqualTo(new Holding.There());
        }
    }

    @Test
    void s6MovesStaticNatToTheOwnAddressAtOnce() {
        s.peers = List.of(s.lb.id, s.backup.id);
        s.claiming(nat(NAT, "primary"));
        s.cloud.nat(NAT, "LB", s.lb.primary);
        s.cloud.firewall(NAT).add("tcp|80|80|0.0.0.0/0");

        assertThat(s.steps(Interruption.NONE))
                .containsExactly(
                        List.of("disableStaticNat " + NAT + " from 10.5.0.133 (LB)"),
                        List.of("enableStaticNat " + NAT + " -> 10.5.0.134 (LB-backup)"),
                        List.of("createFirewallRule " + NAT + " tcp 80 from 0.0.0.0/0"));
    }

    @Test
    void namesTheTierOfAVpcForStaticNatToo() {
        s.cloud.vpc = true;
        s.claiming(ip(VIP), nat(PUBLIC, VIP));

        CloudStackStep enable = steps(s.plan(Interruption.NONE)).toList().get(1);
        assertThat(enable.parameters()).containsEntry("networkid", "net-1").containsEntry("vmguestip", VIP);
        assertThat(s.cloud.commands()).doesNotContain("listFirewallRules");
    }

    @Nested
    class Members {
        @Test
        void leaveBeforeTheAddressAndJoinAfterIt() {
            s.claiming(ip(VIP), member(BALANCED, 80, VIP));
            s.cloud.publicIps.add(BALANCED);
            s.cloud.hold(s.lb, VIP);
            s.cloud.balancer(
                    BALANCED, "80", new TinyCloud.Member(s.lb.id, VIP), new TinyCloud.Member(s.web.id, s.web.primary));

            assertThat(s.plan(Interruption.NONE).isEmpty()).isTrue();
            assertThat(s.steps(Interruption.ANY))
                    .containsExactly(
                            List.of("removeFromLoadBalancerRule " + BALANCED + " 80 " + VIP + " (LB)"),
                            List.of(REMOVE),
                            List.of(ADD),
                            List.of("assignToLoadBalancerRule " + BALANCED + " 80 " + VIP + " (LB-backup)"));
            s.follow(ANY, 4);
            assertThat(s.cloud.balancers.get(0).members())
                    .containsExactlyInAnyOrder(
                            new TinyCloud.Member(s.backup.id, VIP), new TinyCloud.Member(s.web.id, s.web.primary));
        }

        @Test
        void theOwnAddressJoinsBeforeThePeersLeaves() {
            s.peers = List.of(s.lb.id);
            s.claiming(member(BALANCED, 80, "primary"));
            s.cloud.publicIps.add(BALANCED);
            s.cloud.balancer(BALANCED, "80", new TinyCloud.Member(s.lb.id, s.lb.primary));

            assertThat(s.steps(Interruption.NONE))
                    .containsExactly(
                            List.of("assignToLoadBalancerRule " + BALANCED + " 80 10.5.0.134 (LB-backup)"),
                            List.of("removeFromLoadBalancerRule " + BALANCED + " 80 10.5.0.133 (LB)"));
        }

        @Test
        void sayThatTheirRuleIsMissing() {
            s.claiming(ip(VIP), member(BALANCED, 80, VIP));
            s.cloud.publicIps.add(BALANCED);

            assertThat(s.plan(Interruption.ANY).why()).contains("there is no load-balancer rule");
        }
    }

    @Nested
    class Openings {
        @Test
        void areMadeIfTheyAreMissingAndNeverRemoved() {
            s.claiming(opening(PUBLIC, 80, "198.51.100.0/24", "203.0.113.0/24"));
            s.cloud.firewall(PUBLIC).add("tcp|80|80|198.51.100.0/24");
            s.cloud.firewall(PUBLIC).add("tcp|22|22|0.0.0.0/0");

            assertThat(s.steps(Interruption.NONE))
                    .containsExactly(List.of("createFirewallRule " + PUBLIC + " tcp 80 from 203.0.113.0/24"));
            s.follow(ANY, 1);
            assertThat(s.cloud.firewall(PUBLIC)).hasSize(3);
            assertThat(s.view().holding(s.claims.get(0))).isEqualTo(new Holding.There());
        }

        @Test
        void areLeftToAccessListsInAVpc() {
            s.cloud.vpc = true;
            s.claiming(opening(PUBLIC, 80, "0.0.0.0/0"));

            assertThat(s.plan(Interruption.ANY).why()).contains("network access lists");
        }
    }
}
