package org.vipagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudPlanner;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.cloudstack.CloudStackPlanner;
import org.vipagent.cloud.cloudstack.CloudStackStep;
import org.vipagent.config.FollowMode;
import org.vipagent.engine.CloudPort;
import org.vipagent.engine.Engine;
import org.vipagent.engine.Inbox;
import org.vipagent.engine.KernelPort;
import org.vipagent.engine.PacketPort;
import org.vipagent.node.ManagedAddress;
import org.vipagent.node.Node;
import org.vipagent.node.NodeEffect;

/** Breaks one part of the world on purpose, and demands that the check made for it notices. */
class BrokenWorldTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int SEEDS = 60;

    /** The first violation in a number of seeds, all with the same world but other chances. */
    private static Optional<Violation> firstViolation(WorldOptions options, Faults faults, Parts parts) {
        return firstViolation(options, faults, parts, SEEDS);
    }

    private static Optional<Violation> firstViolation(WorldOptions options, Faults faults, Parts parts, int seeds) {
        for (long seed = 0; seed < seeds; seed++) {
            Optional<Violation> violation = Scenario.run(seed, options, faults, parts, Transcript.none())
                    .violation();
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }

    private static WorldOptions world(int instances, FollowMode follow) {
        WorldOptions.Cluster cluster =
                new WorldOptions.Cluster(2, instances, 3, SECOND, 3, false, true, 0, false, 5 * SECOND, 5 * SECOND);
        long settle = follow == FollowMode.AUTO ? 15 * SECOND : 0;
        WorldOptions.Cloud cloud = new WorldOptions.Cloud(
                follow, settle, 10 * SECOND, 2, false, "cloudstack", 150, 5 * SECOND, 20 * SECOND);
        return new WorldOptions(cluster, cloud, 40 * SECOND);
    }

    private static WorldOptions world() {
        return world(1, FollowMode.IMMEDIATE);
    }

    @Test
    void findsNothingWhereNothingIsBroken() {
        for (Trouble kind : Trouble.values()) {
            assertThat(firstViolation(world(), Faults.only(kind, 5), Parts.REAL, SEEDS / 4))
                    .as("%s", kind)
                    .isEmpty();
        }
    }

    @Test
    void noticesAKernelThatNeverLetsAddressesExpire() {
        Parts parts = new Parts() {
            @Override
            public boolean addressesExpire() {
                return false;
            }
        };
        assertThat(firstViolation(world(), Faults.only(Trouble.CRASH, 3), parts))
                .map(Violation::rule)
                .contains("addresses leave");
    }

    @Test
    void noticesAWorkerThatIgnoresTickets() {
        Parts parts = new Parts() {
            @Override
            public boolean ticketsMatter() {
                return false;
            }
        };
        Faults faults = new Faults(
                0, 0, 0, 0, List.of(Trouble.LINK_DOWN, Trouble.PARTITION, Trouble.API_SLOW, Trouble.JOBS_SLOW), 30);
        assertThat(firstViolation(world(2, FollowMode.IMMEDIATE), faults, parts))
                .map(Violation::rule)
                .contains("steps only while master");
    }

    @Test
    void noticesANodeThatGoesOnWithItsPlanAfterItsMastership() {
        Parts parts = ports(ports -> new Engine.Ports(
                ports.packets(), ports.kernel(), new StubbornCloudPort(ports.cloud()), ports.journal()));
        assertThat(firstViolation(world(), Faults.only(Trouble.LINK_DOWN, 5), parts))
                .map(Violation::rule)
                .contains("steps only while master");
    }

    @Test
    void noticesEpochsThatRepeat() {
        Parts parts = ports(ports -> new Engine.Ports(
                ports.packets(),
                ports.kernel(),
                new ForwardingCloudPort(ports.cloud()) {
                    @Override
                    public void currentTicket(String instance, long ticket) {
                        super.currentTicket(instance, Math.min(ticket, 1));
                    }
                },
                ports.journal()));
        assertThat(firstViolation(world(), Faults.only(Trouble.LINK_DOWN, 5), parts))
                .map(Violation::rule)
                .contains("epochs rise");
    }

    @Test
    void noticesTwoMastersThatHearEachOther() {
        Parts parts = ports(ports -> new Engine.Ports(
                new DeafPacketPort(ports.packets(), true), ports.kernel(), ports.cloud(), ports.journal()));
        assertThat(firstViolation(world(), Faults.none(), parts))
                .map(Violation::rule)
                .contains("no lasting split");
    }

    @Test
    void noticesANodeThatKeepsItsAddresses() {
        Parts parts = new Parts() {
            @Override
            public boolean addressesExpire() {
                return false;
            }

            @Override
            public SimProcess.Turning turning(Node node, Inbox inbox, Engine.Ports ports) {
                Set<ManagedAddress> ever = new HashSet<>();
                KernelPort grasping = request -> {
                    ever.addAll(request.wanted());
                    ports.kernel().apply(new NodeEffect.ApplyAddresses(request.generation(), request.managed(), ever));
                };
                return Parts.super.turning(
                        node, inbox, new Engine.Ports(ports.packets(), grasping, ports.cloud(), ports.journal()));
            }
        };
        assertThat(firstViolation(world(), Faults.only(Trouble.PARTITION, 5), parts))
                .map(Violation::rule)
                .contains("addresses leave");
    }

    @Test
    void noticesANodeThatJudgesBeforeItReads() {
        Parts parts = new Parts() {
            @Override
            public SimProcess.Turning turning(Node node, Inbox inbox, Engine.Ports ports) {
                SimProcess.Turning real = Parts.REAL.turning(node, inbox, ports);
                return new SimProcess.Turning() {
                    @Override
                    public long turn(long now) {
                        if (node.nextDeadline() > now) {
                            return real.turn(now);
                        }
                        // The deadline is judged and told of while the packets still wait.
                        return Parts.REAL
                                .turning(
                                        node,
                                        () -> null,
                                        new Engine.Ports(
                                                new DeafPacketPort(ports.packets(), false),
                                                ports.kernel(),
                                                ports.cloud(),
                                                ports.journal()))
                                .turn(now);
                    }

                    @Override
                    public boolean isFinished() {
                        return real.isFinished();
                    }
                };
            }
        };
        assertThat(firstViolation(world(), Faults.only(Trouble.PAUSE, 10), parts))
                .map(Violation::rule)
                .contains("read before judging");
    }

    @Test
    void noticesAPlanThatTouchesWhatIsNotClaimed() {
        Parts parts = planner((plan, policy) -> new Plan(
                List.of(new Stage(
                        List.of(new CloudStackStep.DeleteRule(ZonePlan.FOREIGN_RULE, "somebody else's rule", false)))),
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
                return (claims, view, policy) -> real.plan(claims, view, new Policy(true));
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
                return (claims, view, policy) -> harmless(real.plan(claims, view, new Policy(true)));
            }
        };
        assertThat(firstViolation(world(1, FollowMode.AUTO), Faults.only(Trouble.PARTITION, 5), parts))
                .map(Violation::text)
                .hasValueSatisfying(text -> assertThat(text).contains("of a rule that works"));
    }

    private static Plan harmless(Plan plan) {
        List<Stage> stages = new ArrayList<>();
        for (Stage stage : plan.stages()) {
            stages.add(new Stage(stage.steps().stream()
                    .map(step -> step instanceof CloudStackStep.DeleteRule delete
                            ? (Step) new CloudStackStep.DeleteRule(delete.ruleId(), delete.what(), false)
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
    void noticesANodeThatNeverAnnounces() {
        assertNotFollowing(ports(ports ->
                new Engine.Ports(new MutePacketPort(ports.packets()), ports.kernel(), ports.cloud(), ports.journal())));
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

    /** Puts something between a node and its ports. */
    private interface Between {
        Engine.Ports of(Engine.Ports ports);
    }

    private static Parts ports(Between between) {
        return new Parts() {
            @Override
            public SimProcess.Turning turning(Node node, Inbox inbox, Engine.Ports ports) {
                return Parts.super.turning(node, inbox, between.of(ports));
            }
        };
    }

    private static class ForwardingCloudPort implements CloudPort {
        private final CloudPort real;

        ForwardingCloudPort(CloudPort real) {
            this.real = real;
        }

        @Override
        public void look(NodeEffect.LookAtCloud request) {
            real.look(request);
        }

        @Override
        public void execute(NodeEffect.ExecuteStep request) {
            real.execute(request);
        }

        @Override
        public void currentTicket(String instance, long ticket) {
            real.currentTicket(instance, ticket);
        }
    }

    /** Asks for its last step once more when mastership is over. */
    private static final class StubbornCloudPort extends ForwardingCloudPort {
        private NodeEffect.ExecuteStep last;

        StubbornCloudPort(CloudPort real) {
            super(real);
        }

        @Override
        public void execute(NodeEffect.ExecuteStep request) {
            last = request;
            super.execute(request);
        }

        @Override
        public void currentTicket(String instance, long ticket) {
            super.currentTicket(instance, ticket);
            if (ticket == 0 && last != null) {
                super.execute(last);
            }
        }
    }

    /** Leaves packets unread, or reads them and does not care. */
    private record DeafPacketPort(PacketPort real, boolean reads) implements PacketPort {
        @Override
        public void drain(Receiver receiver, int limit) {
            if (reads) {
                real.drain((device, datagram) -> {}, limit);
            }
        }

        @Override
        public void send(NodeEffect.SendPacket packet) {
            real.send(packet);
        }

        @Override
        public void announce(NodeEffect.AnnounceAddresses announcement) {
            real.announce(announcement);
        }
    }

    /** Sends no gratuitous ARP. */
    private record MutePacketPort(PacketPort real) implements PacketPort {
        @Override
        public void drain(Receiver receiver, int limit) {
            real.drain(receiver, limit);
        }

        @Override
        public void send(NodeEffect.SendPacket packet) {
            real.send(packet);
        }

        @Override
        public void announce(NodeEffect.AnnounceAddresses announcement) {}
    }
}
