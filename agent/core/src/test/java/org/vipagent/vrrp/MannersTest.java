package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.vrrp.Subject.GREATER_ADDRESS;
import static org.vipagent.vrrp.Subject.LESSER_ADDRESS;
import static org.vipagent.vrrp.Subject.MASTER_DOWN;
import static org.vipagent.vrrp.Subject.SECOND;
import static org.vipagent.vrrp.Subject.announced;
import static org.vipagent.vrrp.Subject.events;
import static org.vipagent.vrrp.Subject.roles;
import static org.vipagent.vrrp.Subject.sent;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Words of keepalived.conf on how to deal with other routers, and owners of the addresses. */
class MannersTest {
    private static final PeerManners QUIET_TO_LOSERS = new PeerManners(true, true, false, false, false);
    private static final PeerManners NO_LAST_WORD = new PeerManners(false, false, false, false, false);
    private static final PeerManners DEAF_OWNER = new PeerManners(false, true, true, false, false);

    @Test
    void withLowerPrioNoAdvertALoserHearsOnlyTheRegularAdvertsButClientsAreTold() {
        Subject master = Subject.master(config -> config.manners(QUIET_TO_LOSERS));
        List<RouterEffect> effects = master.hear(50);
        assertThat(sent(effects)).isEmpty();
        assertThat(announced(effects)).containsExactly(5);
        assertThat(sent(master.pass(SECOND))).containsExactly(100);
    }

    @Test
    void withLowerPrioNoAdvertAFarewellIsAnsweredAllTheSame() {
        Subject master = Subject.master(config -> config.manners(QUIET_TO_LOSERS));
        assertThat(sent(master.hear(0))).containsExactly(100);
    }

    @Test
    void withoutHigherPrioSendAdvertAMasterStepsDownSilently() {
        Subject master = Subject.master(config -> config.manners(NO_LAST_WORD));
        List<RouterEffect> effects = master.hear(200);
        assertThat(roles(effects)).containsExactly(Role.BACKUP);
        assertThat(sent(effects)).isEmpty();
    }

    @Test
    void anOwnerThatIgnoresAdvertsStaysMasterBesideASecondOneAndSaysSo() {
        Subject owner = Subject.master(owner(DEAF_OWNER));
        List<RouterEffect> effects = owner.hear(255, GREATER_ADDRESS);
        assertThat(roles(effects)).isEmpty();
        assertThat(sent(effects)).isEmpty();
        assertThat(events(effects)).containsExactly(RouterEvent.TWO_OWNERS);
        assertThat(owner.hear(255, GREATER_ADDRESS)).isEmpty();
    }

    @Test
    void aLeavingOwnerHearsItsSuccessorEvenIfItIgnoresAdverts() {
        Subject owner = Subject.master(owner(DEAF_OWNER));
        owner.router.stop(owner.now);
        assertThat(roles(owner.hear(100))).containsExactly(Role.STOPPED);
    }

    @Test
    void ignoringAdvertsIsForOwnersAlone() {
        Subject master = Subject.master(config -> config.manners(DEAF_OWNER));
        assertThat(roles(master.hear(200))).containsExactly(Role.BACKUP);
    }

    /** RFC 9568 §6.4.3: between equals the greater address wins, owners or not. */
    @Test
    void ofTwoOwnersTheOneWithTheGreaterAddressStaysAndBothSaySo() {
        Subject winner = Subject.master(owner(PeerManners.DEFAULTS));
        List<RouterEffect> effects = winner.hear(255, LESSER_ADDRESS);
        effects = events(effects).contains(RouterEvent.TWO_OWNERS) ? effects : winner.hear(255, LESSER_ADDRESS);
        assertThat(events(effects)).containsExactly(RouterEvent.TWO_OWNERS);
        assertThat(winner.router.role()).isEqualTo(Role.MASTER);
        Subject loser = Subject.master(owner(PeerManners.DEFAULTS));
        effects = loser.hear(255, GREATER_ADDRESS);
        assertThat(roles(effects)).containsExactly(Role.BACKUP);
        assertThat(events(effects)).containsExactly(RouterEvent.TWO_OWNERS);
        // It does not come back while the other one is heard, though owners preempt: only lower priorities are
        // replaced.
        for (int i = 0; i < 5; i++) {
            loser.hear(255, GREATER_ADDRESS);
            assertThat(roles(loser.pass(SECOND))).isEmpty();
        }
        assertThat(roles(loser.pass(MASTER_DOWN))).containsExactly(Role.MASTER);
    }

    @Test
    void trackingNeverChangesAnOwnersPriority() {
        Subject owner = Subject.master(owner(PeerManners.DEFAULTS));
        owner.router.effectivePriority(10);
        assertThat(sent(owner.pass(SECOND))).containsExactly(255);
        assertThat(owner.router.priority()).isEqualTo(255);
    }

    private static UnaryOperator<RouterConfigBuilder> owner(PeerManners manners) {
        return config -> config.priority(255).startAsMaster(true).manners(manners);
    }
}
