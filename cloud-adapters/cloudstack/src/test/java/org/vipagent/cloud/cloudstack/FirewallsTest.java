package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.cloud.cloudstack.Situation.PUBLIC;
import static org.vipagent.cloud.cloudstack.Situation.VIP;
import static org.vipagent.cloud.cloudstack.Situation.forward;
import static org.vipagent.cloud.cloudstack.Situation.ip;
import static org.vipagent.cloud.cloudstack.Situation.nat;
import static org.vipagent.cloud.cloudstack.Situation.opening;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Policy.Interruption;
import org.vipagent.cloud.Policy.SeveralHolders;
import org.vipagent.cloud.Step;

/** Firewall rules that go when something else goes come back, whoever began the move. */
class FirewallsTest {
    private static final String NAT = "210.140.68.221";
    private static final String SSH = "tcp|22|22|198.51.100.0/24";
    private static final String WEB = "tcp|80|80|0.0.0.0/0";
    private static final Policy ANY = new Policy(Interruption.ANY, SeveralHolders.MASTER_KEEPS);

    private final Situation s = new Situation();

    @Nested
    class OfStaticNat {
        @BeforeEach
        void boundToTheOther() {
            s.peers = List.of(s.lb.id, s.backup.id, s.web.id);
            s.claiming(ip(VIP), nat(NAT, VIP));
            s.cloud.hold(s.lb, VIP);
            s.cloud.nat(NAT, "LB", VIP);
            s.cloud.firewall(NAT).add(SSH);
            s.cloud.firewall(NAT).add(WEB);
            s.view();
        }

        private void followsAndHasTheFirewall(String... rules) {
            s.follow(ANY, 6);

            assertThat(s.cloud.firewall(NAT)).containsExactlyInAnyOrder(rules);
            assertThat(s.view().holding(nat(NAT, VIP))).isEqualTo(new Holding.Ours());
        }

        private void thirdMachineTakesOverAndDiesBeforeItRestoresTheFirewall() {
            s.cloud.firewall(NAT).clear();
            s.lb.secondaries.clear();
            s.cloud.hold(s.web, VIP);
            s.cloud.staticNats.put(NAT, new TinyCloud.Nat(s.web.id, VIP));
        }

        @Test
        void comeBackWhereAnotherMasterMovedItAndDiedBeforeTheEndWithoutALookWhileItWasOff() {
            thirdMachineTakesOverAndDiesBeforeItRestoresTheFirewall();

            followsAndHasTheFirewall(SSH, WEB);
        }

        @Test
        void comeBackWhereALookCameBetweenTheMoveAndItsEnd() {
            thirdMachineTakesOverAndDiesBeforeItRestoresTheFirewall();
            s.view();
            s.view();

            followsAndHasTheFirewall(SSH, WEB);
        }

        @Test
        void comeBackWhereALookCameAfterTheyWentAndBeforeStaticNatDid() {
            s.cloud.firewall(NAT).clear();
            s.view();
            s.cloud.staticNats.remove(NAT);

            followsAndHasTheFirewall(SSH, WEB);
        }

        @Test
        void stayAwayWhereTheOperatorTookOneAwayWhileStaticNatStayed() {
            s.cloud.firewall(NAT).remove(WEB);
            for (int look = 0; look < 5; look++) {
                s.view();
            }

            followsAndHasTheFirewall(SSH);
        }

        @Test
        void areNotMissedOnceTheOtherMasterBroughtThemBack() {
            thirdMachineTakesOverAndDiesBeforeItRestoresTheFirewall();
            s.view();
            s.cloud.firewall(NAT).add(SSH);
            s.cloud.firewall(NAT).add(WEB);
            s.view();
            s.cloud.firewall(NAT).remove(WEB);
            for (int look = 0; look < 5; look++) {
                s.view();
            }

            followsAndHasTheFirewall(SSH);
        }
    }

    @Nested
    class OfForwardingRules {
        private TinyCloud.Rule rule;

        @BeforeEach
        void openedByDefault() {
            s.peers = List.of(s.lb.id, s.backup.id);
            s.claiming(ip(VIP), forward("80", VIP));
            s.cloud.hold(s.lb, VIP);
            rule = s.cloud.rule(PUBLIC, "80", "LB", VIP);
            s.cloud.open(rule);
        }

