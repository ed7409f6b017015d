package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.vrrp.Subject.GREATER_ADDRESS;
import static org.vipagent.vrrp.Subject.LESSER_ADDRESS;
import static org.vipagent.vrrp.Subject.MILLISECOND;
import static org.vipagent.vrrp.Subject.OWN;
import static org.vipagent.vrrp.Subject.SECOND;
import static org.vipagent.vrrp.Subject.VIPS;
import static org.vipagent.vrrp.Subject.announced;
import static org.vipagent.vrrp.Subject.events;
import static org.vipagent.vrrp.Subject.roles;
import static org.vipagent.vrrp.Subject.sent;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Advert;
import org.vipagent.vrrp.wire.DropReason;

/** Whose adverts are believed, and what a flood costs. */
class ScreeningTest {
    private static final List<IpAddress> FOREIGN = List.of(IpAddress.parse("10.0.0.200"));
    private static final int FLOOD = 5000;

    @Test
    void anotherClusterOnOurVridIsDroppedCountedAndRaised() {
        Subject master = Subject.master();
        List<RouterEffect> effects = master.hear(advert(200, FOREIGN), GREATER_ADDRESS);
        assertThat(events(effects)).containsExactly(RouterEvent.VRID_CLASH);
        assertThat(master.router.role()).isEqualTo(Role.MASTER);
        assertThat(master.router.counters().drops()).containsEntry(DropReason.VRID_CLASH, 1L);
    }

    @Test
    void anotherClusterDoesNotKeepABackupQuiet() {
        Subject backup = Subject.started();
        long deadline = backup.router.nextDeadline();
        backup.pass(SECOND);
        backup.hear(advert(200, FOREIGN), GREATER_ADDRESS);
        assertThat(backup.router.nextDeadline()).isEqualTo(deadline);
    }

    @Test
    void anotherClusterIsBelievedWhereTheConfigurationSaysSo() {
        Subject master = Subject.master(config -> config.foreignVrid(ForeignVrid.PROCESS));
        assertThat(roles(master.hear(advert(200, FOREIGN), GREATER_ADDRESS))).containsExactly(Role.BACKUP);
    }

    @Test
    void aConfiguredPeerIsNoForeigner() {
        Subject master = Subject.master(config -> config.unicastPeers(List.of(UnicastPeer.of(GREATER_ADDRESS))));
        assertThat(roles(master.hear(advert(200, FOREIGN), GREATER_ADDRESS))).containsExactly(Role.BACKUP);
    }

    @Test
    void aListThatOnlyDiffersIsBelievedAndNotedOnceAMinute() {
        Subject master = Subject.master();
        List<IpAddress> rolledOut = List.of(VIPS.get(0), IpAddress.parse("10.0.0.102"));
        List<RouterEffect> effects = master.hear(advert(200, rolledOut), GREATER_ADDRESS);
        assertThat(roles(effects)).containsExactly(Role.BACKUP);
        assertThat(events(effects)).containsExactly(RouterEvent.ADDRESS_LIST_DIFFERS);
        assertThat(events(master.hear(advert(200, rolledOut), GREATER_ADDRESS))).isEmpty();
        assertThat(master.router.counters().addressListDiffers()).isEqualTo(2);
    }

    @Test
    void theOrderOfTheListDoesNotMatter() {
        Subject backup = Subject.started();
        assertThat(backup.hear(advert(200, List.of(VIPS.get(1), VIPS.get(0))), GREATER_ADDRESS))
                .isEmpty();
        assertThat(backup.router.counters().addressListDiffers()).isZero();
    }

    @Test
    void anotherIntervalIsLearnedAndNotedOnceAMinute() {
        Subject backup = Subject.started();
        assertThat(events(backup.hear(200, 2 * SECOND, GREATER_ADDRESS))).containsExactly(RouterEvent.INTERVAL_DIFFERS);
        assertThat(events(backup.hear(200, 2 * SECOND, GREATER_ADDRESS))).isEmpty();
    }

    @Test
    void ownPacketsThatComeBackCostNothing() {
        Subject master = Subject.master();
        master.pass(master.untilDeadline());
        assertThat(master.hear(100, OWN)).isEmpty();
        assertThat(master.router.counters().drops()).containsEntry(DropReason.OWN_PACKET, 1L);
    }

    @Test
    void twoNodesWithTheSameAddressAreNotedAndNotAnswered() {
        Subject master = Subject.master();
        master.pass(master.untilDeadline() + 400 * MILLISECOND);
        List<RouterEffect> effects = master.hear(100, OWN);
        assertThat(events(effects)).containsExactly(RouterEvent.SAME_ADDRESS);
        assertThat(sent(effects)).isEmpty();
        Subject backup = Subject.started();
        assertThat(events(backup.hear(100, OWN))).containsExactly(RouterEvent.SAME_ADDRESS);
    }

    @Test
    void aPriorityThatWeDidNotSendIsNoEcho() {
        Subject master = Subject.master();
        master.pass(master.untilDeadline());
        assertThat(events(master.hear(90, OWN))).containsExactly(RouterEvent.SAME_ADDRESS);
    }

    @Test
    void aRouterThatTakesNoPartHearsNothing() {
        Subject stopped = new Subject(config -> config);
        assertThat(stopped.hear(advert(200, FOREIGN), GREATER_ADDRESS)).isEmpty();
        Subject faulty = Subject.started();
        faulty.router.fault("link down", faulty.now);
        assertThat(faulty.hear(200)).isEmpty();
        assertThat(faulty.router.lastHeard()).isEmpty();
        assertThat(stopped.router.counters().drops()).isEmpty();
    }

