package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.vrrp.Subject.GREATER_ADDRESS;
import static org.vipagent.vrrp.Subject.LESSER_ADDRESS;
import static org.vipagent.vrrp.Subject.MASTER_DOWN;
import static org.vipagent.vrrp.Subject.SECOND;
import static org.vipagent.vrrp.Subject.SKEW;
import static org.vipagent.vrrp.Subject.announced;
import static org.vipagent.vrrp.Subject.roles;
import static org.vipagent.vrrp.Subject.sent;

import java.util.List;
import java.util.stream.Stream;
import org.vipagent.net.IpAddress;

/** The statements of RFC 9568 §6.4 on the states. */
final class StateRequirements {
    private StateRequirements() {}

    static Stream<Requirement> all() {
        return Stream.of(backup(), backupHearing(), preemption(), master(), masterHearing())
                .flatMap(List::stream);
    }

    private static List<Requirement> backup() {
        return List.of(
                new Requirement(
                        "6.4.2-1",
                        "a backup does not answer ARP for the addresses: it does not hold them",
                        () -> assertThat(Subject.started().router.wantsAddresses())
                                .isFalse(),
                        () -> assertThat(Subject.master().router.wantsAddresses())
                                .isTrue()),
                new Requirement(
                        "6.4.2-5",
                        "a backup does not accept packets to the addresses: not after mastership either",
                        () -> {
                            Subject master = Subject.master();
                            master.hear(200);
                            assertThat(master.router.wantsAddresses()).isFalse();
                        },
                        () -> {
                            Subject master = Subject.master();
                            master.hear(50);
                            assertThat(master.router.wantsAddresses()).isTrue();
                        }),
                new Requirement(
                        "6.4.2-6",
                        "a backup that stops cancels its timer and says nothing",
                        () -> {
                            Subject backup = Subject.started();
                            assertThat(sent(backup.router.stop(backup.now))).isEmpty();
                            assertThat(backup.router.nextDeadline()).isEqualTo(RouterState.NEVER);
                            assertThat(backup.router.role()).isEqualTo(Role.STOPPED);
                        },
                        () -> {
                            Subject master = Subject.master();
                            assertThat(sent(master.router.stop(master.now))).containsExactly(0);
                        }),
                new Requirement(
                        "6.4.2-7",
                        "when the master-down timer fires a backup advertises first and becomes master",
                        () -> {
                            Subject backup = Subject.started();
                            List<RouterEffect> effects = backup.pass(MASTER_DOWN);
                            assertThat(effects.get(0)).isEqualTo(new RouterEffect.SendAdvert(100));
                            assertThat(roles(effects)).containsExactly(Role.MASTER);
                            assertThat(announced(backup.applied())).containsExactly(5);
                            // Up to a fiftieth early: adverts of many routers leave together.
                            assertThat(backup.untilAdvert()).isBetween(SECOND - SECOND / 50, SECOND);
                        },
                        () -> assertThat(Subject.started().pass(MASTER_DOWN - 1))
                                .isEmpty()));
    }

    private static List<Requirement> backupHearing() {
        return List.of(
                new Requirement(
                        "6.4.2-8",
                        "priority 0 sets the timer to the skew time, and nothing is learned from it",
                        () -> {
                            Subject backup = Subject.started();
                            backup.hear(0, 4 * SECOND, GREATER_ADDRESS);
                            assertThat(backup.untilDeadline()).isEqualTo(SKEW);
                        },
                        () -> {
                            Subject backup = Subject.started();
                            backup.hear(101);
                            assertThat(backup.untilDeadline()).isEqualTo(MASTER_DOWN);
                        }),
                new Requirement(
                        "6.4.2-9",
                        "a priority not below ours, or any with nopreempt, restarts the timer with the learned interval",
                        () -> {
                            for (Subject backup : List.of(
                                    Subject.started(config -> config.priority(100)),
                                    Subject.started(
                                            config -> config.priority(100).preempt(false)))) {
                                backup.pass(SECOND);
                                int priority = backup.router.config().preempt() ? 100 : 1;
                                backup.hear(priority, 2 * SECOND, LESSER_ADDRESS);
                                assertThat(backup.untilDeadline()).isEqualTo(2 * MASTER_DOWN);
                            }
                        },
                        () -> {
                            Subject backup = Subject.started();
                            backup.pass(SECOND);
                            backup.hear(99);
                            assertThat(backup.untilDeadline()).isEqualTo(MASTER_DOWN - SECOND);
                        }));
    }