        private void followsAndHasTheFirewall(Interruption interruption, String... rules) {
            s.follow(new Policy(interruption, SeveralHolders.MASTER_KEEPS), 6);

            assertThat(s.cloud.firewall(PUBLIC)).containsExactlyInAnyOrder(rules);
        }

        @Test
        void comeBackAfterTheRuleWasDeletedAndCreated() {
            followsAndHasTheFirewall(Interruption.ANY, WEB);

            assertThat(s.cloud.commands()).contains("deletePortForwardingRule");
            assertThat(s.view().holding(forward("80", VIP))).isEqualTo(new Holding.Ours());
        }

        @Test
        void areMissedBetweenTheDeleteAndTheirReturn() {
            s.execute(s.plan(Interruption.ANY).stages().get(0));

            assertThat(s.plan(Interruption.ANY).stages()).last().satisfies(stage -> assertThat(stage.steps())
                    .extracting(Step::describe)
                    .contains("createFirewallRule " + PUBLIC + " tcp 80 from 0.0.0.0/0"));
        }

        @Test
        void comeBackOnceWhereTheyAreClaimedToo() {
            s.claiming(opening(PUBLIC, 80, "0.0.0.0/0", "198.51.100.0/24"));

            followsAndHasTheFirewall(Interruption.ANY, WEB, WEB.replace("0.0.0.0/0", "198.51.100.0/24"));

            assertThat(s.view().holding(opening(PUBLIC, 80, "0.0.0.0/0", "198.51.100.0/24")))
                    .isEqualTo(new Holding.There());
        }

        @Test
        void comeBackWhereAnotherMasterDeletedTheRuleAndDied() {
            s.view();
            s.cloud.rules.clear();
            s.cloud.firewall(PUBLIC).clear();

            followsAndHasTheFirewall(Interruption.ANY, WEB);
        }

        @Test
        void comeBackAtOnceWhereTheRuleItselfHasToWait() {
            s.view();
            s.cloud.rules.clear();
            s.cloud.rule(PUBLIC, "80", "LB", VIP);
            s.cloud.firewall(PUBLIC).clear();
            s.lb.secondaries.clear();
            s.cloud.hold(s.backup, VIP);

            followsAndHasTheFirewall(Interruption.NONE, WEB);

            assertThat(s.cloud.rules.get(0).vm()).isEqualTo(s.lb.id);
        }

        @Test
        void stayAwayWhereTheOperatorTookOneAwayWhileTheRuleStayed() {
            s.view();
            s.cloud.firewall(PUBLIC).clear();
            for (int look = 0; look < 5; look++) {
                s.view();
            }

            followsAndHasTheFirewall(Interruption.ANY);
        }

        @Test
        void stayAwayWhereTheOperatorMadeTheRuleAnewForOthers() {
            s.view();
            s.cloud.rules.clear();
            s.cloud.rule(PUBLIC, "80", "LB", VIP);
            s.cloud.firewall(PUBLIC).clear();
            s.cloud.firewall(PUBLIC).add("tcp|80|80|198.51.100.0/24");

            followsAndHasTheFirewall(Interruption.ANY, "tcp|80|80|198.51.100.0/24");
        }

        @ParameterizedTest
        @ValueSource(ints = {431, 432})
        void areNoReasonNotToFollowWhereTheKeyMayNotListThem(int status) {
            s.cloud.firewallsAnswer = status;

            s.follow(ANY, 6);

            assertThat(s.view().holding(forward("80", VIP))).isEqualTo(new Holding.Ours());
            assertThat(s.view().remarks()).singleElement().asString().contains("may not call listFirewallRules");
        }

        @Test
        void areNotTakenForAbsentWhereTheyCannotBeSeen() {
            s.cloud.firewallsAnswer = 530;
            assertThat(s.look()).isInstanceOf(Observation.Unseen.class);

            s.cloud.firewallsAnswer = 432;
            s.claiming(opening(PUBLIC, 80, "0.0.0.0/0"));
            assertThat(s.look()).isInstanceOf(Observation.Unseen.class);
        }
    }
}
