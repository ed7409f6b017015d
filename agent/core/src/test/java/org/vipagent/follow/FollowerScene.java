package org.vipagent.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.CloudPlanner;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.follow.FollowerConfig.Mode;
import org.vipagent.net.IpAddress;

/** A follower, and a cloud of one address in which it is ours, theirs, nobody's or both's. */
abstract class FollowerScene {
    static final SecondaryIp VIP = new SecondaryIp(IpAddress.parse("10.5.0.100"));
    static final long SECOND = Duration.ofSeconds(1).toNanos();
    static final CloudFailure HANGS = new CloudFailure(Kind.TIMEOUT, "no answer in 10 s");

    record NamedStep(String describe, boolean interrupts, Optional<IpAddress> opens) implements Step {
        @Override
        public boolean destroys() {
            return interrupts;
        }
    }

    record View(Holding holder) implements CloudView {
        @Override
        public String ownVirtualMachine() {
            return "LB";
        }

        @Override
        public Holding holding(Claim claim) {
            return holder;
        }

        @Override
        public List<String> remarks() {
            return List.of("updates do nothing here");
        }
    }

    static final Stage REMOVE = stage(new NamedStep("remove from the other", true, Optional.empty()));
    static final Stage ADD = stage(new NamedStep("add here", false, Optional.empty()));
    static final Stage OPEN = stage(new NamedStep("add here", false, Optional.of(VIP.address())));
    static final Stage GIVE_WAY = stage(new NamedStep("remove here", false, Optional.empty()));

    static Stage stage(Step... steps) {
        return new Stage(List.of(steps));
    }

    final List<Policy> policies = new ArrayList<>();
    Stage addition = ADD;

    /** Removes where another holds it, then adds; of two holders this node has the greater id. */
    Plan plan(Claims claims, CloudView view, Policy policy) {
        policies.add(policy);
        Holding holder = view.holding(VIP);
        if (holder instanceof Holding.Ours) {
            return Plan.nothing("all is ours");
        }
        if (holder instanceof Holding.Broken) {
            return policy.severalHolders() == Policy.SeveralHolders.MASTER_KEEPS
                    ? new Plan(List.of(REMOVE), "the master keeps it")
                    : new Plan(List.of(GIVE_WAY), "the lesser id keeps it");
        }
        if (holder instanceof Holding.Other && !policy.mayInterrupt()) {
            return Plan.nothing("the path works by ARP");
        }
        List<Stage> stages = new ArrayList<>();
        if (holder instanceof Holding.Other) {
            stages.add(REMOVE);
        }
        stages.add(addition);
        return new Plan(stages, "move it here");
    }

    static final Observation OURS = seen(new Holding.Ours());
    static final Observation THEIRS = seen(new Holding.Other("LB-backup"));
    static final Observation NOBODYS = seen(new Holding.Nobody());
    static final Observation BOTH = seen(new Holding.Broken("held by LB and LB-backup"));
    static final Observation UNSEEN = new Observation.Unseen(HANGS);

    static Observation seen(Holding holder) {
        return new Observation.Seen(new View(holder));
    }

    static StageOutcome done(Observation after) {
        return new StageOutcome(List.of(new StepOutcome.Done()), after);
    }

    Follower follower(Mode mode, CloudPlanner planner) {
        Claims claims = new Claims("VI_1", List.of(VIP), List.of());
        FollowerConfig config = new FollowerConfig(claims, mode, 300 * SECOND, 60 * SECOND);
        return new Follower(config, planner, new Random(1), 0);
    }

    /** A follower that could not look while standing by, and then became master with epoch 1 at second 10. */
    Follower master(Mode mode) {
        return master(follower(mode, this::plan));
    }

    static Follower master(Follower follower) {
        assertThat(follower.deadline(0)).containsExactly(new FollowerEffect.Look(0));
        assertNoWrite(follower.looked(0, UNSEEN, SECOND));
        assertThat(follower.becameMaster(1, 10 * SECOND)).containsExactly(new FollowerEffect.Look(1));
        return follower;
    }

    static FollowerEffect.Execute execute(Stage stage, long ticket) {
        return new FollowerEffect.Execute(stage, ticket);
    }

    static void assertNoWrite(List<FollowerEffect> effects) {
        assertThat(effects).noneMatch(FollowerEffect.Execute.class::isInstance);
    }
}
