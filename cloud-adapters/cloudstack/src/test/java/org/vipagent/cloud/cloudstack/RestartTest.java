package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.cloud.cloudstack.Situation.PUBLIC;
import static org.vipagent.cloud.cloudstack.Situation.VIP;
import static org.vipagent.cloud.cloudstack.Situation.forward;
import static org.vipagent.cloud.cloudstack.Situation.ip;
import static org.vipagent.cloud.cloudstack.Situation.nat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Policy.Interruption;
import org.vipagent.cloud.Policy.SeveralHolders;
import org.vipagent.cloud.cloudstack.api.ApiCall;

/** A process that ends in the middle of a move leaves to the next one what it has to bring back. */
class RestartTest {
    private static final String NAT = "210.140.68.221";
    private static final String SSH = "tcp|22|22|198.51.100.0/24";
    private static final String WEB = "tcp|80|80|0.0.0.0/0";
    private static final Policy ANY = new Policy(Interruption.ANY, SeveralHolders.MASTER_KEEPS);

    private final Situation s = new Situation();

    /** Carries out the first stages of a plan, dies in the last of them, and goes on as another process. */
    private void moveAndDieInStage(int number) {
        Plan plan = s.plan(Interruption.ANY);
        assertThat(plan.stages()).as(plan.toString()).hasSizeGreaterThanOrEqualTo(number);
        for (int i = 0; i < number - 1; i++) {
            s.execute(plan.stages().get(i));
        }
        s.dieIn(plan.stages().get(number - 1));
        s.follow(ANY, 6);
    }

    @Nested
    class StaticNat {
        @BeforeEach
        void boundToTheOther() {
            s.peers = List.of(s.lb.id, s.backup.id);
            s.claiming(ip(VIP), nat(NAT, VIP));
            s.cloud.hold(s.lb, VIP);
            s.cloud.nat(NAT, "LB", VIP);
            s.cloud.firewall(NAT).add(SSH);
            s.cloud.firewall(NAT).add(WEB);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5})
        void hasItsFirewallRulesInWhicheverStageTheProcessEnds(int stage) {
            moveAndDieInStage(stage);

            assertThat(s.view().holding(nat(NAT, VIP))).isEqualTo(new Holding.Ours());
            assertThat(s.cloud.firewall(NAT)).containsExactlyInAnyOrder(SSH, WEB);
        }

        @Test
        void leavesNothingToRememberOnceItsFirewallRulesWereSeen() {
            moveAndDieInStage(1);
            s.view();

            assertThat(s.calls.keepsake().firewalls()).isEmpty();
        }

        @Test
        void isNotWrittenDownWhereNothingIsUnderWay() {
            s.view();

            assertThat(s.calls.keepsake().firewalls()).isEmpty();
        }

        @Test
        void isForgottenWhereNoClaimIsAboutItAnyMore() {
            s.view();
            s.dieIn(s.plan(Interruption.ANY).stages().get(0));
            s.claims.clear();
            s.claiming(ip(VIP));
            s.view();
            assertThat(s.calls.keepsake().firewalls()).hasSize(2);

            for (int look = 0; look < 70; look++) {
                s.view();
            }

            assertThat(s.calls.keepsake().firewalls()).isEmpty();
        }
    }

    @Nested
    class ForwardingRule {
        @BeforeEach
        void admitsSome() {
            s.peers = List.of(s.lb.id, s.backup.id);
            s.claiming(ip(VIP), forward("80", VIP));
            s.cloud.hold(s.lb, VIP);
            s.cloud.cidrList = "198.51.100.0/24,203.0.113.7/32";
            s.cloud.open(s.cloud.rule(PUBLIC, "80", "LB", VIP));
        }

        private void isAsItWas() {
            assertThat(s.cloud.calls.stream()
                            .filter(call -> call.command().equals("createPortForwardingRule"))
                            .map(ApiCall::parameters))
                    .singleElement()
                    .satisfies(all -> assertThat(all).containsEntry("cidrlist", s.cloud.cidrList));
            assertThat(s.cloud.firewall(PUBLIC)).containsExactly(WEB);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4})
        void admitsWhomItAdmittedInWhicheverStageTheProcessEnds(int stage) {
            moveAndDieInStage(stage);

            isAsItWas();
        }

        @Test
        void admitsWhomItAdmittedAfterTwoRestarts() {
            s.dieIn(s.plan(Interruption.ANY).stages().get(0));
            s.restart();
            s.view();
            s.restart();

            s.follow(ANY, 6);

            isAsItWas();
        }

        @Test
        void admitsWhomItAdmittedWhereTheRouterHadLostItBeforeItWasEverSeen() {
            s.cloud.rules.clear();
            TinyCloud.Rule stuck = s.cloud.rule(PUBLIC, "80", "LB", VIP);
            s.cloud.rules.set(0, new TinyCloud.Rule(stuck.id(), PUBLIC, "80", "80", s.lb.id, VIP, "Deleting"));

            moveAndDieInStage(1);

            isAsItWas();
        }
    }

    @Nested
    class Address {
        @BeforeEach
        void atTheOther() {
            s.claiming(ip(VIP));
            s.cloud.hold(s.lb, VIP);
            s.view();
        }

        @Test
        void isTakenFromAMachineThatWasDestroyedWhileNoAgentWasRunning() {
            s.lb.state = "Hidden";
            s.restart();

            s.follow(ANY, 4);

            assertThat(s.cloud.commands()).contains("removeIpFromNic");
            assertThat(s.view().holding(ip(VIP))).isEqualTo(new Holding.Ours());
        }

        @Test
        void isNoMoreRememberedOnceThisNodeHasIt() {
            s.follow(ANY, 4);
            s.view();

            assertThat(s.calls.keepsake().isEmpty()).isTrue();
        }
    }
}
