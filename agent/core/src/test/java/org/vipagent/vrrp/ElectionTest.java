package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vipagent.vrrp.Subject.GREATER_ADDRESS;
import static org.vipagent.vrrp.Subject.LESSER_ADDRESS;
import static org.vipagent.vrrp.Subject.MASTER_DOWN;
import static org.vipagent.vrrp.Subject.MILLISECOND;
import static org.vipagent.vrrp.Subject.SECOND;
import static org.vipagent.vrrp.Subject.SKEW;
import static org.vipagent.vrrp.Subject.roles;
import static org.vipagent.vrrp.Subject.sent;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterEffect.RoleChanged;
import org.vipagent.vrrp.RouterEffect.SendAdvert;

/** Who becomes master and when: start, timers, preemption, orders from outside. */
class ElectionTest {
    @Test
    void waitsAFullMasterDownIntervalAtTheStart() {
        Subject backup = new Subject(config -> config.priority(254));
        assertThat(backup.start())
                .containsExactly(new RoleChanged(Role.STOPPED, Role.BACKUP, 0, "listens for a master"));
        assertThat(backup.untilDeadline()).isEqualTo(3 * SECOND + 2 * SECOND / 256);
    }

    @Test
    void countsTheSkewInNanoseconds() {
        Subject backup = Subject.started(config -> config.priority(254).advertIntervalNanos(10 * MILLISECOND));
        assertThat(backup.untilDeadline()).isEqualTo(30 * MILLISECOND + 78_125);
    }

    @Test
    void countsTheSkewOfVersion2InPartsOfASecond() {
        Subject backup = Subject.started(config -> config.version(2).advertIntervalNanos(2 * SECOND));
        assertThat(backup.untilDeadline()).isEqualTo(6 * SECOND + SKEW);
    }

    @Test
    void honoursDownTimerAdverts() {
        Subject backup = Subject.started(config -> config.downTimerAdverts(5));
        assertThat(backup.untilDeadline()).isEqualTo(5 * SECOND + SKEW);
    }

    @Test
    void anOwnerThatIsToldToStartsAsMaster() {
        Subject owner = new Subject(config -> config.priority(255).startAsMaster(true));
        assertThat(owner.start())
                .containsExactly(
                        new SendAdvert(255),
                        new RoleChanged(Role.STOPPED, Role.MASTER, 1, "owns the addresses (priority 255)"));
    }

    @Test
    void nobodyElseStartsAsMaster() {
        assertThat(roles(new Subject(config -> config.priority(254).startAsMaster(true)).start()))
                .containsExactly(Role.BACKUP);
        assertThat(roles(new Subject(config -> config.priority(255)).start())).containsExactly(Role.BACKUP);
    }

    @Test
    void takesNothingOverDuringTheStartupDelayEvenWhenTheMasterLeaves() {
        Subject backup = Subject.started(config -> config.startupDelayNanos(30 * SECOND));
        backup.pass(SECOND);
        backup.hear(0);
        assertThat(backup.pass(29 * SECOND - 1)).isEmpty();
        assertThat(roles(backup.pass(1))).containsExactly(Role.MASTER);
    }

    @Test
    void waitsTheStartupDelayBeforeTheFirstMasterDownIntervalAndOnlyAtTheFirstStart() {
        Subject backup = new Subject(config -> config.startupDelayNanos(30 * SECOND));
        backup.router.fault("link down", backup.now);
        backup.start();
        assertThat(backup.untilDeadline()).isEqualTo(30 * SECOND + MASTER_DOWN);
        backup.pass(60 * SECOND);
        backup.router.fault("link down", backup.now);
        backup.start();
        assertThat(backup.untilDeadline()).isEqualTo(MASTER_DOWN);
    }

