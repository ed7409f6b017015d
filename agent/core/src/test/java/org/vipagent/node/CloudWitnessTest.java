package org.vipagent.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.node.Machine.ETH0;
import static org.vipagent.node.Machine.MILLISECOND;
import static org.vipagent.node.Machine.SECOND;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudPlanner;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.Step;
import org.vipagent.follow.FollowerConfig;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect.AskNeighbour;
import org.vipagent.node.NodeEffect.ExecuteStage;
import org.vipagent.node.NodeEffect.LookAtCloud;

/** {@code witness} in a {@code cloud} block: who does not reach it looks at the cloud and writes nothing. */
class CloudWitnessTest {
    private static final String GATEWAY = "10.0.0.1";
    private static final long DOWN = 4 * SECOND;
    private static final SecondaryIp VIP = new SecondaryIp(IpAddress.parse("10.0.0.100"));
    private static final CloudPlanner ADDS = (claims, view, policy) ->
            new Plan(List.of(new Stage(List.of(new Addition("add here", false, false, Optional.empty())))), "add it");

    record Addition(String describe, boolean interrupts, boolean destroys, Optional<IpAddress> opens) implements Step {}

    record Nobody(String ownVirtualMachine) implements CloudView {
        @Override
        public Holding holding(Claim claim) {
            return new Holding.Nobody();
        }

        @Override
        public List<String> remarks() {
            return List.of();
        }
    }

    private final Machine machine = new Machine(List.of(following(new WitnessConfig(true, List.of()))));

    private static InstanceConfig following(WitnessConfig witness) {
        InstanceConfig plain = Machine.instance("one", 7, "10.0.0.100/24", UnaryOperator.identity());
        FollowerConfig follower = new FollowerConfig(
                new Claims("one", List.of(VIP), List.of()), FollowerConfig.Mode.AUTO, 300 * SECOND, 60 * SECOND);
        CloudBinding binding = new CloudBinding("idcf", ADDS, follower, Optional.of(witness));
        return new InstanceConfig(plain.router(), Optional.empty(), plain.addresses(), 255, true, Optional.of(binding));
    }

    /** Sees in the cloud that nobody has the address, as often as it looks. */
    private void look() {
        for (List<LookAtCloud> looks = all(LookAtCloud.class); !looks.isEmpty(); looks = all(LookAtCloud.class)) {
            machine.effects.removeAll(looks);
            for (LookAtCloud look : looks) {
                machine.node.cloudLooked("one", look.ticket(), new Observation.Seen(new Nobody("LB")), machine.now);
                machine.step();
            }
        }
    }

