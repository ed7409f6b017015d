package org.vipagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.simulation.Breaking.firstViolation;
import static org.vipagent.simulation.Breaking.ports;
import static org.vipagent.simulation.Breaking.violatedRules;
import static org.vipagent.simulation.Breaking.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vipagent.config.FollowMode;
import org.vipagent.config.GratuitousArp;
import org.vipagent.engine.CloudPort;
import org.vipagent.engine.Engine;
import org.vipagent.engine.Inbox;
import org.vipagent.engine.PacketPort;
import org.vipagent.node.ManagedAddress;
import org.vipagent.node.Node;
import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.ForeignVrid;

/** Breaks one part of the agent on purpose, and demands that the check made for it notices. */
class BrokenNodeTest {
    @Test
    void findsNothingWhereNothingIsBroken() {
        for (Trouble kind : Trouble.values()) {
            assertThat(firstViolation(world(), Faults.only(kind, 5), Parts.REAL, Breaking.SEEDS / 4))
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
                0,
                0,
                0,
                0,
                List.of(Trouble.LINK_DOWN, Trouble.PARTITION, Trouble.API_SLOW, Trouble.JOBS_SLOW),
                30,
                Faults.Loss.NONE);
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
    void noticesATakeoverForNothing() {
        assertThat(firstViolation(world(), Faults.none(), new GoingDeaf()))
                .map(Violation::rule)
                .contains("no needless takeover");
    }

    /** One of the nodes hears nothing any more after some time. */
    private static final class GoingDeaf implements Parts {
        private static final long HEARING_NANOS = 20 * Breaking.SECOND;

        private int nodes;

        @Override
        public SimProcess.Turning turning(Node node, Inbox inbox, Engine.Ports ports) {
            SimProcess.Turning hearing = Parts.super.turning(node, inbox, ports);
            SimProcess.Turning deaf = Parts.super.turning(
                    node,
                    inbox,
                    new Engine.Ports(
                            new DeafPacketPort(ports.packets(), true), ports.kernel(), ports.cloud(), ports.journal()));
            boolean chosen = nodes++ % 2 == 1;
            return new SimProcess.Turning() {
                private long beganAt = -1;

                @Override
                public long turn(long now, long realtime) {
                    beganAt = beganAt < 0 ? now : beganAt;
                    return chosen && now - beganAt > HEARING_NANOS
                            ? deaf.turn(now, realtime)
                            : hearing.turn(now, realtime);
                }

                @Override
                public boolean isFinished() {
                    return false;
                }
            };
        }
    }

    @Test
    void noticesANodeThatLeavesItToTheKernelToLoseAddresses() {
        assertThat(violatedRules(world(), Faults.only(Trouble.OWN_ADDRESS_LOST, 5), keepingAddresses()))
                .contains("addresses follow role");
    }

    @Test
    void noticesAnAddressThatTwoHoldWhoHearEachOther() {
        assertThat(firstViolation(world(), Faults.only(Trouble.PARTITION, 5), keepingAddresses()))
                .map(Violation::rule)
                .contains("one holder");
    }

    /** The kernel is never asked to take an address away. */
    private static Parts keepingAddresses() {
        return ports(ports -> new Engine.Ports(
                ports.packets(),
                request -> {
                    if (!request.wanted().isEmpty()) {
                        ports.kernel().apply(request);
                    }
                },
                ports.cloud(),
                ports.journal()));
    }

    @Test
    void noticesANodeThatDropsTheAddressAsSoonAsItIsAskedToStop() {
        List<ManagedAddress> managed = new ArrayList<>();
        Parts parts = ports(ports -> new Engine.Ports(
                ports.packets(),
                request -> {
                    managed.addAll(request.managed());
                    ports.kernel().apply(request);
                },
                new ForwardingCloudPort(ports.cloud()) {
                    @Override
                    public void currentTicket(String instance, long ticket) {
                        super.currentTicket(instance, ticket);
                        if (ticket == 0) {
                            ports.kernel().apply(new NodeEffect.ApplyAddresses(0, managed, Set.of()));
                        }
                    }
                },
                ports.journal()));
        assertThat(firstViolation(world(), Faults.only(Trouble.STOP, 5), parts))
                .map(Violation::rule)
                .contains("no gap at a planned stop");
    }

    @Test
    void noticesANodeThatBelievesAnotherClusterOnItsVrid() {
        Parts parts = Breaking.configured(router -> router.foreignVrid(ForeignVrid.PROCESS));
        assertThat(violatedRules(world(), Faults.only(Trouble.STRANGER, 5), parts))
                .contains("no needless step-down");
        assertThat(violatedRules(world(), Faults.only(Trouble.FLOOD, 3), parts)).contains("no needless step-down");
    }

    @Test
    void noticesAnAdvertThatIsLeftOut() {
        Parts parts = ports(ports -> new Engine.Ports(
                new ForgetfulPacketPort(ports.packets()), ports.kernel(), ports.cloud(), ports.journal()));
        assertThat(firstViolation(world(), Faults.none(), parts))
                .map(Violation::rule)
                .contains("adverts on time");
    }

    @Test
    void noticesLatenessThatAddsUp() {
        assertThat(firstViolation(world(), Faults.none(), new LateAgainAndAgain()))
                .map(Violation::rule)
                .contains("adverts on time");
    }

    @Test
    void noticesAnAnswerToEachOfManyAdverts() {
        assertThat(firstViolation(world(), Faults.only(Trouble.FLOOD, 3), new AnswersEachPacket()))
                .map(Violation::rule)
                .contains("no storm");
    }

    /** Repeats its last advert for each packet that it reads. */
    private static final class AnswersEachPacket implements Parts {
        @Override
        public SimProcess.Turning turning(Node node, Inbox inbox, Engine.Ports ports) {
            NodeEffect.SendPacket[] last = new NodeEffect.SendPacket[1];
            PacketPort answering = new PacketPort() {
                @Override
                public void drain(Receiver receiver, int limit) {
                    ports.packets()
                            .drain(
                                    (device, datagram) -> {
                                        receiver.received(device, datagram);
                                        if (last[0] != null) {
                                            ports.packets().send(last[0]);
                                        }
                                    },
                                    limit);
                }

                @Override
                public void send(NodeEffect.SendPacket packet) {
                    last[0] = packet;
                    ports.packets().send(packet);
                }

                @Override
                public void probe(NodeEffect.ProbeRivals question) {
                    ports.packets().probe(question);
                }

                @Override
                public void announce(NodeEffect.AnnounceAddresses announcement) {
                    ports.packets().announce(announcement);
                }
            };
            return Parts.super.turning(
                    node, inbox, new Engine.Ports(answering, ports.kernel(), ports.cloud(), ports.journal()));
        }
    }

    /** Its clock loses some of each advert interval, as if the next one were counted from when the last went out. */
    private static final class LateAgainAndAgain implements Parts {
        @Override
        public SimProcess.Turning turning(Node node, Inbox inbox, Engine.Ports ports) {
            SimProcess.Turning real = Parts.super.turning(node, inbox, ports);
            return new SimProcess.Turning() {
                private long began = -1;

                @Override
                public long turn(long now, long realtime) {
                    began = began < 0 ? now : began;
                    long lost = (now - began) / 1_000;
                    long next = real.turn(now - lost, realtime);
                    return next == Node.NEVER ? next : next + lost;
                }

                @Override
                public boolean isFinished() {
                    return real.isFinished();
                }
            };
        }
    }

    @Test
    void noticesANodeThatPreemptsWithoutItsDelay() {
        WorldOptions patient = Breaking.patient();
        Parts parts = Breaking.configured(router -> router.preemptDelayNanos(0));
        assertThat(firstViolation(patient, Faults.only(Trouble.CRASH, 3), parts))
                .map(Violation::text)
                .hasValueSatisfying(text -> assertThat(text).contains("before its preempt delay is over"));
        assertThat(firstViolation(patient, Faults.only(Trouble.CRASH, 3), Parts.REAL))
                .isEmpty();
    }

    @Test
    void noticesAnnouncementsThatAreNeverRefreshed() {
        Faults faults = new Faults(
                0, 0, 0, 0, List.of(Trouble.PARTITION, Trouble.GATEWAY_CUT, Trouble.SUSPEND), 20, Faults.Loss.NONE);
        WorldOptions never = world(1, FollowMode.IMMEDIATE, 0);
        assertThat(firstViolation(never, faults, Parts.REAL))
                .map(Violation::rule)
                .contains("the cloud follows");
        WorldOptions usual = world(
                1,
                FollowMode.IMMEDIATE,
                GratuitousArp.defaults().masterRefresh().toNanos());
        assertThat(firstViolation(usual, faults, Parts.REAL)).isEmpty();
    }

    @Test
    void noticesANodeThatJudgesBeforeItReads() {
        Parts parts = new Parts() {
            @Override
            public SimProcess.Turning turning(Node node, Inbox inbox, Engine.Ports ports) {
                SimProcess.Turning real = Parts.REAL.turning(node, inbox, ports);
                return new SimProcess.Turning() {
                    @Override
                    public long turn(long now, long realtime) {
                        if (node.nextDeadline() > now) {
                            return real.turn(now, realtime);
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
                                .turn(now, realtime);
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
    void noticesANodeThatNeverAnnounces() {
        Parts mute = ports(ports ->
                new Engine.Ports(new MutePacketPort(ports.packets()), ports.kernel(), ports.cloud(), ports.journal()));
        assertThat(firstViolation(world(), Faults.only(Trouble.CRASH, 3), mute))
                .map(Violation::rule)
                .contains("clients are answered");
    }

    /** Leaves every twentieth advert out. */
    private static final class ForgetfulPacketPort implements PacketPort {
        private final PacketPort real;
        private int number;

        ForgetfulPacketPort(PacketPort real) {
            this.real = real;
        }

        @Override
        public void drain(Receiver receiver, int limit) {
            real.drain(receiver, limit);
        }

        @Override
        public void send(NodeEffect.SendPacket packet) {
            if (++number % 20 != 0) {
                real.send(packet);
            }
        }

        @Override
        public void probe(NodeEffect.ProbeRivals question) {
            real.probe(question);
        }

        @Override
        public void announce(NodeEffect.AnnounceAddresses announcement) {
            real.announce(announcement);
        }
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
        public void probe(NodeEffect.ProbeRivals question) {
            real.probe(question);
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
        public void probe(NodeEffect.ProbeRivals question) {
            real.probe(question);
        }

        @Override
        public void announce(NodeEffect.AnnounceAddresses announcement) {}
    }
}
