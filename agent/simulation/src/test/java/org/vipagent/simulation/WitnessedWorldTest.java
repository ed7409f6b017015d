package org.vipagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.vipagent.config.FollowMode;
import org.vipagent.simulation.WorldOptions.Oddity;

/**
 * Nodes with {@code witness gateway}: one that is cut off from everybody gives its mastership up within the dead time, so
 * that there is one master again; a gateway that dies for all takes the address from nobody.
 */
class WitnessedWorldTest {
    private static final long SECOND = 1_000_000_000L;
    /** Three unanswered questions, the one under way, the turns; a clock may be slow by a hundredth. */
    private static final long DEAD_NANOS = 5 * SECOND;
    /** Two rounds with an answer, a master-down interval, and the same for who was held back. */
    private static final long BACK_NANOS = 15 * SECOND;

    private static final long SETTLED_NANOS = 20 * SECOND;
    private static final int SEEDS = 200;

    private static SimWorld world(long seed, Oddity... oddities) {
        long[] paces = {SECOND, SECOND, SECOND / 10};
        WorldOptions.Cluster cluster = new WorldOptions.Cluster(
                2 + (int) (seed % 2),
                1,
                3,
                paces[(int) (seed % paces.length)],
                3,
                Set.of(oddities),
                true,
                0,
                5 * SECOND,
                5 * SECOND);
        WorldOptions.Cloud cloud = new WorldOptions.Cloud(
                true, FollowMode.IMMEDIATE, 0, 10 * SECOND, 1, true, "cloudstack", 700, 5 * SECOND, 20 * SECOND);
        WorldOptions options = new WorldOptions(cluster, cloud, 60 * SECOND);
        SimWorld.Surroundings around =
                new SimWorld.Surroundings(ClusterPlan.siteOf(options), Optional.empty(), Parts.REAL, Transcript.none());
        return new SimWorld(seed, options, around);
    }

    private static List<String> masters(SimWorld world) {
        return world.machines().stream()
                .filter(machine -> machine.process().standing().isMaster(0))
                .map(SimMachine::name)
                .toList();
    }

    private static void run(SimWorld world, long nanos) {
        assertThat(world.runUntil(world.timeline().now() + nanos)).isTrue();
    }

    private static SimWorld settled(long seed, Oddity... oddities) {
        SimWorld world = world(seed, oddities);
        world.bootAll();
        run(world, SETTLED_NANOS);
        assertThat(masters(world)).as("seed %d", seed).hasSize(1);
        return world;
    }

    /** As at the switch: the link stays up, and nothing passes in either direction. */
    private static void cutOff(SimWorld world, int node, boolean on) {
        for (SimMachine other : world.machines()) {
            if (other.index() != node) {
                world.network().path(node, other.index()).cut(on);
                world.network().path(other.index(), node).cut(on);
            }
        }
        world.network().gatewayPath(node).cut(on);
    }

    private static int master(SimWorld world) {
        return world.machines().stream()
                .filter(machine -> machine.process().standing().isMaster(0))
                .findFirst()
                .orElseThrow()
                .index();
    }

    private static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @Test
    void aMasterThatIsCutOffGivesUpWithinTheDeadTimeAndTheOthersHaveOneMaster() {
        seeds().parallel().forEach(seed -> {
            SimWorld world = settled(seed, Oddity.WITNESS, Oddity.UNICAST);
            int lost = master(world);
            cutOff(world, lost, true);
            run(world, DEAD_NANOS);
            assertThat(masters(world))
                    .as("seed %d", seed)
                    .hasSize(1)
                    .doesNotContain(world.machines().get(lost).name());
            cutOff(world, lost, false);
            run(world, BACK_NANOS);
            assertThat(masters(world)).as("seed %d, healed", seed).hasSize(1);
        });
    }

    /** What the others are measured by. */
    @Test
    void withoutAWitnessBothAreMasterAsLongAsTheyAreApart() {
        SimWorld world = settled(1, Oddity.UNICAST);
        cutOff(world, master(world), true);
        run(world, 60 * SECOND);
        assertThat(masters(world)).hasSize(2);
    }

    @Test
    void aGatewayThatDiesForAllTakesTheAddressFromNobody() {
        seeds().parallel().forEach(seed -> {
            SimWorld world = settled(seed, Oddity.WITNESS, Oddity.UNICAST);
            List<String> before = masters(world);
            world.network().gatewayDies(true);
            for (int i = 0; i < 60; i++) {
                run(world, SECOND);
                assertThat(masters(world)).as("seed %d", seed).isEqualTo(before);
            }
            world.network().gatewayDies(false);
            run(world, BACK_NANOS);
            assertThat(masters(world)).as("seed %d", seed).isEqualTo(before);
        });
    }

    @Test
    void whoIsCutOffWritesNothingInTheCloud() {
        seeds().parallel().forEach(seed -> {
            SimWorld world = settled(seed, Oddity.WITNESS, Oddity.UNICAST);
            int lost = master(world);
            cutOff(world, lost, true);
            run(world, 2 * DEAD_NANOS);
            // Both reach the cloud all the time; who took over has it, and nobody takes it back.
            int now = master(world);
            run(world, 60 * SECOND);
            assertThat(world.machines()
                            .get(now)
                            .process()
                            .snapshot()
                            .instances()
                            .get(0)
                            .cloud()
                            .orElseThrow()
                            .activity())
                    .as("seed %d", seed)
                    .isEqualTo("the cloud follows");
        });
    }

    @Test
    void whateverIsCutThereIsOneMasterAgainWhenAllIsHealed() {
        seeds().parallel().forEach(seed -> {
            SimWorld world =
                    seed % 2 == 0 ? settled(seed, Oddity.WITNESS, Oddity.UNICAST) : settled(seed, Oddity.WITNESS);
            Random random = new Random(seed);
            for (int i = 0; i < 6; i++) {
                int node = random.nextInt(world.machines().size());
                boolean gateway = random.nextInt(3) == 0;
                cut(world, node, gateway, true);
                run(world, 1 + random.nextInt(12) * SECOND);
                cut(world, node, gateway, false);
                run(world, random.nextInt(6) * SECOND);
            }
            run(world, BACK_NANOS + 10 * SECOND);
            assertThat(masters(world)).as("seed %d", seed).hasSize(1);
        });
    }

    private static void cut(SimWorld world, int node, boolean gateway, boolean on) {
        if (gateway) {
            world.network().gatewayDies(on);
        } else {
            cutOff(world, node, on);
        }
    }
}
