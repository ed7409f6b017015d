package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.cloud.cloudstack.Situation.PUBLIC;
import static org.vipagent.cloud.cloudstack.Situation.VIP;
import static org.vipagent.cloud.cloudstack.Situation.forward;
import static org.vipagent.cloud.cloudstack.Situation.ip;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy.Interruption;
import org.vipagent.cloud.Policy.SeveralHolders;
import org.vipagent.cloud.Step;

/** {@code addIpToNic} is no lock: two at the same instant both succeeded in 20 of 20 recorded pairs. */
class TwoHoldersTest {
    private final Situation s = new Situation();

    @BeforeEach
    void bothHoldIt() {
        s.peers = List.of(s.lb.id, s.backup.id);
        s.claiming(ip(VIP));
        s.cloud.hold(s.lb, VIP);
        s.cloud.hold(s.backup, VIP);
    }

    private List<List<String>> steps(Interruption interruption, SeveralHolders several) {
        return Situation.words(s.plan(interruption, several));
    }

    @Test
    void theMachineWithTheGreaterIdGivesItsOwnAway() {
        // This node is vm-LB-backup, the other one vm-LB.
        assertThat(steps(Interruption.NONE, SeveralHolders.LESSER_ID_KEEPS))
                .containsExactly(List.of("removeIpFromNic " + VIP + " from LB-backup"));
    }

    @Test
    void theMachineWithTheLesserIdWaits() {
        TinyCloud.Vm greater = s.cloud.vm("LB-z", "10.5.0.140", "02:00:56:df:00:20");
        s.lb.secondaries.clear();
        s.cloud.hold(greater, VIP);
        s.peers = List.of(greater.id, s.backup.id);

        Plan plan = s.plan(Interruption.ANY, SeveralHolders.LESSER_ID_KEEPS);
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.why()).contains("the other one has to give way");
    }

    @Test
    void theRulesAreLedToTheOneThatKeepsIt() {
        s.claiming(forward("80", VIP));
        s.cloud.rule(PUBLIC, "80", "LB-backup", VIP);

        assertThat(s.plan(Interruption.NONE, SeveralHolders.LESSER_ID_KEEPS).isEmpty())
                .isTrue();
        assertThat(steps(Interruption.ANY, SeveralHolders.LESSER_ID_KEEPS))
                .containsExactly(
                        List.of("deletePortForwardingRule " + PUBLIC + " tcp 80 -> " + VIP + " 80 (LB-backup)"),
                        List.of("removeIpFromNic " + VIP + " from LB-backup"),
                        List.of("createPortForwardingRule " + PUBLIC + " tcp 80 -> " + VIP + " 80 (LB)"));
    }

    @Test
    void theMasterTakesTheOthersOnceTheyHearEachOther() {
        assertThat(steps(Interruption.NONE, SeveralHolders.MASTER_KEEPS))
                .containsExactly(List.of("removeIpFromNic " + VIP + " from LB"));
    }

    @Test
    void aMachineThatIsGoneKeepsNothing() {
        s.lb.state = "Destroyed";

        assertThat(steps(Interruption.NONE, SeveralHolders.LESSER_ID_KEEPS))
                .containsExactly(List.of("removeIpFromNic " + VIP + " from LB"));
    }

    @Test
    void aMachineThatIsNoPeerIsNotGivenWayTo() {
        s.lb.secondaries.clear();
        TinyCloud.Vm stranger = s.cloud.vm("A", "10.5.0.141", "02:00:56:df:00:21");
        s.cloud.hold(stranger, VIP);

        Plan plan = s.plan(Interruption.ANY, SeveralHolders.LESSER_ID_KEEPS);
        assertThat(plan.stages().stream()
                        .flatMap(stage -> stage.steps().stream())
                        .map(Step::describe))
                .isEmpty();
        assertThat(plan.why()).contains("A is not one of the peers");
    }
}
