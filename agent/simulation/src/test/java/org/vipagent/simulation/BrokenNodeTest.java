package org.vipagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.simulation.Breaking.firstViolation;
import static org.vipagent.simulation.Breaking.oneByOne;
import static org.vipagent.simulation.Breaking.packets;
import static org.vipagent.simulation.Breaking.ports;
import static org.vipagent.simulation.Breaking.violatedRules;
import static org.vipagent.simulation.Breaking.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vipagent.config.FollowMode;
import org.vipagent.config.GratuitousArp;
import org.vipagent.engine.Engine;
import org.vipagent.engine.Inbound;
import org.vipagent.engine.Inbox;
import org.vipagent.node.InstanceConfig;
import org.vipagent.node.ManagedAddress;
import org.vipagent.node.Node;
import org.vipagent.node.NodeConfig;
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
        assertThat(firstViolation(oneByOne(), faults, parts)).hasValueSatisfying(violation -> {
            assertThat(violation.rule()).isEqualTo("late steps");
            assertThat(violation.text()).contains("which has ended");
        });
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
        Parts parts = packets(SpoiltPackets::deaf);
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

    @Test
    void noticesANodeThatLeavesItToTheKernelToLoseAddresses() {
        assertThat(violatedRules(world(), Faults.only(Trouble.OWN_ADDRESS_LOST, 5), keepingAddresses()))
                .contains("addresses follow role");
    }

    @Test
    void noticesAReloadThatTakesNothingOver() {
        Parts parts = new Parts() {
            @Override
            public NodeConfig reloaded(NodeConfig file) {
                return new NodeConfig(file.instances().stream()
                        .map(i -> new InstanceConfig(
                                i.router(),
                                i.sourceAddress(),
                                i.addresses().subList(0, 1),
                                i.unicastTtl(),
                                i.trackPrimary(),
                                i.cloud()))
                        .toList());
            }
        };
        assertThat(firstViolation(world(), Faults.only(Trouble.RELOAD, 10), parts))
                .map(Violation::rule)
                .contains("file followed");
    }

    @Test
    void noticesAReloadThatIsAStopAndAStart() {
        Parts parts = new Parts() {
            @Override
            public SimProcess.Turning turning(Node node, Inbox inbox, Engine.Ports ports) {
                Deque<Inbound> waiting = new ArrayDeque<>();
                Inbox forgetful = () -> {
                    if (!waiting.isEmpty()) {
                        return waiting.poll();
                    }
                    Inbound next = inbox.poll();
                    if (next instanceof Inbound.Reconfigured reload) {
                        waiting.add(reload);
                        return new Inbound.Reconfigured(new NodeConfig(List.of()), taken -> {});
                    }
                    return next;
                };
                return Parts.super.turning(node, forgetful, ports);
            }
        };
        assertThat(violatedRules(world(), Faults.only(Trouble.RELOAD, 10), parts))
                .isNotEmpty();
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
        // Most stops are judged by nobody: the leaver was not alone as master, or a backup had not heard it for long
        // enough.
        assertThat(firstViolation(world(), Faults.only(Trouble.STOP, 5), parts, 400))
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
        Parts parts = packets(SpoiltPackets::forgetful);
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
        assertThat(firstViolation(world(), Faults.only(Trouble.FLOOD, 3), packets(SpoiltPackets::answering)))
                .map(Violation::rule)
                .contains("no storm");
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
        assertThat(firstViolation(world(), Faults.only(Trouble.PAUSE, 10), new JudgesBeforeItReads()))
                .map(Violation::rule)
                .contains("read before judging");
    }

    @Test
    void noticesANodeThatNeverAnnounces() {
        Parts mute = packets(SpoiltPackets::mute);
        assertThat(firstViolation(world(), Faults.only(Trouble.CRASH, 3), mute))
                .map(Violation::rule)
                .contains("clients are answered");
    }
}