    private <T extends NodeEffect> List<T> all(Class<T> kind) {
        return machine.effects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private int asked() {
        return all(AskNeighbour.class).size();
    }

    /** Time passes, and each question is answered. */
    private void passReached(long nanos) {
        for (long left = nanos; left > 0; left -= 100 * MILLISECOND) {
            int before = asked();
            machine.pass(100 * MILLISECOND);
            if (asked() > before) {
                machine.claimed(ETH0, GATEWAY);
            }
            look();
        }
    }

    /** A node on eth0 whose default route leaves by 10.0.0.1. */
    private void start() {
        machine.hasGateways(GATEWAY).has(ETH0, "10.0.0.7/24");
    }

    private String words() {
        return machine.status("one").cloud().orElseThrow().activity();
    }

    @Test
    void asksOnceASecondFromItsOwnAddressAlsoWhenAMastershipBeginsBetween() {
        start();
        passReached(SECOND);
        machine.effects.clear();
        passReached(10 * SECOND);
        assertThat(all(AskNeighbour.class))
                .containsOnly(new AskNeighbour(ETH0, IpAddress.parse("10.0.0.7"), IpAddress.parse(GATEWAY)))
                .hasSize(10);
    }

    @Test
    void aMasterThatReachesItWritesAsSoonAsItHasAnswered() {
        start();
        passReached(DOWN - 500 * MILLISECOND);
        machine.effects.clear();
        machine.pass(SECOND);
        assertThat(machine.role("one")).isEqualTo("MASTER");
        assertThat(all(ExecuteStage.class)).as("before it has answered").isEmpty();
        machine.claimed(ETH0, GATEWAY);
        look();
        assertThat(all(ExecuteStage.class)).hasSize(1);
    }

    @Test
    void anAnswerToAQuestionFromBeforeTheMastershipDoesNotCount() {
        // Cut off just now: the last question was answered, and nobody has heard the master since.
        start();
        passReached(DOWN - 500 * MILLISECOND);
        machine.effects.clear();
        machine.pass(10 * SECOND);
        look();
        assertThat(machine.role("one")).isEqualTo("MASTER");
        assertThat(all(ExecuteStage.class)).isEmpty();
        assertThat(words()).isEqualTo("waits, the gateway 10.0.0.1 does not answer: add it");
    }

    @Test
    void aMasterThatDoesNotReachItLooksAllTheSameAndGoesOnAtOnceWhenItAnswers() {
        start();
        machine.pass(DOWN + 2 * SECOND);
        look();
        assertThat(machine.status("one").cloud().orElseThrow().holdings())
                .extracting(h -> h.holder())
                .containsExactly("nobody");
        assertThat(all(ExecuteStage.class)).isEmpty();
        machine.claimed(ETH0, GATEWAY);
        look();
        assertThat(all(ExecuteStage.class)).hasSize(1);
    }

    @Test
    void silenceAndItsEndAreToldOnce() {
        start();
        machine.pass(20 * SECOND);
        assertThat(machine.status("one").trouble().orElseThrow())
                .startsWith("the gateway 10.0.0.1 does not answer, for ")
                .endsWith(" s now; nothing is changed in the cloud");
        machine.claimed(ETH0, GATEWAY);
        assertThat(machine.events())
                .containsOnlyOnce(
                        "the gateway 10.0.0.1 does not answer: nothing is changed in the cloud until that is over")
                .containsOnlyOnce("the witness 10.0.0.1 answers again");
        assertThat(machine.status("one").trouble()).isEmpty();
    }

    @Test
    void oneLostAnswerIsNotTold() {
        start();
        passReached(10 * SECOND);
        machine.pass(1_500 * MILLISECOND);
        passReached(5 * SECOND);
        assertThat(machine.events()).noneMatch(e -> e.contains("10.0.0.1"));
    }

    @Test
    void withoutADefaultRouteThereIsNobodyToAskAndItSaysSo() {
        machine.has(ETH0, "10.0.0.7/24");
        machine.pass(DOWN + 2 * SECOND);
        look();
        assertThat(asked()).isZero();
        assertThat(all(ExecuteStage.class)).isEmpty();
        assertThat(words())
                .isEqualTo("waits, eth0 has no default route over IPv4, so there is no gateway to ask: add it");
    }

    @Test
    void anotherDefaultRouteIsAnotherWitness() {
        start();
        passReached(DOWN + SECOND);
        machine.effects.clear();
        machine.hasGateways("10.0.0.254", "fe80::1").has(ETH0, "10.0.0.7/24", "10.0.0.100/24");
        machine.pass(SECOND);
        assertThat(all(AskNeighbour.class))
                .extracting(AskNeighbour::address)
                .containsOnly(IpAddress.parse("10.0.0.254"));
    }

    @Test
    void theOperatorsWordDoesNotPassTheWitnessBy() {
        start();
        machine.pass(DOWN + 2 * SECOND);
        machine.node.followNow(Optional.empty(), machine.now);
        look();
        assertThat(all(ExecuteStage.class)).isEmpty();
    }

    @Test
    void aMachineThatStoodStillAsksBeforeItCallsTheWitnessSilent() {
        start();
        passReached(20 * SECOND);
        machine.effects.clear();
        machine.now += 60 * SECOND;
        machine.node.resumed(machine.now);
        machine.pass(100 * MILLISECOND);
        machine.claimed(ETH0, GATEWAY);
        assertThat(machine.events()).noneMatch(e -> e.contains("does not answer"));
    }

    @Test
    void severalInstancesAskTheSameStationOnce() {
        InstanceConfig one = following(new WitnessConfig(false, List.of(IpAddress.parse(GATEWAY))));
        CloudBinding binding = one.cloud().orElseThrow();
        InstanceConfig plain = Machine.instance("two", 8, "10.0.0.101/24", UnaryOperator.identity());
        InstanceConfig two = new InstanceConfig(
                plain.router(), Optional.empty(), plain.addresses(), 255, true, Optional.of(binding));
        Machine both = new Machine(one, two).has(ETH0, "10.0.0.7/24");
        both.effects.clear();
        both.pass(3 * SECOND);
        assertThat(both.effects.stream().filter(AskNeighbour.class::isInstance)).hasSize(3);
    }
}
