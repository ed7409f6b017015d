package org.vipagent.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.node.Machine.SECOND;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudPlanner;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.follow.FollowerConfig;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect.LookAtCloud;
import org.vipagent.node.NodeEffect.MastershipChanged;

/** What a reload changes of an instance's cloud, while the instance is master. */
class CloudReloadTest {
    private static final CloudPlanner PLANNER = (claims, view, policy) -> Plan.nothing("a test");
    private static final CloudPlanner OTHER_KEYS = (claims, view, policy) -> Plan.nothing("a test with other keys");
    private static final Claim ONE = new SecondaryIp(IpAddress.parse("10.5.0.100"));
    private static final Claim TWO = new SecondaryIp(IpAddress.parse("10.5.0.101"));
    private static final Observation UNSEEN =
            new Observation.Unseen(new CloudFailure(CloudFailure.Kind.TIMEOUT, "no answer"));

    private final Machine machine = new Machine(following("A", PLANNER, ONE));

    private static InstanceConfig following(String name, CloudPlanner planner, Claim... claims) {
        InstanceConfig bare = Machine.instance(name, 51, "10.5.0.100/32", r -> r);
        FollowerConfig follower = new FollowerConfig(
                new Claims(name, List.of(claims), List.of()), FollowerConfig.Mode.IMMEDIATE, 0, 60 * SECOND);
        return new InstanceConfig(
                bare.router(),
                Optional.empty(),
                bare.addresses(),
                255,
                true,
                Optional.of(new CloudBinding("idcf", planner, follower, Optional.empty())));
    }

    @BeforeEach
    void becomeMaster() {
        machine.has(1, "10.5.0.133/21").pass(10 * SECOND);
        assertThat(machine.role("A")).isEqualTo("MASTER");
        machine.effects.clear();
    }

    private void reload(InstanceConfig instance) {
        machine.node.reconfigured(new NodeConfig(List.of(instance)), machine.now);
        machine.settle();
    }

    private List<LookAtCloud> looks() {
        return machine.effects.stream()
                .filter(LookAtCloud.class::isInstance)
                .map(LookAtCloud.class::cast)
                .toList();
    }

    private List<MastershipChanged> tickets() {
        return machine.effects.stream()
                .filter(MastershipChanged.class::isInstance)
                .map(MastershipChanged.class::cast)
                .toList();
    }

    @Test
    void anUnchangedBlockIsLeftAlone() {
        reload(following("A", PLANNER, ONE));
        assertThat(looks()).isEmpty();
        assertThat(tickets()).isEmpty();
    }

    @Test
    void newClaimsAreLookedAtAtOnceUnderAnotherTicketOfTheSameMastership() {
        reload(following("A", PLANNER, ONE, TWO));
        assertThat(looks()).singleElement().satisfies(look -> {
            assertThat(look.claims().claims()).containsExactly(ONE, TWO);
            assertThat(tickets()).singleElement().isEqualTo(new MastershipChanged("A", look.ticket()));
            assertThat(look.ticket()).isGreaterThan(1);
        });
        assertThat(machine.status("A").epoch()).isEqualTo(1);
        assertThat(machine.status("A").cloud().orElseThrow().holdings()).hasSize(2);
    }

    @Test
    void anAnswerToWhatWasAskedBeforeIsNotTakenForOneAboutTheNewClaims() {
        reload(following("A", PLANNER, ONE, TWO));
        machine.effects.clear();
        machine.node.cloudLooked("A", 1, UNSEEN, machine.now);
        machine.settle();
        assertThat(machine.status("A").cloud().orElseThrow().trouble()).isEmpty();
    }

    @Test
    void anotherAdapterIsAskedAnew() {
        reload(following("A", OTHER_KEYS, ONE));
        assertThat(looks()).hasSize(1);
        assertThat(tickets()).hasSize(1);
    }

    @Test
    void anotherNameEndsWhatWasBegunUnderTheOldOne() {
        reload(following("B", PLANNER, ONE));
        assertThat(tickets()).hasSize(2).first().isEqualTo(new MastershipChanged("A", 0));
        assertThat(tickets()).last().satisfies(t -> {
            assertThat(t.instance()).isEqualTo("B");
            assertThat(t.ticket()).isPositive();
        });
    }

    @Test
    void aBlockThatComesIsFollowedByTheMasterThatIsThere() {
        reload(Machine.instance("A", 51, "10.5.0.100/32", r -> r));
        assertThat(machine.status("A").cloud()).isEmpty();
        // What is under way for the block that went is not gone on with.
        assertThat(tickets()).singleElement().satisfies(t -> assertThat(t.ticket())
                .isNotIn(0L, 1L));
        machine.effects.clear();
        reload(following("A", PLANNER, ONE));
        assertThat(looks()).hasSize(1);
        assertThat(machine.status("A").epoch()).isEqualTo(1);
    }
}
