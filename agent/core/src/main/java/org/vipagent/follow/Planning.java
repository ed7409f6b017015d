package org.vipagent.follow;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vipagent.cloud.BalancerMember;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudPlanner;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StaticNat;
import org.vipagent.cloud.Target;
import org.vipagent.net.IpAddress;

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

    /** What a mastership begins with; empty if there is nothing to do, or the planner failed. */
    Optional<Plan> first(Sight sight, Policy policy) {
        return Optional.of(draft(sight, policy).plan()).filter(plan -> !plan.isEmpty());
    }

    static Optional<Stage> firstStage(Plan plan) {
        return plan.stages().stream().findFirst();
    }

    /** Whether the first stage takes nothing away and interrupts nothing, so that it does no harm if the cloud has changed. */
    static boolean isHarmlessAtFirst(Plan plan) {
        return firstStage(plan).orElseThrow().steps().stream().noneMatch(step -> step.destroys() || step.interrupts());
    }

    /**
     * Plans for the operator to read.
     *
     * @param allowed what may be done now; empty where nothing may be written
     */
    FollowerPlans plans(Sight sight, boolean isMaster, Optional<Policy> allowed, Leeway.Words words, long seenAt) {
        return new FollowerPlans(
                seenAt,
                inWords(sight, isMaster, allowed, words.restraint()),
                draft(sight, words.everything()).plan());
    }

    private Plan inWords(Sight sight, boolean isMaster, Optional<Policy> policy, Optional<String> restraint) {
        if (!isMaster) {
            return Plan.nothing("this node is not master");
        }
        return policy.map(p -> draft(sight, p).plan())
                .orElseGet(() -> Plan.nothing(restraint.orElse("follow manual") + ": nothing is written"));
    }

    Draft draft(Sight sight, Policy policy) {
        return draft(claims, sight, policy);
    }

    /**
     * The same; but where that would take something away from somebody and must not, what can be done without for the
     * claims that nobody else has.
     *
     * @param mayTake false where nothing may be taken away, although a plan that only does so is still worth knowing
     */
    Draft draft(Sight sight, Policy policy, boolean mayTake) {
        Draft whole = draft(sight, policy);
        if (mayTake || !whole.destroys()) {
            return whole;
        }
        Draft part = draft(new Claims(claims.instance(), undisputed(sight), claims.peers()), sight, policy);
        return part.plan().isEmpty() || part.destroys() ? whole : part;
    }

    private List<Claim> undisputed(Sight sight) {
        Set<IpAddress> disputed = claims.claims().stream()
                .filter(claim -> claim instanceof SecondaryIp && isDisputed(sight.holding(claim)))
                .map(claim -> ((SecondaryIp) claim).address())
                .collect(Collectors.toSet());
        return claims.claims().stream()
                .filter(claim -> !isDisputed(sight.holding(claim)))
                .filter(claim -> target(claim).filter(disputed::contains).isEmpty())
                .toList();
    }

    private static boolean isDisputed(Holding holding) {
        return holding instanceof Holding.Other || holding instanceof Holding.Broken;
    }

    /** The virtual address that a claim leads to. */
    private static Optional<IpAddress> target(Claim claim) {
        Target target = null;
        if (claim instanceof PortForward forward) {
            target = forward.target();
        } else if (claim instanceof StaticNat nat) {
            target = nat.target();
        } else if (claim instanceof BalancerMember member) {
            target = member.target();
        }
        return target instanceof Target.Virtual address ? Optional.of(address.address()) : Optional.empty();
    }

    private Draft draft(Claims wanted, Sight sight, Policy policy) {
        try {
            return new Draft(planner.plan(wanted, sight.view(), policy), Optional.empty());
        } catch (RuntimeException e) {
            CloudFailure fault = CloudFailure.fault(e);
            return new Draft(Plan.nothing(fault.describe()), Optional.of(fault));
        }
    }
}