    private static List<Requirement> preemption() {
        return List.of(new Requirement(
                "6.4.2-10",
                "a lower priority is discarded, so that it is preempted when the unchanged timer ends",
                () -> {
                    Subject backup = Subject.started();
                    for (int i = 0; i < 3; i++) {
                        backup.pass(SECOND);
                        assertThat(sent(backup.hear(99))).isEmpty();
                    }
                    assertThat(roles(backup.pass(SKEW))).containsExactly(Role.MASTER);
                },
                () -> {
                    Subject backup = Subject.started(config -> config.preempt(false));
                    for (int i = 0; i < 30; i++) {
                        assertThat(backup.pass(SECOND)).isEmpty();
                        backup.hear(99);
                    }
                }));
    }

    private static List<Requirement> master() {
        return List.of(
                new Requirement(
                        "6.4.3-1",
                        "a master answers ARP for the addresses: it holds them",
                        () -> assertThat(Subject.master().router.wantsAddresses())
                                .isTrue(),
                        () -> assertThat(new Subject(config -> config).router.wantsAddresses())
                                .isFalse()),
                new Requirement(
                        "6.4.3-6",
                        "an owner accepts packets to the addresses",
                        () -> assertThat(owner().router.wantsAddresses()).isTrue(),
                        () -> {
                            Subject owner = owner();
                            owner.router.fault("link down", owner.now);
                            assertThat(owner.router.wantsAddresses()).isFalse();
                        }),
                new Requirement(
                        "6.4.3-8",
                        "a master that stops says priority 0 and advertises no more",
                        () -> {
                            Subject master = Subject.master();
                            assertThat(sent(master.router.stop(master.now))).containsExactly(0);
                            // Said twice, since one lost packet would cost a whole master-down interval.
                            assertThat(sent(master.pass(10 * SECOND))).containsExactly(0);
                            assertThat(master.router.role()).isEqualTo(Role.STOPPED);
                        },
                        () -> assertThat(sent(Subject.master().pass(10 * SECOND)))
                                .hasSize(10)
                                .doesNotContain(0)),
                new Requirement(
                        "6.4.3-9",
                        "the advert timer restarts with the own interval, also after learning another",
                        () -> {
                            Subject router = Subject.started();
                            router.hear(150, 5 * SECOND, GREATER_ADDRESS);
                            router.pass(router.untilDeadline());
                            assertThat(sent(router.pass(10 * SECOND))).hasSize(10);
                        },
                        () -> assertThat(sent(Subject.started().pass(3 * SECOND)))
                                .isEmpty()));
    }

    private static List<Requirement> masterHearing() {
        return List.of(
                new Requirement(
                        "6.4.3-10",
                        "a master answers priority 0 and restarts its advert timer",
                        () -> {
                            Subject master = midInterval();
                            assertThat(sent(master.hear(0))).containsExactly(100);
                            assertThat(master.untilAdvert()).isEqualTo(SECOND);
                        },
                        () -> {
                            Subject backup = Subject.started();
                            assertThat(sent(backup.hear(0))).isEmpty();
                        }),
                new Requirement(
                        "6.4.3-11",
                        "a higher priority, or an equal one with the greater address, ends a mastership",
                        () -> {
                            Subject master = Subject.master();
                            assertThat(roles(master.hear(101, 2 * SECOND, LESSER_ADDRESS)))
                                    .containsExactly(Role.BACKUP);
                            assertThat(master.untilDeadline()).isEqualTo(2 * MASTER_DOWN);
                            assertThat(roles(Subject.master().hear(100, GREATER_ADDRESS)))
                                    .containsExactly(Role.BACKUP);
                            // As unsigned numbers, byte by byte.
                            assertThat(roles(Subject.master().hear(100, IpAddress.parse("200.0.0.1"))))
                                    .containsExactly(Role.BACKUP);
                        },
                        () -> {
                            assertThat(roles(Subject.master().hear(100, LESSER_ADDRESS)))
                                    .isEmpty();
                            assertThat(roles(Subject.master().hear(99, GREATER_ADDRESS)))
                                    .isEmpty();
                        }),
                new Requirement(
                        "6.4.3-12",
                        "any other advert is answered at once, which does not reset the advert timer",
                        () -> {
                            Subject master = midInterval();
                            assertThat(sent(master.hear(99))).containsExactly(100);
                            assertThat(master.untilAdvert()).isEqualTo(SECOND / 2);
                        },
                        () -> {
                            // Not our own, looped back: each answer would make the next.
                            Subject master = midInterval();
                            assertThat(master.hear(100, Subject.OWN)).allMatch(RouterEffect.Noted.class::isInstance);
                        }));
    }

    private static Subject owner() {
        return Subject.started(config -> config.priority(255).startAsMaster(true));
    }

    private static Subject midInterval() {
        Subject master = Subject.master();
        master.pass(master.untilDeadline() - SECOND / 2);
        return master;
    }
}
