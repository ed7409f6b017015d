package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.cloud.cloudstack.Situation.PUBLIC;
import static org.vipagent.cloud.cloudstack.Situation.VIP;
import static org.vipagent.cloud.cloudstack.Situation.forward;
import static org.vipagent.cloud.cloudstack.Situation.ip;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Policy.Interruption;
import org.vipagent.cloud.Policy.SeveralHolders;

/** An interface may have a few secondary addresses only (vm.network.nic.max.secondary.ipaddresses). */
class RoomTest {
    private static final Policy ANY = new Policy(Interruption.ANY, SeveralHolders.MASTER_KEEPS);

    private final Situation s = new Situation();

    @BeforeEach
    void vipAtTheOther() {
        s.peers = List.of(s.lb.id, s.backup.id);
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.lb, VIP);
        s.cloud.rule(PUBLIC, "80", "LB", VIP);
    }

    private void holds(TinyCloud.Vm vm, int others) {
        for (int i = 1; i <= others; i++) {
            s.cloud.hold(vm, "10.5.1." + (vm == s.backup ? i : 100 + i));
        }
    }

    @Test
    void nothingIsTakenAwayForAnAddressThatTheInterfaceHasNoRoomFor() {
        holds(s.backup, 10);

        Plan plan = s.plan(Interruption.ANY);
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.why())
                .contains(VIP + " stays at LB: this node's interface has 10 secondary addresses")
                .contains("not known to allow more than 10");
    }

    @Test
    void thereIsRoomWhereAnotherInterfaceHasMore() {
        s.cloud.secondariesAtMost = 20;
        holds(s.backup, 10);
        holds(s.lb, 11);

        s.follow(ANY, 4);

        assertThat(s.view().holding(ip(VIP))).isEqualTo(new Holding.Ours());
    }

    @Test
    void theRoomIsSharedAmongTheAddressesOfOnePlan() {
        holds(s.backup, 9);
        s.claiming(ip("10.5.0.101"));
        s.cloud.hold(s.lb, "10.5.0.101");

        Plan plan = s.plan(Interruption.ANY);
        assertThat(plan.why())
                .contains("10.5.0.101 stays at LB: this node's interface has 9 secondary addresses and gets 1 more");
        assertThat(Situation.words(plan).toString())
                .contains("removeIpFromNic " + VIP)
                .doesNotContain("removeIpFromNic 10.5.0.101");
    }

    @Test
    void anAddressThatIsRefusedGoesBackAndWhatLedToItLeadsThereAgain() {
        s.cloud.secondariesAtMost = 3;
        holds(s.backup, 3);

        s.follow(ANY, 6);

        assertThat(s.lb.secondaries).containsKey(VIP);
        assertThat(s.cloud.rules).singleElement().satisfies(rule -> {
            assertThat(rule.vm()).isEqualTo(s.lb.id);
            assertThat(rule.guestIp()).isEqualTo(VIP);
        });
        assertThat(s.plan(Interruption.ANY).why())
                .contains(VIP + " stays at LB: the cloud has refused again and again to give it");
    }

    @Test
    void aRuleThatWasParkedLeadsBackToo() {
        s.cloud.updates = TinyCloud.Updates.WORK;
        s.cloud.secondariesAtMost = 3;
        holds(s.backup, 3);

        s.follow(ANY, 6);

        assertThat(s.lb.secondaries).containsKey(VIP);
        assertThat(s.cloud.rules.get(0).vm()).isEqualTo(s.lb.id);
        assertThat(s.cloud.rules.get(0).guestIp()).isEqualTo(VIP);
    }

    @Test
    void itIsTriedOnceMoreAfterAWhileAndRestsForLongerThen() {
        s.cloud.secondariesAtMost = 3;
        holds(s.backup, 3);
        s.follow(ANY, 6);
        assertThat(s.plan(Interruption.ANY).isEmpty()).isTrue();
        assertThat(s.plan(Interruption.ANY).isEmpty()).isFalse();

        s.follow(ANY, 6);
        for (int look = 0; look < 3; look++) {
            assertThat(s.plan(Interruption.ANY).isEmpty()).isTrue();
        }
        s.cloud.secondariesAtMost = 10;
        s.follow(ANY, 6);

        assertThat(s.view().holding(ip(VIP))).isEqualTo(new Holding.Ours());
    }

    @Test
    void oneRefusalIsTriedAgainAtOnce() {
        s.cloud.secondariesAtMost = 0;
        Plan plan = s.plan(Interruption.ANY);
        plan.stages().subList(0, 3).forEach(s::execute);
        s.cloud.secondariesAtMost = 10;

        s.follow(ANY, 3);

        assertThat(s.view().holding(ip(VIP))).isEqualTo(new Holding.Ours());
    }

    @Test
    void whatNobodyHoldsIsTriedBeforeAnythingThatLeadsToItIsTouched() {
        holds(s.backup, 10);
        s.lb.secondaries.clear();

        assertThat(s.steps(Interruption.ANY)).containsExactly(List.of("addIpToNic " + VIP + " to LB-backup"));
    }
}
