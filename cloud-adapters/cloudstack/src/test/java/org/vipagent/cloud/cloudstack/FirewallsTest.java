package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.cloud.cloudstack.Situation.VIP;
import static org.vipagent.cloud.cloudstack.Situation.ip;
import static org.vipagent.cloud.cloudstack.Situation.nat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Policy.Interruption;
import org.vipagent.cloud.Policy.SeveralHolders;

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
}
