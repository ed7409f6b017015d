package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vipagent.cloud.cloudstack.Situation.PUBLIC;
import static org.vipagent.cloud.cloudstack.Situation.VIP;
import static org.vipagent.cloud.cloudstack.Situation.forward;
import static org.vipagent.cloud.cloudstack.Situation.ip;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Step;

class CloudStackPlannerTest {
    private static final String ADD = "addIpToNic " + VIP + " to LB-backup";
    private static final String REMOVE = "removeIpFromNic " + VIP + " from LB";
    private static final String CREATE_80 =
            "createPortForwardingRule " + PUBLIC + " tcp 80 -> " + VIP + " 80 (LB-backup)";
    private static final String DELETE_80 = "deletePortForwardingRule " + PUBLIC + " tcp 80 -> " + VIP + " 80 (LB)";

    private final Situation s = new Situation();

    @Test
    void addsWhatNobodyHolds() {
        s.claiming(ip(VIP), forward("80", VIP));

        assertThat(s.steps(false)).containsExactly(List.of(ADD), List.of(CREATE_80));
        assertThat(s.plan(false).stages().get(0).steps().get(0).interrupts()).isFalse();
    }

    @Test
    void movesInFourStages() {
        s.claiming(ip(VIP), forward("80", VIP), forward("443", VIP));
        s.cloud.hold(s.lb, VIP);
        s.cloud.rule(PUBLIC, "80", "LB", VIP);
        s.cloud.rule(PUBLIC, "443", "LB", VIP);

        assertThat(s.steps(true))
                .containsExactly(
                        List.of(DELETE_80, DELETE_80.replace("80 ", "443 ").replace(" 80", " 80")),
                        List.of(REMOVE),
                        List.of(ADD),
                        List.of(CREATE_80, CREATE_80.replace(" 80 ", " 443 ")));
        List<Step> steps = s.plan(true).stages().stream()
                .flatMap(stage -> stage.steps().stream())
                .toList();
        assertThat(steps).extracting(Step::interrupts).containsExactly(true, true, true, false, false, false);
        assertThat(steps).extracting(Step::destroys).containsExactly(true, true, true, false, false, false);
    }

    @Test
    void leavesAWorkingPathAloneUntilItMayInterrupt() {
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.lb, VIP);
        s.cloud.rule(PUBLIC, "80", "LB", VIP);

