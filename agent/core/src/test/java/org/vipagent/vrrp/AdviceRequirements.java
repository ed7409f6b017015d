package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.vrrp.Subject.GREATER_ADDRESS;
import static org.vipagent.vrrp.Subject.LESSER_ADDRESS;
import static org.vipagent.vrrp.Subject.MASTER_DOWN;
import static org.vipagent.vrrp.Subject.SECOND;
import static org.vipagent.vrrp.Subject.VIPS;
import static org.vipagent.vrrp.Subject.announced;
import static org.vipagent.vrrp.Subject.events;
import static org.vipagent.vrrp.Subject.roles;

import java.util.List;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Advert;
import org.vipagent.vrrp.wire.DropReason;

/** What RFC 9568 advises (SHOULD) or allows (MAY) and we do. */
final class AdviceRequirements {
    private AdviceRequirements() {}

    static List<Requirement> all() {
        return List.of(
                new Requirement(
                        "7.1-7",
                        "a discarded packet is logged",
                        () -> assertThat(events(dropOne(Subject.started())))
                                .containsExactly(RouterEvent.PACKET_DROPPED),
                        () -> {
                            Subject backup = Subject.started();
                            dropOne(backup);
                            assertThat(dropOne(backup)).isEmpty();
                        }),
                new Requirement(
                        "7.1-8",
                        "another interval is noticed",
                        () -> {
                            Subject backup = Subject.started();
                            backup.hear(150, 2 * SECOND, GREATER_ADDRESS);
                            assertThat(backup.router.counters().intervalDiffers())
                                    .isEqualTo(1);
                        },
                        () -> {
                            Subject backup = Subject.started();
                            backup.hear(150, 2 * SECOND, GREATER_ADDRESS);
                            assertThat(backup.untilDeadline()).isEqualTo(2 * MASTER_DOWN);
                        }),
                new Requirement(
                        "7.1-9",
                        "another interval or another list is logged",
                        () -> {
                            assertThat(events(Subject.started().hear(150, 2 * SECOND, GREATER_ADDRESS)))
                                    .containsExactly(RouterEvent.INTERVAL_DIFFERS);
                            assertThat(events(Subject.started().hear(other(150), GREATER_ADDRESS)))
                                    .containsExactly(RouterEvent.ADDRESS_LIST_DIFFERS);
                        },
                        () -> assertThat(Subject.started().hear(150)).isEmpty()),
                new Requirement(
                        "7.1-10",
                        "errors are counted by their reason",
                        () -> {
                            Subject backup = Subject.started();
                            dropOne(backup);
                            assertThat(backup.router.counters().drops())
                                    .containsOnlyKeys(DropReason.BAD_CHECKSUM)
                                    .containsEntry(DropReason.BAD_CHECKSUM, 1L);
                        },
                        () -> {
                            Subject backup = Subject.started();
                            backup.hear(150);
                            assertThat(backup.router.counters().drops()).isEmpty();
                        }),
                new Requirement(
                        "7.1-11",
                        "the list is compared",
                        () -> {
                            Subject backup = Subject.started();
                            backup.hear(other(150), GREATER_ADDRESS);
                            assertThat(backup.router.counters().addressListDiffers())
                                    .isEqualTo(1);
                        },
                        () -> {
                            Subject backup = Subject.started();
                            backup.pass(SECOND);
                            backup.hear(other(150), GREATER_ADDRESS);
                            assertThat(backup.untilDeadline()).isEqualTo(MASTER_DOWN);
                        }),
                owners());
    }

    private static Requirement owners() {
        return new Requirement(
                "7.1-12",
                "an owner that hears an owner says so and elects",
                () -> {
                    Subject owner =
                            Subject.master(config -> config.priority(255).startAsMaster(true));
                    List<RouterEffect> effects = owner.hear(255, GREATER_ADDRESS);
                    assertThat(events(effects)).contains(RouterEvent.TWO_OWNERS);
                    assertThat(roles(effects)).containsExactly(Role.BACKUP);
                },
                () -> {
                    Subject owner =
                            Subject.master(config -> config.priority(255).startAsMaster(true));
                    List<RouterEffect> effects = owner.hear(254, LESSER_ADDRESS);
                    assertThat(events(effects)).doesNotContain(RouterEvent.TWO_OWNERS);
                    assertThat(roles(effects)).isEmpty();
                });
    }

    static List<Requirement> announcements() {
        return List.of(
                new Requirement(
                        "8.1.2-4",
                        "a master broadcasts gratuitous ARP when it has the addresses",
                        () -> {
                            Subject router = Subject.started();
                            router.pass(MASTER_DOWN);
                            assertThat(announced(router.applied())).containsExactly(5);
                        },
                        () -> assertThat(announced(Subject.started().applied())).isEmpty()),
                new Requirement(
                        "8.3.2-2",
                        "several owners are logged",
                        () -> {
                            Subject owner = Subject.master(
                                    config -> config.priority(255).startAsMaster(true));
                            // That there is a second master at all is the first news.
                            assertThat(events(owner.hear(255, LESSER_ADDRESS)))
                                    .containsExactly(RouterEvent.LOSER_HEARD);
                            assertThat(events(owner.hear(255, LESSER_ADDRESS))).containsExactly(RouterEvent.TWO_OWNERS);
                            assertThat(events(owner.hear(255, LESSER_ADDRESS))).isEmpty();
                        },
                        () -> assertThat(events(Subject.started().hear(255))).isEmpty()));
    }

    private static List<RouterEffect> dropOne(Subject subject) {
        return subject.router.dropped(DropReason.BAD_CHECKSUM, GREATER_ADDRESS, subject.now);
    }

    private static Advert other(int priority) {
        return new Advert(3, 51, priority, SECOND, List.of(VIPS.get(0), IpAddress.parse("10.0.0.102")));
    }
}
