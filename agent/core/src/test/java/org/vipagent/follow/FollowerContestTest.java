package org.vipagent.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.Target;
import org.vipagent.follow.FollowerConfig.Mode;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/** What is done for the other claims while one of them is contested. */
class FollowerContestTest extends FollowerScene {
    private static final PortForward TO_VIP = forward(80, new Target.Virtual(VIP.address()));
    private static final PortForward TO_PRIMARY = forward(443, new Target.Primary());
    private static final Holding LB_BACKUP = new Holding.Other("LB-backup");
    private static final Holding MISSING = new Holding.Nobody();
    private static final Holding HERE = new Holding.Ours();

    private static PortForward forward(int port, Target target) {
        PortRange ports = PortRange.of(port);
        return new PortForward(IpAddress.parse("210.140.68.220"), TransportProtocol.TCP, ports, target, ports);
    }

    private record Holdings(Map<Claim, Holding> of) implements CloudView {
        @Override
        public String ownVirtualMachine() {
            return "LB";
        }

        @Override
        public Holding holding(Claim claim) {
            return of.get(claim);
        }

        @Override
        public List<String> remarks() {
            return List.of();
        }
    }

    private static Observation seen(Holding address, Holding toVip, Holding toPrimary) {
        return new Observation.Seen(new Holdings(Map.of(VIP, address, TO_VIP, toVip, TO_PRIMARY, toPrimary)));
    }

    private static Stage take(Claim claim) {
        return stage(new NamedStep("take " + claim.describe(), true, Optional.empty()));
    }

    private static Stage give(Claim claim) {
        return stage(new NamedStep("give " + claim.describe(), false, Optional.empty()));
    }

    /** First takes away what others have, then gives this node what is missing. */
    static Plan planOf(Claims claims, CloudView view, Policy policy) {
        List<Stage> stages = new ArrayList<>();
        claims.claims().stream()
                .filter(claim -> view.holding(claim) instanceof Holding.Other)
                .forEach(claim -> stages.add(take(claim)));
        claims.claims().stream()
                .filter(claim -> !view.holding(claim).isAsClaimed())
                .forEach(claim -> stages.add(give(claim)));
        return new Plan(stages, "move it here");
    }

    private static Follower settled() {
        Claims claims = new Claims("VI_1", List.of(VIP, TO_VIP, TO_PRIMARY), List.of());
        FollowerConfig config = new FollowerConfig(claims, Mode.IMMEDIATE, 300 * SECOND, 60 * SECOND);
        Follower follower = master(new Follower(config, FollowerContestTest::planOf, new Random(1), 0));
        assertNoWrite(follower.looked(1, seen(HERE, HERE, HERE), 11 * SECOND));
        follower.deadline(follower.nextDeadline());
        return follower;
    }

    private static List<Step> written(List<FollowerEffect> effects) {
        return effects.stream()
                .filter(FollowerEffect.Execute.class::isInstance)
                .flatMap(e -> ((FollowerEffect.Execute) e).stage().steps().stream())
                .toList();
    }

    @Test
    void whatNobodyElseHasIsMadeGoodWhileAnotherClaimIsContested() {
        Observation lost = seen(LB_BACKUP, HERE, MISSING);
        Follower follower = settled();

        List<FollowerEffect> effects = follower.looked(1, lost, 80 * SECOND);

        assertThat(written(effects)).isEqualTo(give(TO_PRIMARY).steps());
        assertNoWrite(follower.executed(1, give(TO_PRIMARY), done(seen(LB_BACKUP, HERE, HERE)), 81 * SECOND));
        assertThat(follower.status(81 * SECOND).activity()).startsWith("contested");
    }

    @Test
    void whatLeadsToAContestedAddressWaitsWithIt() {
        Observation lost = seen(LB_BACKUP, MISSING, HERE);
        Follower follower = settled();

        assertNoWrite(follower.looked(1, lost, 80 * SECOND));
        assertThat(follower.status(80 * SECOND).activity()).startsWith("contested");
    }
}