        Plan plan = s.plan(false);
        assertThat(plan.stages()).isEmpty();
        assertThat(plan.why()).contains(VIP + " stays at LB", "the path to it works");
    }

    @Test
    void makesAMissingRuleForTheHolderWhileTheAddressMayNotMove() {
        s.claiming(ip(VIP), forward("80", VIP), forward("443", VIP));
        s.cloud.hold(s.lb, VIP);
        s.cloud.rule(PUBLIC, "80", "LB", VIP);

        assertThat(s.steps(false))
                .containsExactly(List.of("createPortForwardingRule " + PUBLIC + " tcp 443 -> " + VIP + " 443 (LB)"));
    }

    @Test
    void movesAnAddressThatNoRuleLeadsToAtOnce() {
        s.claiming(ip(VIP));
        s.cloud.hold(s.lb, VIP);

        assertThat(s.steps(false)).containsExactly(List.of(REMOVE), List.of(ADD));
    }

    @Test
    void movesAtOnceInASharedNetworkWhereThePathDoesNotFollowArp() {
        s.cloud.networkType = "Shared";
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.lb, VIP);
        s.cloud.rule(PUBLIC, "80", "LB", VIP);

        Plan plan = s.plan(false);
        assertThat(plan.stages()).hasSize(4);
        assertThat(plan.stages().stream().flatMap(x -> x.steps().stream())).noneMatch(Step::interrupts);
    }

    @Test
    void movesAtOnceFromADestroyedMachine() {
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.lb, VIP);
        s.cloud.rule(PUBLIC, "80", "LB", VIP);
        s.lb.state = "Destroyed";

        Plan plan = s.plan(false);
        assertThat(plan.stages()).hasSize(4);
        assertThat(plan.stages().stream().flatMap(x -> x.steps().stream())).noneMatch(Step::interrupts);
    }

    @Test
    void doesNotHurryAwayFromAStoppedMachine() {
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.lb, VIP);
        s.cloud.rule(PUBLIC, "80", "LB", VIP);
        s.lb.state = "Stopped";

        assertThat(s.plan(false).stages()).isEmpty();
    }

    @Test
    void makesARuleThatIsMissing() {
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.backup, VIP);

        assertThat(s.steps(false)).containsExactly(List.of(CREATE_80));
    }

    @Test
    void doesNothingWhenEverythingIsOurs() {
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.backup, VIP);
        s.cloud.rule(PUBLIC, "80", "LB-backup", VIP);

        assertThat(s.plan(true)).isEqualTo(Plan.nothing("everything is as claimed"));
    }

    @Test
    void replacesARuleThatLeadsToAnotherAddressOfThisNodeAtOnce() {
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.backup, VIP);
        s.cloud.rule(PUBLIC, "80", "LB-backup", "10.5.0.134");

        assertThat(s.steps(false))
                .containsExactly(
                        List.of("deletePortForwardingRule " + PUBLIC + " tcp 80 -> 10.5.0.134 80 (LB-backup)"),
                        List.of(CREATE_80));
    }

    @Test
    void replacesAWorkingRuleThatNamesThePeerOnlyWhenItMayInterrupt() {
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.backup, VIP);
        s.cloud.rule(PUBLIC, "80", "LB", VIP);

        assertThat(s.plan(false).stages()).isEmpty();
        assertThat(s.plan(false).why()).contains("its rule works");
        assertThat(s.steps(true)).containsExactly(List.of(DELETE_80), List.of(CREATE_80));
    }

    @Test
    void repairsARuleThatTheRouterDoesNotHave() {
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.backup, VIP);
        s.cloud.rules.add(new TinyCloud.Rule("r", PUBLIC, "80", "80", s.lb.id, VIP, "Deleting"));

        assertThat(s.steps(false)).containsExactly(List.of(DELETE_80), List.of(CREATE_80));
    }

    @Test
    void keepsWhomAReplacedRuleAdmitted() {
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.cidrList = "198.51.100.0/24";
        s.cloud.hold(s.lb, VIP);
        s.cloud.rule(PUBLIC, "80", "LB", VIP);

        Step create = s.plan(true).stages().get(3).steps().get(0);
        assertThat(((CloudStackStep) create).parameters())
                .containsEntry("cidrlist", "198.51.100.0/24")
                .containsEntry("openfirewall", "false")
                .doesNotContainKey("networkid");
    }

    @Test
    void namesTheTierForAnAddressThatBelongsToAVpcOnly() {
        s.cloud.vpc = true;
        s.claiming(ip(VIP), forward("80", VIP));

        Step create = s.plan(true).stages().get(1).steps().get(0);
        assertThat(((CloudStackStep) create).parameters()).containsEntry("networkid", "net-1");
    }

    @Test
    void replacesARuleThatLeadsToAnotherPortOfTheAddressAtOnce() {
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.backup, VIP);
        s.cloud.rules.add(new TinyCloud.Rule("r", PUBLIC, "80", "8080", s.backup.id, VIP, "Active"));

        assertThat(s.steps(false))
                .containsExactly(
                        List.of("deletePortForwardingRule " + PUBLIC + " tcp 80 -> " + VIP + " 8080 (LB-backup)"),
                        List.of(CREATE_80));
    }

    @Test
    void leavesTheRulesOfOthersAlone() {
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.backup, VIP);
        s.cloud.rule(PUBLIC, "80", "web-1", "10.5.0.135");
        s.cloud.rule(PUBLIC, "8080", "web-1", "10.5.0.135");

        Plan plan = s.plan(true);
        assertThat(plan.stages()).isEmpty();
        assertThat(plan.why()).contains("somebody else's rule is in the way").contains("web-1");
    }

    @Test
    void takesOnlyFromTheNamedPeers() {
        s.peers = List.of(s.lb.id);
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.web, VIP);
        s.cloud.rule(PUBLIC, "80", "web-1", VIP);

        Plan plan = s.plan(true);
        assertThat(plan.stages()).isEmpty();
        assertThat(plan.why()).contains("web-1 is not one of the peers");
    }

    @Test
    void refusesToMoveAnAddressThatAnUnclaimedRuleLeadsTo() {
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.lb, VIP);
        s.cloud.rule(PUBLIC, "80", "LB", VIP);
        s.cloud.rule(PUBLIC, "8443", "LB", VIP);

        Plan plan = s.plan(true);
        assertThat(plan.stages()).isEmpty();
        assertThat(plan.why()).contains(PUBLIC + " tcp 8443").contains("claim it with port_forward");
    }

    @Test
    void refusesToMoveAnAddressThatStaticNatLeadsTo() {
        s.claiming(ip(VIP));
        s.cloud.hold(s.lb, VIP);
        s.cloud.nat("210.140.68.221", "LB", VIP);

        Plan plan = s.plan(true);
        assertThat(plan.stages()).isEmpty();
        assertThat(plan.why()).contains("static NAT of 210.140.68.221 leads to it");
    }

    @Test
    void takesTheAddressFromTheSecondHolder() {
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.backup, VIP);
        s.cloud.hold(s.lb, VIP);
        s.cloud.rule(PUBLIC, "80", "LB-backup", VIP);

        assertThat(s.steps(true))
                .containsExactly(
                        List.of("deletePortForwardingRule " + PUBLIC + " tcp 80 -> " + VIP + " 80 (LB-backup)"),
                        List.of(REMOVE),
                        List.of(CREATE_80));
        assertThat(s.steps(false)).isEmpty();
    }

    @Test
    void doesNotTryToTakeAPrimaryAddress() {
        Claim claim = ip("10.5.0.133");
        s.claiming(claim);

        assertThat(s.view().holding(claim)).isInstanceOf(Holding.Broken.class);
        assertThat(s.plan(true).stages()).isEmpty();
        assertThat(s.plan(true).why()).contains("the primary address of LB");
    }

    @Test
    void leavesAnUnclaimedTargetAtItsHolder() {
        s.claiming(forward("80", VIP));
        s.cloud.hold(s.web, VIP);

        assertThat(s.steps(false)).containsExactly(List.of(CREATE_80.replace("LB-backup", "web-1")));
        s.carryOut(s.plan(false));
        assertThat(s.plan(true).stages()).isEmpty();
        assertThat(s.view().holding(forward("80", VIP))).isEqualTo(new Holding.Ours());
    }

    @Test
    void waitsForATargetThatNobodyHolds() {
        s.claiming(forward("80", VIP));

        assertThat(s.plan(true).stages()).isEmpty();
        assertThat(s.plan(true).why()).contains("has to wait");
    }

    @Test
    void saysThatAPublicAddressIsMissingAndDoesTheRest() {
        s.cloud.publicIps.clear();
        s.claiming(ip(VIP), forward("80", VIP));

        assertThat(s.steps(true)).containsExactly(List.of(ADD));
        assertThat(s.plan(true).why()).contains(PUBLIC + " is no public address of this account");
    }

    @Test
    void mapsARangeOfPorts() {
        s.claiming(ip(VIP), forward("8000-8010", VIP));

        Step create = s.plan(true).stages().get(1).steps().get(0);
        assertThat(((CloudStackStep) create).parameters())
                .containsEntry("publicport", "8000")
                .containsEntry("publicendport", "8010")
                .containsEntry("privateendport", "8010");
    }

    @Test
    void leavesARuleAloneThatTakesSomeOfTheClaimedPorts() {
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.backup, VIP);
        s.cloud.rule(PUBLIC, "70-90", "LB-backup", VIP);

        assertThat(s.plan(true).stages()).isEmpty();
        assertThat(s.plan(true).why()).contains("takes some of the ports");
    }

    @Test
    void refusesTheViewOfAnotherAdapter() {
        CloudView foreign = new CloudView() {
            @Override
            public String ownVirtualMachine() {
                return "x";
            }

            @Override
            public Holding holding(Claim claim) {
                return new Holding.Nobody();
            }

            @Override
            public List<String> remarks() {
                return List.of();
            }
        };
        assertThatThrownBy(() -> new CloudStackPlanner()
                        .plan(
                                s.claims(),
                                foreign,
                                new Policy(Policy.Interruption.ANY, Policy.SeveralHolders.MASTER_KEEPS)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
