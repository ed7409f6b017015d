package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.vrrp.Subject.MASTER_DOWN;
import static org.vipagent.vrrp.Subject.MILLISECOND;
import static org.vipagent.vrrp.Subject.SECOND;
import static org.vipagent.vrrp.Subject.announced;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.net.MacAddress;
import org.vipagent.vrrp.RouterEffect.Announce;
import org.vipagent.vrrp.RouterEffect.ProbeRivals;
import org.vipagent.vrrp.RouterEffect.SendAdvert;

/** When gratuitous ARP goes out. */
class AnnouncementsTest {
    private static final AnnouncePolicy POLICY = new AnnouncePolicy(5 * SECOND, 5, 60 * SECOND, 1, 7 * SECOND, 3);

    @Test
    void burstsWhenTheKernelHasTheAddressesAndAgainAfterTheDelay() {
        Subject master = fresh(POLICY);
        assertThat(announced(master.applied())).containsExactly(5);
        assertThat(announced(master.pass(100 * MILLISECOND))).containsExactly(1);
        assertThat(announced(master.pass(4900 * MILLISECOND - 1))).isEmpty();
        assertThat(announced(master.pass(1))).containsExactly(5);
        assertThat(announced(master.pass(50 * SECOND))).isEmpty();
    }

    @Test
    void refreshesSlowlyAsLongAsItIsMaster() {
        Subject master = fresh(POLICY);
        master.applied();
        master.pass(10 * SECOND);
        assertThat(announced(master.pass(300 * SECOND))).containsExactly(1, 1, 1, 1, 1);
        master.hear(200);
        assertThat(announced(master.pass(MASTER_DOWN - 1))).isEmpty();
    }

    @Test
    void sendsNothingThatIsSwitchedOff() {
        Subject master = fresh(new AnnouncePolicy(0, 5, 0, 1, 0, 0));
        assertThat(announced(master.applied())).containsExactly(5);
        assertThat(announced(master.pass(SECOND))).containsExactly(1);
        master.hear(50);
        assertThat(announced(master.pass(1000 * SECOND))).isEmpty();
        Subject silent = fresh(new AnnouncePolicy(5 * SECOND, 0, 0, 0, 5 * SECOND, 0));
        assertThat(announced(silent.applied())).isEmpty();
        assertThat(announced(silent.pass(100 * SECOND))).isEmpty();
    }

    @Test
    void answersALoserWithAnAdvertAndABurstAndAnotherBurstAfterTheDelay() {
        Subject master = settled();
        assertThat(master.hear(50)).startsWith(new SendAdvert(100), new Announce(3));
        assertThat(announced(master.pass(100 * MILLISECOND))).containsExactly(1);
        assertThat(announced(master.pass(6900 * MILLISECOND - 1))).isEmpty();
        assertThat(announced(master.pass(1))).containsExactly(3);
    }

    @Test
    void putsASecondLoserOffInsteadOfForgettingIt() {
        // The last advert of a rival that steps down follows its regular one within moments, and in between it still
        // answered ARP.
        Subject master = settled();
        master.hear(50);
        master.pass(MILLISECOND);
        assertThat(announced(master.hear(50))).isEmpty();
        assertThat(announced(master.pass(99 * MILLISECOND))).containsExactly(3);
    }

    @Test
    void putsNobodyOffForLongerThanTheRivalIsHeard() {
        // Bursts have grown rare, and the rival has announced itself since the last one. When it steps down, clients
        // must not be left with its hardware address until the next burst would be allowed.
        Subject master = quick();
        for (int i = 0; i < 100; i++) {
            master.hear(50);
            master.pass(10 * MILLISECOND);
        }
        assertThat(announced(master.pass(5 * MILLISECOND - 1))).isEmpty();
        assertThat(announced(master.pass(1))).containsExactly(3);
        assertThat(announced(master.pass(2 * SECOND))).containsExactly(1);
    }

