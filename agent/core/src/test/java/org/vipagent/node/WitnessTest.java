package org.vipagent.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.node.Machine.ETH0;
import static org.vipagent.node.Machine.MILLISECOND;
import static org.vipagent.node.Machine.SECOND;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect.AskNeighbour;
import org.vipagent.vrrp.UnicastPeer;

/** {@code witness} in a {@code vrrp_instance}: who reaches neither a witness nor a peer is not master. */
class WitnessTest {
    private static final String GATEWAY = "10.0.0.1";
    private static final String PEER = "10.0.0.8";
    private static final long DOWN = 4 * SECOND;

    private final InstanceConfig config = witnessed(Optional.of(PEER), 1000);
    private final InstanceConfig multicast = witnessed(Optional.empty(), 1000);
    private final Set<String> answering = new HashSet<>(Set.of(GATEWAY, PEER));
    private Machine machine = new Machine(config);
    private int served;

    private static InstanceConfig witnessed(Optional<String> peer, long advertMillis) {
        InstanceConfig plain = Machine.instance(
                "one", 7, "10.0.0.100/24", router -> router.advertIntervalNanos(advertMillis * MILLISECOND)
                        .unicastPeers(peer.map(p -> UnicastPeer.of(IpAddress.parse(p))).stream()
                                .toList()));
        return new InstanceConfig(
                plain.router(),
                Optional.empty(),
                false,
                plain.addresses(),
                255,
                true,
                Optional.of(new WitnessConfig(true, List.of())),
                Optional.empty());
    }

    private void start() {
        machine.hasGateways(GATEWAY).has(ETH0, "10.0.0.7/24");
    }

    /** Time passes, and who is there answers what it is asked. */
    private void pass(long nanos) {
        for (long left = nanos; left > 0; left -= 50 * MILLISECOND) {
            machine.pass(50 * MILLISECOND);
            List<AskNeighbour> asked = machine.effects.stream()
                    .filter(AskNeighbour.class::isInstance)
                    .map(AskNeighbour.class::cast)
                    .toList();
            for (; served < asked.size(); served++) {
                String station = asked.get(served).address().toString();
                if (answering.contains(station)) {
                    machine.claimed(ETH0, station);
                }
            }
        }
    }

    private String role() {
        return machine.role("one");
    }

    @Test
    void aMasterThatReachesNeitherWitnessNorPeerGivesUp() {
        start();
        pass(DOWN + SECOND);
        assertThat(role()).isEqualTo("MASTER");
        answering.clear();
        pass(3 * SECOND);
        assertThat(role()).as("before it is sure").isEqualTo("MASTER");
        pass(3 * SECOND);
        assertThat(role()).isEqualTo("FAULT");
        assertThat(machine.status("one").addressesWanted()).isFalse();
        assertThat(machine.status("one").trouble())
                .contains("cut off: the gateway 10.0.0.1 does not answer, and the peer 10.0.0.8 does not answer");
    }

    @Test
    void itComesBackAfterTwoRoundsWithAnAnswer() {
        start();
        pass(DOWN + SECOND);
        answering.clear();
        pass(7 * SECOND);
        answering.add(GATEWAY);
        pass(SECOND);
        assertThat(role()).as("after one answer").isEqualTo("FAULT");
        pass(2 * SECOND);
        assertThat(role()).isEqualTo("BACKUP");
        pass(DOWN);
        assertThat(role()).isEqualTo("MASTER");
    }

    @Test
    void aGatewayThatIsDeadForBothTakesTheAddressFromNobody() {
        start();
        pass(DOWN + SECOND);
        answering.remove(GATEWAY);
        pass(600 * SECOND);
        assertThat(role()).isEqualTo("MASTER");
        assertThat(machine.events())
                .containsOnlyOnce("the gateway 10.0.0.1 does not answer; a peer does, so this node is not cut off and"
                        + " goes on");
        assertThat(machine.status("one").trouble().orElseThrow())
                .startsWith("the gateway 10.0.0.1 does not answer, for ");
        answering.add(GATEWAY);
        pass(2 * SECOND);
        assertThat(machine.events()).containsOnlyOnce("a witness answers again");
        assertThat(machine.status("one").trouble()).isEmpty();
    }