    @Test
    void countsThePreemptDelayFromTheFirstLowerPriorityAdvert() {
        Subject backup = Subject.started(config -> config.preemptDelayNanos(60 * SECOND));
        assertThat(hearEverySecond(backup, 99, 59)).isEmpty();
        List<RouterEffect> effects = hearEverySecond(backup, 99, 2);
        assertThat(effects).element(1).isInstanceOfSatisfying(RoleChanged.class, change -> assertThat(change.cause())
                .isEqualTo("preempt_delay is over"));
        assertThat(backup.router.role()).isEqualTo(Role.MASTER);
    }

    @Test
    void doesNotWaitForThePreemptDelayWhenTheMasterDies() {
        Subject backup = Subject.started(config -> config.preemptDelayNanos(60 * SECOND));
        backup.hear(99);
        assertThat(backup.pass(MASTER_DOWN - 1)).isEmpty();
        assertThat(roles(backup.pass(1))).containsExactly(Role.MASTER);
    }

    @Test
    void aBetterMasterEndsThePreemptDelay() {
        Subject backup = Subject.started(config -> config.preemptDelayNanos(60 * SECOND));
        hearEverySecond(backup, 99, 50);
        hearEverySecond(backup, 200, 1);
        assertThat(hearEverySecond(backup, 99, 59)).isEmpty();
    }

    @Test
    void anOwnerPreemptsWhateverPreemptSays() {
        Subject owner = Subject.started(config -> config.priority(255).preempt(false));
        assertThat(roles(hearEverySecond(owner, 254, 5))).containsExactly(Role.MASTER);
    }

    @Test
    void anOwnerElectsAmongOwnersAndSaysThatThereAreTwo() {
        Subject owner = Subject.master(config -> config.priority(255));
        List<RouterEffect> effects = owner.hear(255, GREATER_ADDRESS);
        assertThat(roles(effects)).containsExactly(Role.BACKUP);
        assertThat(Subject.events(effects)).containsExactly(RouterEvent.TWO_OWNERS);
    }

    @Test
    void saysOneLastAdvertWithItsPriorityWhenBeaten() {
        Subject master = Subject.master();
        List<RouterEffect> effects = master.hear(200);
        assertThat(effects)
                .containsExactly(
                        new SendAdvert(100),
                        new RoleChanged(
                                Role.MASTER, Role.BACKUP, 1, "10.0.0.11 has the higher priority: 200 against 100"));
        assertThat(sent(master.hear(200))).isEmpty();
    }

    @Test
    void saysTheLastAdvertOnceInAMasterDownIntervalHoweverOftenItIsBeaten() {
        Subject master = Subject.master();
        master.hear(200);
        master.hear(0);
        master.pass(SKEW);
        assertThat(master.router.role()).isEqualTo(Role.MASTER);
        assertThat(sent(master.hear(200))).isEmpty();
    }

    @Test
    void advertisesOnAnAbsoluteSchedule() {
        Subject master = Subject.master();
        long due = master.router.nextDeadline();
        master.standStill(due - master.now + 300 * MILLISECOND);
        assertThat(sent(master.judge())).containsExactly(100);
        assertThat(master.router.nextDeadline()).isEqualTo(due + SECOND);
    }

    @Test
    void leavesMissedAdvertsOutAndKeepsThePhase() {
        Subject master = Subject.master();
        long due = master.router.nextDeadline();
        master.standStill(due - master.now + 2300 * MILLISECOND);
        assertThat(sent(master.judge())).containsExactly(100);
        assertThat(master.router.nextDeadline()).isEqualTo(due + 3 * SECOND);
    }

    @Test
    void keepsItsScheduleAtTenMilliseconds() {
        Subject master = Subject.master(config -> config.advertIntervalNanos(10 * MILLISECOND));
        assertThat(sent(master.pass(SECOND))).hasSize(100);
    }

    @Test
    void raisesTheEpochWithEachMastership() {
        Subject router = Subject.master();
        assertThat(router.router.epoch()).isEqualTo(1);
        router.hear(200);
        assertThat(router.router.epoch()).isEqualTo(1);
        router.pass(MASTER_DOWN);
        assertThat(router.router.epoch()).isEqualTo(2);
    }

