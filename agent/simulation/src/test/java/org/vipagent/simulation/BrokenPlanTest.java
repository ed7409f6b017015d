package org.vipagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.simulation.Breaking.firstViolation;
import static org.vipagent.simulation.Breaking.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudPlanner;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.Target;
import org.vipagent.cloud.cloudstack.CloudStackPlanner;
import org.vipagent.cloud.cloudstack.CloudStackStep;
import org.vipagent.cloud.cloudstack.CreateFirewallRule;
import org.vipagent.config.FollowMode;
import org.vipagent.net.PortRange;
import org.vipagent.simulation.WorldOptions.Special;

/** Breaks the plans that the cloud is changed by, and demands that the check made for it notices. */
class BrokenPlanTest {
    @Test
    void noticesAPlanThatTouchesWhatIsNotClaimed() {
        Parts parts = planner((plan, policy) -> new Plan(
                List.of(new Stage(List.of(
                        new CloudStackStep.DeleteRule(ZonePlan.FOREIGN_RULE, "", "somebody else's rule", false)))),
                "on purpose"));
        assertThat(firstViolation(world(), Faults.none(), parts))
                .map(Violation::rule)
                .contains("foreign untouched");
    }

    @Test
    void noticesAPlanThatInterruptsTooEarly() {
        Parts parts = new Parts() {
            @Override
            public CloudPlanner planner() {
                CloudPlanner real = Parts.super.planner();
                return (claims, view, policy) -> real.plan(claims, view, hasty(policy));
            }
        };
        assertThat(firstViolation(world(1, FollowMode.AUTO), Faults.only(Trouble.PARTITION, 5), parts))
                .map(Violation::rule)
                .contains("no haste");
    }

    @Test
    void noticesAPlanThatCallsAnInterruptionHarmless() {
        Parts parts = new Parts() {
            @Override
            public CloudPlanner planner() {
                CloudPlanner real = Parts.super.planner();
                return (claims, view, policy) -> harmless(real.plan(claims, view, hasty(policy)));
            }
        };
        assertThat(firstViolation(world(1, FollowMode.AUTO), Faults.only(Trouble.PARTITION, 5), parts))
                .map(Violation::text)
                .hasValueSatisfying(text -> assertThat(text).contains("of a rule that works"));
    }

    /** Where each rule has a lane of its own, a stage updates all of them side by side. */
    @Test
    void noticesAPlanWithSeveralUpdatesOfOneAddressInFlight() {
        Parts parts = planner((plan, policy) ->
                new Plan(plan.stages().stream().map(BrokenPlanTest::sideBySide).toList(), plan.why()));
        List<Trouble> kinds = List.of(Trouble.LINK_DOWN, Trouble.PARTITION, Trouble.API_SLOW, Trouble.JOBS_SLOW);
        Faults faults = new Faults(0, 0, 0, 0, kinds, 30, Faults.Loss.NONE);
        assertThat(firstViolation(Breaking.oneByOne(), faults, parts)).hasValueSatisfying(violation -> {
            assertThat(violation.rule()).isEqualTo("late steps");
            assertThat(violation.text()).contains("two updates of rules of 210.140.68.220 in flight");
        });
        assertThat(firstViolation(Breaking.oneByOne(), faults, Parts.REAL)).isEmpty();
    }

    private static Stage sideBySide(Stage stage) {
        return new Stage(stage.steps().stream()
                .map(step -> step instanceof CloudStackStep.UpdateRule update
                        ? (Step) new CloudStackStep.UpdateRule(
                                update.ruleId(),
                                update.ruleId(),
                                update.what(),
                                update.guestIp(),
                                update.machineId(),
                                update.machineName(),
                                update.interrupts())
                        : step)
                .toList());
    }

    private static Policy hasty(Policy policy) {
        return new Policy(Policy.Interruption.ANY, policy.severalHolders());
    }

    private static Plan harmless(Plan plan) {
        List<Stage> stages = new ArrayList<>();
        for (Stage stage : plan.stages()) {
            stages.add(new Stage(stage.steps().stream()
                    .map(step -> step instanceof CloudStackStep.DeleteRule delete
                            ? (Step) new CloudStackStep.DeleteRule(
                                    delete.ruleId(), delete.publicIpId(), delete.what(), false)
                            : step)
                    .toList()));
        }
        return new Plan(stages, plan.why());
    }

