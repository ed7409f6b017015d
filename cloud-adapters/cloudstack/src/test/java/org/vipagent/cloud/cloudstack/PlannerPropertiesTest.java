package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Policy.Interruption;
import org.vipagent.cloud.Policy.SeveralHolders;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.Target;

/** Whatever the zone looks like, some things never happen. */
class PlannerPropertiesTest {
    private static final int STAGES_AT_MOST = 24;

    @Property(tries = 1000)
    void everyPlanIsLegal(@ForAll long seed, @ForAll Interruption interruption, @ForAll SeveralHolders several) {
        Situation s = RandomSituation.of(seed);
        Plan plan = s.plan(interruption, several);

        assertThat(LegalityJudge.offences(s.cloud, plan))
                .as(s.claims + "\n" + Situation.words(plan) + "\n" + plan.why())
                .isEmpty();
    }

    @Property(tries = 1000)
    void noForeignRuleIsTouched(@ForAll long seed, @ForAll Interruption interruption) {
        Situation s = RandomSituation.of(seed);
        Plan plan = s.plan(interruption);
        Set<String> touched = new HashSet<>();
        steps(plan, CloudStackStep.DeleteRule.class).forEach(step -> touched.add(step.ruleId()));
        steps(plan, CloudStackStep.UpdateRule.class).forEach(step -> touched.add(step.ruleId()));
        for (String id : touched) {
            TinyCloud.Rule rule = s.cloud.rules.stream()
                    .filter(r -> r.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(isClaimed(s, rule)).as(rule + " " + s.claims).isTrue();
            assertThat(isOfOurGroup(s, rule)).as(rule + " " + s.claims).isTrue();
        }
    }

    @Property(tries = 1000)
    void noMemberOfOthersLeavesALoadBalancer(@ForAll long seed, @ForAll Interruption interruption) {
        Situation s = RandomSituation.of(seed);
        for (MemberStep.RemoveMember remove : steps(s.plan(interruption), MemberStep.RemoveMember.class)) {
            Membership member = remove.member();
            boolean claimedAddress = claimedVips(s).contains(member.address().toString());
            assertThat(
                            s.peers.isEmpty()
                                    ? claimedAddress || isHolder(s, member.machineId())
                                    : isInGroup(s, member.machineId()))
                    .as(remove.describe())
                    .isTrue();
        }
    }

    private static boolean isHolder(Situation s, String machineId) {
        return machineId.equals(s.backup.id)
                || claimedVips(s).stream().anyMatch(s.cloud.vms.get(machineId).secondaries::containsKey);
    }

    private static boolean isInGroup(Situation s, String machineId) {
        return s.peers.contains(machineId) || machineId.equals(s.backup.id);
    }

    private static boolean isClaimed(Situation s, TinyCloud.Rule rule) {
        return s.claims.stream()
                .anyMatch(c -> c instanceof PortForward f
                        && f.publicIp().toString().equals(rule.publicIp())
                        && f.publicPorts().toString().equals(rule.ports()));
    }

    private static boolean isOfOurGroup(Situation s, TinyCloud.Rule rule) {
        if (!s.peers.isEmpty()) {
            return isInGroup(s, rule.vm());
        }
        return claimedVips(s).contains(rule.guestIp()) || isHolder(s, rule.vm());
    }

    private static List<String> claimedVips(Situation s) {
        return s.claims.stream()
                .filter(SecondaryIp.class::isInstance)
                .map(c -> ((SecondaryIp) c).address().toString())
                .toList();
    }

    @Property(tries = 1000)
    void nothingInterruptsThatMayNot(@ForAll long seed) {
        assertThat(steps(RandomSituation.of(seed).plan(Interruption.NONE), Step.class))
                .noneMatch(Step::interrupts);
    }

    @Property(tries = 1000)
    void onlyUpdatesInterruptBriefly(@ForAll long seed) {
        Plan plan = RandomSituation.of(seed).plan(Interruption.BRIEF);

        assertThat(steps(plan, Step.class).stream().filter(Step::interrupts))
                .allMatch(step ->
                        step instanceof CloudStackStep.UpdateRule || step instanceof CloudStackStep.RemoveAddress);
    }

    @Property(tries = 1000)
    void noAddressLeavesThatUnclaimedStaticNatLeadsTo(@ForAll long seed) {
        Situation s = RandomSituation.of(seed);
        Set<String> unclaimed = new HashSet<>();
        s.cloud.staticNats.forEach((publicIp, nat) -> {
            boolean claimed = s.claims.stream()
                    .anyMatch(c -> c instanceof org.vipagent.cloud.StaticNat n
                            && n.publicIp().toString().equals(publicIp));
            if (!claimed) {
                unclaimed.add(nat.guestIp());
            }
        });

        assertThat(steps(s.plan(Interruption.ANY), CloudStackStep.RemoveAddress.class))
                .noneMatch(r -> unclaimed.contains(r.address().toString()));
    }

    /** Planned anew from what is read back after each stage, as the agent does it. */
    @Property(tries = 1000)
    void plansAreAcceptedStageByStageAndComeToAnEnd(
            @ForAll long seed, @ForAll Interruption interruption, @ForAll SeveralHolders several) {
        Situation s = RandomSituation.of(seed);
        Set<String> before = places(s.cloud);
        Set<String> foreign = foreignRules(s);

        s.follow(new Policy(interruption, several), STAGES_AT_MOST);

        assertThat(places(s.cloud))
                .as("no rule is lost " + s.claims + s.cloud.staticNats + s.cloud.commands()
                        + s.plan(interruption).why())
                .containsAll(before);
        assertThat(s.cloud.rules.stream().map(TinyCloud.Rule::id)).containsAll(foreign);
    }

    private static Set<String> places(TinyCloud cloud) {
        Set<String> places = new HashSet<>();
        cloud.rules.forEach(rule -> places.add(rule.publicIp() + " " + rule.ports()));
        cloud.firewalls.forEach((publicIp, rules) -> rules.forEach(rule -> places.add(publicIp + " " + rule)));
        return places;
    }

    private static Set<String> foreignRules(Situation s) {
        Set<String> foreign = new HashSet<>();
        s.cloud.rules.stream().filter(r -> !isClaimed(s, r)).forEach(r -> foreign.add(r.id()));
        return foreign;
    }

    @Property(tries = 1000)
    void whatIsNotAsClaimedAfterwardsIsExplained(@ForAll long seed) {
        Situation s = RandomSituation.of(seed);
        s.follow(new Policy(Interruption.ANY, SeveralHolders.MASTER_KEEPS), STAGES_AT_MOST);

        Plan plan = s.plan(Interruption.ANY);
        for (Claim claim : s.claims) {
            Holding holding = s.view().holding(claim);
            if (!holding.isAsClaimed()) {
                assertThat(plan.why()).as(claim.describe() + " " + holding).containsAnyOf(about(claim));
            }
        }
    }

    private static String[] about(Claim claim) {
        if (claim instanceof SecondaryIp ip) {
            return new String[] {ip.address().toString()};
        }
        return Needs.target(claim)
                .filter(Target.Virtual.class::isInstance)
                .map(target -> new String[] {claim.describe(), target.describe() + " stays"})
                .orElse(new String[] {claim.describe()});
    }

    @Property(tries = 1000)
    void whoGivesWayTouchesOnlyItsOwnAddress(@ForAll long seed) {
        Situation s = RandomSituation.of(seed);
        Plan plan = s.plan(Interruption.ANY, SeveralHolders.LESSER_ID_KEEPS);
        for (CloudStackStep.RemoveAddress remove : steps(plan, CloudStackStep.RemoveAddress.class)) {
            boolean contested =
                    s.backup.secondaries.containsKey(remove.address().toString())
                            && s.lb.secondaries.containsKey(remove.address().toString())
                            && List.of("Running", "Stopped").contains(s.lb.state)
                            && s.peers.contains(s.lb.id);
            if (contested) {
                // vm-LB is less than vm-LB-backup.
                assertThat(s.backup.secondaries).containsValue(remove.secondaryId());
            }
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

    @Property(tries = 300)
    void aTargetOfItsOwnNeedsNoAddressToMove(@ForAll long seed) {
        Situation s = RandomSituation.of(seed);
        s.claims.removeIf(c ->
                Needs.target(c).filter(t -> !(t instanceof Target.Primary)).isPresent() || c instanceof SecondaryIp);

        assertThat(steps(s.plan(Interruption.ANY), Step.class))
                .noneMatch(step ->
                        step instanceof CloudStackStep.AddAddress || step instanceof CloudStackStep.RemoveAddress);
    }
}