    @Test
    void strangersAreDroppedWhereTheUnicastSourceIsChecked() {
        List<UnicastPeer> peers = List.of(UnicastPeer.of(GREATER_ADDRESS));
        Subject strict = Subject.started(config -> config.unicastPeers(peers).checkUnicastSource(true));
        strict.hear(200, LESSER_ADDRESS);
        assertThat(strict.router.counters().drops()).containsEntry(DropReason.UNKNOWN_SENDER, 1L);
        Subject lenient = Subject.started(config -> config.unicastPeers(peers));
        lenient.hear(200, LESSER_ADDRESS);
        assertThat(lenient.router.counters().received()).isEqualTo(1);
    }

    @Test
    void aFloodThatIsNotBelievedHasNoEffectsButOneNoteAMinute() {
        Subject master = Subject.master();
        List<RouterEffect> effects = new ArrayList<>();
        for (int i = 0; i < 2 * 60 * 100; i++) {
            effects.addAll(master.hear(advert(200, FOREIGN), GREATER_ADDRESS));
            effects.addAll(master.router.dropped(DropReason.BAD_CHECKSUM, GREATER_ADDRESS, master.now));
            master.now += 10 * MILLISECOND;
        }
        assertThat(effects).hasSize(4).allMatch(RouterEffect.Noted.class::isInstance);
        assertThat(master.router.counters().drops())
                .containsEntry(DropReason.VRID_CLASH, 12_000L)
                .containsEntry(DropReason.BAD_CHECKSUM, 12_000L);
    }

    @Test
    void aFloodOfLowerPrioritiesIsAnsweredTenTimesASecondAndCostsNoAdvertOfItsOwn() {
        Subject master = Subject.master();
        long due = master.router.nextDeadline();
        List<RouterEffect> effects = flood(master, 50);
        assertThat(sent(effects)).hasSizeBetween(10, 12);
        assertThat(announced(effects).size()).isLessThan(6);
        assertThat(events(effects)).containsExactly(RouterEvent.LOSER_HEARD);
        assertThat(master.router.nextDeadline()).isLessThanOrEqualTo(due + SECOND);
        assertThat(master.router.role()).isEqualTo(Role.MASTER);
    }

    @Test
    void aFloodOfPriorityZeroNeitherSilencesNorDrownsUs() {
        Subject master = Subject.master();
        assertThat(sent(flood(master, 0))).hasSizeBetween(10, 12);
    }

    @Test
    void aFloodOfLowerPrioritiesDoesNotMakeABackupFailOver() {
        Subject backup = Subject.started();
        for (int i = 0; i < 5; i++) {
            backup.hear(200);
            assertThat(roles(flood(backup, 50))).isEmpty();
        }
    }

    @Test
    void aPartitionThatHealsTwiceWithinAMinuteIsNewsTwice() {
        Subject master = Subject.master();
        assertThat(events(master.hear(50))).containsExactly(RouterEvent.LOSER_HEARD);
        assertThat(events(master.hear(50))).isEmpty();
        master.pass(10 * SECOND);
        assertThat(events(master.hear(50))).containsExactly(RouterEvent.LOSER_HEARD);
        assertThat(master.router.counters().losersHeard()).isEqualTo(3);
    }

    @Test
    void countsAsKeepalivedDoes() {
        Subject router = Subject.master();
        router.hear(0);
        router.hear(200);
        router.pass(60 * SECOND);
        router.router.stop(router.now);
        RouterCounters counters = router.router.counters();
        assertThat(counters.received()).isEqualTo(2);
        assertThat(counters.priorityZeroReceived()).isEqualTo(1);
        assertThat(counters.priorityZeroSent()).isEqualTo(1);
        assertThat(counters.becameMaster()).isEqualTo(2);
        assertThat(counters.releasedMaster()).isEqualTo(2);
        assertThat(router.router.lastHeard())
                .hasValueSatisfying(heard -> assertThat(heard.priority()).isEqualTo(200));
    }

    /** One second of adverts from one host, with our own deadlines met in between. */
    private static List<RouterEffect> flood(Subject subject, int priority) {
        List<RouterEffect> effects = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
            effects.addAll(subject.hear(priority));
            effects.addAll(subject.pass(SECOND / FLOOD));
        }
        return effects;
    }

    private static Advert advert(int priority, List<IpAddress> addresses) {
        return new Advert(3, 51, priority, SECOND, addresses);
    }

    @Test
    void remembersTheLastSenderForEachReason() {
        Subject master = Subject.master();
        Advert foreign = new Advert(3, 51, 200, SECOND, List.of(IpAddress.parse("192.0.2.1")));
        master.hear(foreign, GREATER_ADDRESS);
        master.pass(SECOND);
        master.hear(foreign, LESSER_ADDRESS);
        long secondAt = master.now;
        master.pass(SECOND);
        master.router.dropped(DropReason.BAD_CHECKSUM, GREATER_ADDRESS, master.now);
        assertThat(master.router.encounters().drops())
                .containsExactly(
                        new DropCount(DropReason.BAD_CHECKSUM, 1, GREATER_ADDRESS, master.now),
                        new DropCount(DropReason.VRID_CLASH, 2, LESSER_ADDRESS, secondAt));
        assertThat(master.router.encounters().lastHeard()).isEmpty();
    }
}