    @Test
    void aPeerThatIsDeadTakesItFromNobodyEither() {
        start();
        pass(DOWN + SECOND);
        answering.remove(PEER);
        pass(600 * SECOND);
        assertThat(role()).isEqualTo("MASTER");
        assertThat(machine.status("one").trouble()).isEmpty();
    }

    @Test
    void aBackupThatIsCutOffDoesNotTakeOver() {
        machine = new Machine(multicast);
        start();
        machine.hear(multicast, 200, PEER);
        pass(SECOND);
        machine.hear(multicast, 200, PEER);
        answering.clear();
        pass(DOWN + 10 * SECOND);
        assertThat(machine.events()).noneMatch(e -> e.contains("-> MASTER"));
        assertThat(role()).isEqualTo("FAULT");
    }

    @Test
    void aBackupWhoseMasterDiesTakesOverInTimeAsLongAsTheGatewayAnswers() {
        machine = new Machine(multicast);
        start();
        machine.hear(multicast, 200, PEER);
        pass(SECOND);
        machine.hear(multicast, 200, PEER);
        answering.remove(PEER);
        pass(3_700 * MILLISECOND);
        assertThat(role()).isEqualTo("MASTER");
    }

    @Test
    void aMasterThatIsHeardIsASignOfLife() {
        machine = new Machine(multicast);
        start();
        answering.clear();
        for (int i = 0; i < 20; i++) {
            pass(SECOND);
            machine.hear(multicast, 200, PEER);
        }
        assertThat(role()).isEqualTo("BACKUP");
    }

    @Test
    void whoKnowsNoPeerCannotTellAndGoesOn() {
        machine = new Machine(multicast);
        start();
        pass(DOWN + SECOND);
        answering.clear();
        pass(20 * SECOND);
        assertThat(role()).isEqualTo("MASTER");
        assertThat(machine.events())
                .contains("the gateway 10.0.0.1 does not answer; no peer is known that could be"
                        + " asked instead, so this node goes on");
    }

    @Test
    void byMulticastTheSendersOfAdvertsArePeers() {
        machine = new Machine(multicast);
        start();
        machine.hear(multicast, 200, "10.0.0.9");
        pass(DOWN + SECOND);
        assertThat(role()).isEqualTo("MASTER");
        answering.clear();
        pass(6 * SECOND);
        assertThat(machine.status("one").trouble().orElseThrow()).endsWith("and the peer 10.0.0.9 does not answer");
    }

    @Test
    void aSlowClusterIsGivenAsLongAsItsBackupsWait() {
        InstanceConfig slow = witnessed(Optional.of(PEER), 3000);
        assertThat(CutOff.roundsOf(slow.router())).isEqualTo(10);
        assertThat(CutOff.roundsOf(config.router())).isEqualTo(3);
        assertThat(CutOff.roundsOf(witnessed(Optional.of(PEER), 100).router())).isEqualTo(3);
    }

    @Test
    void aLinkThatWasDownIsJudgedAnewWhenItIsBack() {
        start();
        pass(DOWN + SECOND);
        answering.clear();
        pass(7 * SECOND);
        assertThat(role()).isEqualTo("FAULT");
        machine.has(ETH0);
        assertThat(machine.status("one").trouble()).contains("eth0 has no IPv4 address of its own");
        answering.add(GATEWAY);
        machine.has(ETH0, "10.0.0.7/24");
        assertThat(role()).isEqualTo("BACKUP");
        pass(DOWN + SECOND);
        assertThat(role()).isEqualTo("MASTER");
    }

    @Test
    void withoutTheWordNobodyIsAskedAndNothingIsDue() {
        Machine plain = new Machine(Machine.instance("one", 7, "10.0.0.100/24", r -> r)).has(ETH0, "10.0.0.7/24");
        plain.pass(20 * SECOND);
        assertThat(plain.effects).noneMatch(AskNeighbour.class::isInstance);
    }
}
