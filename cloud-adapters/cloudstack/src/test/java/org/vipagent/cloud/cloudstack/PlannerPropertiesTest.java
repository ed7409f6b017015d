package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.cloud.cloudstack.Situation.PUBLIC;
import static org.vipagent.cloud.cloudstack.Situation.forward;
import static org.vipagent.cloud.cloudstack.Situation.ip;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.Step;

/** Whatever the zone looks like, some things never happen. */
class PlannerPropertiesTest {
    private static final List<String> VIPS = List.of("10.5.0.100", "10.5.0.101");
    private static final List<String> VMS = List.of("LB", "LB-backup", "web-1");
    private static final List<String> PORTS = List.of("80", "443", "8080", "80-90");
    private static final List<String> STATES = List.of("Active", "Active", "Active", "Add", "Deleting");

    /** A zone as chance has it: any holders, any rules, claims on some of it. */
    private static Situation situation(long seed) {
        Random random = new Random(seed);
        Situation s = new Situation();
        s.cloud.networkType = random.nextInt(4) == 0 ? "Shared" : "Isolated";
        for (String vip : VIPS) {
            if (random.nextBoolean()) {
                s.claiming(ip(vip));
            }
            for (TinyCloud.Vm vm : s.cloud.vms.values()) {
                if (random.nextInt(3) == 0) {
                    s.cloud.hold(vm, vip);
                }
            }
        }
        for (String ports : List.of("80", "443")) {
            if (random.nextBoolean()) {
                s.claiming(forward(ports, pick(VIPS, random)));
            }
        }
        int rules = random.nextInt(4);
        for (int i = 0; i < rules; i++) {
            TinyCloud.Vm vm = s.cloud.vms.get("vm-" + pick(VMS, random));
            String target = random.nextBoolean() ? pick(VIPS, random) : vm.primary;
            String ports = pick(PORTS, random);
            s.cloud.rules.add(
                    new TinyCloud.Rule("rule-x" + i, PUBLIC, ports, ports, vm.id, target, pick(STATES, random)));
        }
        if (random.nextInt(3) == 0) {
            s.peers = List.of(s.lb.id, s.backup.id);
        }
        if (random.nextInt(5) == 0) {
            s.cloud.publicIps.add("210.140.68.221");
            s.cloud.staticNats.put("210.140.68.221", pick(VIPS, random));
        }
        if (random.nextInt(5) == 0) {
            s.lb.state = pick(List.of("Stopped", "Destroyed", "Error"), random);
        }
        return s;
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    @Property(tries = 500)
    void noForeignRuleIsDeleted(@ForAll long seed, @ForAll boolean mayInterrupt) {
        Situation s = situation(seed);
        for (CloudStackStep.DeleteRule delete : steps(s.plan(mayInterrupt), CloudStackStep.DeleteRule.class)) {
            TinyCloud.Rule rule = s.cloud.rules.stream()
                    .filter(r -> r.id().equals(delete.ruleId()))
                    .findFirst()
                    .orElseThrow();
            assertThat(isClaimed(s, rule)).as(rule + " " + s.claims).isTrue();
            assertThat(isOfOurGroup(s, rule)).as(rule + " " + s.claims).isTrue();
        }
    }

    private static boolean isClaimed(Situation s, TinyCloud.Rule rule) {
        return s.claims.stream()
                .anyMatch(c ->
                        c instanceof PortForward f && f.publicPorts().toString().equals(rule.ports()));
    }

    private static boolean isOfOurGroup(Situation s, TinyCloud.Rule rule) {
        if (!s.peers.isEmpty()) {
            return s.peers.contains(rule.vm());
        }
        return rule.vm().equals(s.backup.id)
                || claimedVips(s).contains(rule.guestIp())
                || claimedVips(s).stream().anyMatch(s.cloud.vms.get(rule.vm()).secondaries::containsKey);
    }

    private static List<String> claimedVips(Situation s) {
        return s.claims.stream()
                .filter(SecondaryIp.class::isInstance)
                .map(c -> ((SecondaryIp) c).address().toString())
                .toList();
    }

    @Property(tries = 500)
    void nothingInterruptsThatMayNot(@ForAll long seed) {
        assertThat(steps(situation(seed).plan(false), Step.class)).noneMatch(Step::interrupts);
    }

    @Property(tries = 500)
    void stagesComeInTheLegalOrder(@ForAll long seed, @ForAll boolean mayInterrupt) {
        List<Integer> ranks = situation(seed).plan(mayInterrupt).stages().stream()
                .map(stage ->
                        stage.steps().stream().map(PlannerPropertiesTest::rank).collect(Collectors.toSet()))
                .map(ranksOfStage -> {
                    assertThat(ranksOfStage).hasSize(1);
                    return ranksOfStage.iterator().next();
                })
                .toList();
        assertThat(ranks).isSorted().doesNotHaveDuplicates();
    }

    private static int rank(Step step) {
        return List.of(
                        CloudStackStep.DeleteRule.class,
                        CloudStackStep.RemoveAddress.class,
                        CloudStackStep.AddAddress.class,
                        CloudStackStep.CreateRule.class)
                .indexOf(step.getClass());
    }

    @Property(tries = 500)
    void noAddressLeavesThatStaticNatLeadsTo(@ForAll long seed) {
        Situation s = situation(seed);

        assertThat(steps(s.plan(true), CloudStackStep.RemoveAddress.class))
                .noneMatch(r -> s.cloud.staticNats.containsValue(r.address().toString()));
    }

    /** One claim's wrong rule may keep another claim's address in place, so it can take two plans. */
    @Property(tries = 500)
    void plansAreAcceptedStepByStepAndComeToAnEnd(@ForAll long seed, @ForAll boolean mayInterrupt) {
        Situation s = situation(seed);
        s.carryOut(s.plan(mayInterrupt));
        s.carryOut(s.plan(mayInterrupt));

        assertThat(s.plan(mayInterrupt).stages()).isEmpty();
    }

    @Property(tries = 500)
    void whatIsNotOursAfterwardsIsExplained(@ForAll long seed) {
        Situation s = situation(seed);
        s.carryOut(s.plan(true));
        s.carryOut(s.plan(true));

        boolean allOurs = s.claims.stream().allMatch(c -> s.view().holding(c) instanceof Holding.Ours);
        Plan plan = s.plan(true);
        assertThat(plan.isEmpty()).isTrue();
        if (!allOurs) {
            assertThat(plan.why()).isNotEqualTo("everything is as claimed");
        }
    }

    private static <T> List<T> steps(Plan plan, Class<T> type) {
        return plan.stages().stream()
                .map(Stage::steps)
                .flatMap(List::stream)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