    @Test
    void announcesOnceMoreWhenTheRivalIsSilentAtQuickIntervals() {
        Subject master = quick();
        assertThat(announced(master.hear(50))).containsExactly(3);
        assertThat(announced(master.pass(15 * MILLISECOND))).containsExactly(3);
        assertThat(announced(master.pass(2 * SECOND))).containsExactly(1);
    }

    @Test
    void growsTheDistanceForARivalThatNeverStops() {
        Subject master = settled();
        List<Integer> bursts = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            bursts.addAll(announced(master.hear(50)));
            bursts.addAll(announced(master.pass(100 * MILLISECOND)));
        }
        assertThat(bursts).hasSizeBetween(60, 65);
    }

    @Test
    void announcesARepairButNotInAHurry() {
        Subject master = settled();
        assertThat(announced(master.applied())).containsExactly(5);
        master.pass(100 * MILLISECOND);
        assertThat(announced(master.applied())).isEmpty();
        assertThat(announced(master.applied())).isEmpty();
        assertThat(announced(master.pass(SECOND))).containsExactly(5);
    }

    @Test
    void saysNothingAboutAddressesThatTheKernelDoesNotHaveYet() {
        Subject master = fresh(POLICY);
        assertThat(announced(master.hear(50))).isEmpty();
        assertThat(announced(master.pass(100 * SECOND))).isEmpty();
    }

    /** A master, and rivals, that advertise every 10 ms. */
    private static Subject quick() {
        Subject master =
                Subject.started(config -> config.announce(POLICY).version(3).advertIntervalNanos(10 * MILLISECOND));
        master.pass(MASTER_DOWN);
        master.applied();
        master.pass(10 * SECOND);
        return master;
    }

    @Test
    void asksForARivalRightBeforeAndAfterEachRegularAdvertOnceTheKernelHasTheAddresses() {
        Subject master = fresh(POLICY);
        assertThat(master.pass(SECOND)).containsExactly(new SendAdvert(100));
        master.applied();
        assertThat(master.pass(SECOND))
                .containsSubsequence(new ProbeRivals(false), new SendAdvert(100), new ProbeRivals(true));
        assertThat(Subject.started().claim()).isEmpty();
    }

    @Test
    void announcesItselfAtOnceWhenAnotherStationAnswersForItsAddress() {
        // A lesser keepalived that hears our advert first after a partition steps down without a word: its kernel's
        // answer to our question is the only sign of it.
        Subject master = settled();
        assertThat(announced(master.claim())).containsExactly(3);
        assertThat(announced(master.pass(100 * MILLISECOND))).containsExactly(1);
        assertThat(announced(master.pass(6900 * MILLISECOND))).containsExactly(3);
        assertThat(master.router.counters().addressesClaimed()).isEqualTo(1);
    }

    @Test
    void aClaimIsAnsweredWithOnePacketWhereNothingIsSentForALesserAdvert() {
        Subject master = fresh(new AnnouncePolicy(0, 5, 0, 0, 0, 0));
        master.applied();
        master.pass(10 * SECOND);
        assertThat(announced(master.hear(50))).isEmpty();
        assertThat(announced(master.claim())).containsExactly(1);
        assertThat(announced(master.pass(400 * MILLISECOND))).containsExactly(1);
        Subject silent = fresh(new AnnouncePolicy(0, 0, 0, 0, 0, 0));
        silent.applied();
        assertThat(announced(silent.claim())).isEmpty();
    }

    @Test
    void remembersWhichStationAnsweredLast() {
        Subject master = settled();
        assertThat(master.router.encounters().lastClaim()).isEmpty();
        master.claim();
        master.pass(SECOND);
        master.claim();
        MacAddress station = MacAddress.parse("02:00:00:00:00:0b");
        assertThat(master.router.encounters().lastClaim())
                .contains(new AddressClaim(Subject.VIPS.get(0), station, master.now));
    }

    @Test
    void givesInToAStationThatNeverStopsAnswering() {
        // Two masters that do not hear each other's adverts: crying each other down for ever helps no client.
        Subject master = settled();
        List<Integer> bursts = new ArrayList<>();
        int notes = 0;
        for (int second = 0; second < 600; second++) {
            List<RouterEffect> effects = master.claim();
            bursts.addAll(announced(effects));
            notes += (int) effects.stream()
                    .filter(RouterEffect.Noted.class::isInstance)
                    .count();
            bursts.addAll(announced(master.pass(SECOND)));
        }
        assertThat(bursts.stream().filter(repeat -> repeat == 3)).hasSizeLessThan(40);
        assertThat(notes).isEqualTo(10);
    }

    @Test
    void answersAClaimAlsoRightAfterTheLastPacketOfABurst() {
        // The rival may have announced itself after that packet, and no other one is planned.
        Subject master = fresh(POLICY);
        master.applied();
        master.pass(150 * MILLISECOND);
        assertThat(announced(master.claim(10 * MILLISECOND))).containsExactly(3);
    }

    @Test
    void aClaimSoonAfterAnAnsweredOneIsAnsweredAMomentLater() {
        // The rival may have stepped down before it can be heard again.
        Subject master = fresh(POLICY);
        master.applied();
        master.pass(SECOND);
        assertThat(announced(master.claim(10 * MILLISECOND))).containsExactly(3);
        master.pass(150 * MILLISECOND);
        assertThat(announced(master.claim(10 * MILLISECOND))).containsExactly(3);
        master.pass(150 * MILLISECOND);
        assertThat(announced(master.claim(10 * MILLISECOND))).isEmpty();
        assertThat(announced(master.pass(400 * MILLISECOND))).contains(3);
    }

    @Test
    void aStationThatWasSilentForManyQuestionsIsNewsEachTime() {
        // One partition soon after another: each heal may have left clients with the other's hardware address.
        Subject master = settled();
        for (int partition = 0; partition < 9; partition++) {
            assertThat(announced(master.claim(10 * MILLISECOND))).containsExactly(3);
            master.pass(250 * MILLISECOND);
        }
    }

    @Test
    void givesInAsWellWhereItAsksSoRarelyThatEachAnswerComesAfterASilence() {
        Subject master = settled();
        List<Long> bursts = new ArrayList<>();
        int notes = 0;
        for (int second = 0; second < 1200; second += 12) {
            List<RouterEffect> effects = master.claim(12 * SECOND);
            if (announced(effects).contains(3)) {
                bursts.add((long) second);
            }
            notes += (int) effects.stream()
                    .filter(RouterEffect.Noted.class::isInstance)
                    .count();
            master.pass(12 * SECOND);
        }
        assertThat(bursts).startsWith(0L, 12L, 24L, 36L, 48L, 84L, 144L).hasSizeBetween(22, 24);
        assertThat(notes).isEqualTo(20);
    }

    @Test
    void aStationThatMissesThreeQuestionsHasFallenSilentAndIsNewsWhenItComesBack() {
        Subject master = settled();
        for (int i = 0; i < 60; i++) {
            master.claim(12 * SECOND);
            master.pass(12 * SECOND);
        }
        master.pass(24 * SECOND + 1);
        List<RouterEffect> effects = master.claim(12 * SECOND);
        assertThat(announced(effects)).containsExactly(3);
        assertThat(Subject.events(effects)).containsExactly(RouterEvent.ADDRESS_CLAIMED);
    }

    @Test
    void hearsANewClaimAfterACalmAtOnce() {
        Subject master = settled();
        for (int i = 0; i < 60; i++) {
            master.claim();
            master.pass(SECOND);
        }
        master.pass(70 * SECOND);
        assertThat(announced(master.claim())).containsExactly(3);
    }

    private static Subject fresh(AnnouncePolicy policy) {
        Subject subject = Subject.started(config -> config.announce(policy));
        subject.pass(MASTER_DOWN);
        return subject;
    }

    private static Subject settled() {
        Subject master = fresh(POLICY);
        master.applied();
        master.pass(10 * SECOND);
        return master;
    }
}