    @Test
    void aFaultyMasterGivesUpWithPriorityZeroAndDropsTheAddresses() {
        Subject master = Subject.master();
        assertThat(master.router.fault("script check_http failed", master.now))
                .containsExactly(
                        new SendAdvert(0), new RoleChanged(Role.MASTER, Role.FAULT, 1, "script check_http failed"));
        assertThat(master.router.wantsAddresses()).isFalse();
        assertThat(master.hear(50)).isEmpty();
        assertThat(roles(master.start())).containsExactly(Role.BACKUP);
    }

    @Test
    void followsTheSyncGroupBothWays() {
        Subject router = Subject.started();
        assertThat(router.router.takeOver("the group is master", router.now))
                .containsExactly(
                        new SendAdvert(100), new RoleChanged(Role.BACKUP, Role.MASTER, 1, "the group is master"));
        assertThat(router.router.giveWay("the group is backup", router.now))
                .containsExactly(
                        new SendAdvert(0), new RoleChanged(Role.MASTER, Role.BACKUP, 1, "the group is backup"));
        assertThat(router.untilDeadline()).isEqualTo(MASTER_DOWN);
    }

    @Test
    void aReloadKeepsRoleEpochAndDeadlines() {
        Subject master = Subject.master();
        master.router.effectivePriority(80);
        long deadline = master.router.nextDeadline();
        RouterConfig more = master.router.config().toBuilder()
                .virtualAddresses(List.of(IpAddress.parse("10.0.0.100")))
                .build();
        assertThat(master.router.reconfigured(more, master.now)).isEmpty();
        assertThat(master.router.role()).isEqualTo(Role.MASTER);
        assertThat(master.router.nextDeadline()).isEqualTo(deadline);
        assertThat(master.router.priority()).isEqualTo(80);
        RouterConfig other = master.router.config().toBuilder().priority(120).build();
        master.router.reconfigured(other, master.now);
        assertThat(sent(master.pass(SECOND))).containsExactly(120);
    }

    @Test
    void aReloadWithAShorterIntervalAdvertisesByItAtOnce() {
        Subject master = Subject.master();
        RouterConfig faster = master.router.config().toBuilder()
                .advertIntervalNanos(100 * MILLISECOND)
                .build();
        master.router.reconfigured(faster, master.now);
        assertThat(sent(master.pass(SECOND))).hasSize(10);
    }

    @Test
    void aReloadWithAShorterIntervalShortensTheWaitForAMasterUnlessOneTaughtUsItsOwn() {
        Subject fresh = Subject.started();
        Subject taught = Subject.started();
        taught.hear(200, 2 * SECOND, GREATER_ADDRESS);
        for (Subject backup : List.of(fresh, taught)) {
            RouterConfig faster = backup.router.config().toBuilder()
                    .advertIntervalNanos(100 * MILLISECOND)
                    .build();
            assertThat(backup.router.reconfigured(faster, backup.now)).isEmpty();
        }
        assertThat(fresh.untilDeadline()).isEqualTo(MASTER_DOWN / 10);
        assertThat(taught.untilDeadline()).isEqualTo(2 * MASTER_DOWN);
    }

    @Test
    void aReloadToAnotherKeyIsRefused() {
        Subject router = Subject.started();
        RouterKey other = new RouterKey(new InterfaceName("eth1"), AddressFamily.INET, 51);
        RouterConfig config = RouterConfig.builder("VI_1", other).build();
        assertThatThrownBy(() -> router.router.reconfigured(config, router.now))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNewSourceAddressChangesOnlyTheTieBreak() {
        Subject master = Subject.master();
        assertThat(master.router.start(IpAddress.parse("10.0.0.5"), master.now)).isEmpty();
        assertThat(roles(master.hear(100, LESSER_ADDRESS))).containsExactly(Role.BACKUP);
    }

    private static List<RouterEffect> hearEverySecond(Subject subject, int priority, int times) {
        List<RouterEffect> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.addAll(subject.hear(priority));
            all.addAll(subject.pass(SECOND));
        }
        return all;
    }
}
