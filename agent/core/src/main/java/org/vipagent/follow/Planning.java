package org.vipagent.follow;

import java.util.Optional;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudPlanner;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;

/** The adapter's planner, from which no fault gets through to the engine: it would cost the virtual address. */
final class Planning {
    private final Claims claims;
    private final CloudPlanner planner;

    Planning(Claims claims, CloudPlanner planner) {
        this.claims = claims;
        this.planner = planner;
    }

    /**
     * A plan, or why there is none.
     *
     * @param fault empty if the planner did its work; else the plan does nothing
     */
    record Draft(Plan plan, Optional<CloudFailure> fault) {
        /** Whether it takes something away from somebody. */
        boolean destroys() {
            return plan.stages().stream()
                    .flatMap(stage -> stage.steps().stream())
                    .anyMatch(step -> step.destroys());
        }
    }

    /**
     * A plan that may begin with what was seen a while ago: its first stage takes nothing away and interrupts nothing, so
     * that it does no harm where the cloud has changed since. Empty too where there is nothing to do, or the planner
     * failed.
     */
    Optional<Plan> harmlessAtFirst(Sight sight, Policy policy) {
        return Optional.of(draft(sight, policy).plan())
                .filter(plan -> !plan.isEmpty())
                .filter(plan ->
                        plan.stages().get(0).steps().stream().noneMatch(step -> step.destroys() || step.interrupts()));
    }

    /**
     * A plan for the operator to read.
     *
     * @param policy empty where nothing may be written
     */
    Plan inWords(Sight sight, boolean isMaster, Optional<Policy> policy) {
        if (!isMaster) {
            return Plan.nothing("this node is not master");
        }
        return policy.map(p -> draft(sight, p).plan()).orElseGet(() -> Plan.nothing("follow manual: not told to"));
    }

    Draft draft(Sight sight, Policy policy) {
        try {
            return new Draft(planner.plan(claims, sight.view(), policy), Optional.empty());
        } catch (RuntimeException e) {
            CloudFailure fault = CloudFailure.fault(e);
            return new Draft(Plan.nothing(fault.describe()), Optional.of(fault));
        }
    }
}