    @Test
    void noticesAPlanThatSkipsTheRemove() {
        assertNotFollowing(without(step -> step instanceof CloudStackStep.RemoveAddress));
    }

    @Test
    void noticesAPlanThatSkipsTheCreate() {
        assertNotFollowing(without(step -> step instanceof CloudStackStep.CreateRule));
    }

    @Test
    void noticesAPlanThatLeavesTheStaticNatWhereItIs() {
        assertThat(notFollowing(Special.STATIC_NAT, "EnableStaticNat")).contains("static NAT of 210.140.68.230");
    }

    @Test
    void noticesAPlanThatLosesTheFirewallRule() {
        assertThat(notFollowing(Special.STATIC_NAT, "CreateFirewallRule")).contains("is not open once");
    }

    @Test
    void noticesAPlanThatForgetsTheMember() {
        assertThat(notFollowing(Special.BALANCER, "AssignMember")).contains("balancer0 does not lead to");
    }

    @Test
    void noticesAPlanThatLosesSomebodyElsesFirewallRule() {
        Parts parts = without(step -> step instanceof CreateFirewallRule create
                && create.rule().ports().equals(Optional.of(PortRange.of(22))));
        WorldOptions options = Breaking.with(Special.STATIC_NAT, Special.STRANGERS_FIREWALL);
        assertThat(firstViolation(options, Faults.only(Trouble.PARTITION, 3), parts))
                .map(Violation::text)
                .hasValueSatisfying(text -> assertThat(text).contains("that somebody made of 210.140.68.230 is lost"));
        assertThat(firstViolation(options, Faults.only(Trouble.PARTITION, 3), Parts.REAL))
                .isEmpty();
    }

    @Test
    void noticesAPlanThatLeavesTheRuleToThePrimaryAddressWhereItIs() {
        Parts parts = without(step -> step instanceof CloudStackStep.CreateRule create
                && create.claim().target() instanceof Target.Primary);
        WorldOptions options = Breaking.with(Breaking.oneByOne(), Special.PRIMARY);
        assertThat(firstViolation(options, Faults.only(Trouble.CRASH, 3), parts))
                .map(Violation::text)
                .hasValueSatisfying(text -> assertThat(text).contains("port 7100 does not lead to"));
    }

    @ParameterizedTest
    @EnumSource(names = {"SHARED", "SECURITY_GROUPS", "TIER"})
    void noticesAPlanThatSkipsTheAddWhateverTheNetwork(Special network) {
        Parts parts = without(step -> step instanceof CloudStackStep.AddAddress);
        assertThat(firstViolation(Breaking.with(network), Faults.only(Trouble.CRASH, 3), parts))
                .map(Violation::text)
                .hasValueSatisfying(text -> assertThat(text).contains("the cloud has 10.5.0.100 at []"));
    }

    /** What is missing in the end where steps of one kind are left out. */
    private static String notFollowing(Special special, String left) {
        Parts parts = without(step -> step.getClass().getSimpleName().equals(left));
        return firstViolation(Breaking.with(special), Faults.only(Trouble.CRASH, 3), parts)
                .map(Violation::text)
                .orElse("");
    }

    private static void assertNotFollowing(Parts parts) {
        assertThat(firstViolation(world(), Faults.only(Trouble.CRASH, 3), parts))
                .map(Violation::rule)
                .contains("the cloud follows");
    }

    private static Parts without(Predicate<Step> unwanted) {
        return planner((plan, policy) -> {
            List<Stage> stages = new ArrayList<>();
            for (Stage stage : plan.stages()) {
                List<Step> rest =
                        stage.steps().stream().filter(unwanted.negate()).toList();
                if (!rest.isEmpty()) {
                    stages.add(new Stage(rest));
                }
            }
            return new Plan(stages, plan.why());
        });
    }

    /** Makes another plan of the real one. */
    private interface Twist {
        Plan of(Plan plan, Policy policy);
    }

    private static Parts planner(Twist twist) {
        CloudStackPlanner real = new CloudStackPlanner();
        return new Parts() {
            @Override
            public CloudPlanner planner() {
                return new CloudPlanner() {
                    @Override
                    public Plan plan(Claims claims, CloudView view, Policy policy) {
                        return twist.of(real.plan(claims, view, policy), policy);
                    }
                };
            }
        };
    }
}
