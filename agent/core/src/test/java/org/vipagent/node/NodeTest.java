package org.vipagent.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.vrrp.RouterConfig;
import org.vipagent.vrrp.RouterKey;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.Datagram;

/** One node alone with its kernel; what two nodes do to each other is the simulation's matter. */
class NodeTest {
    private static final long SECOND = 1_000_000_000L;
    private static final InterfaceName ETH0 = new InterfaceName("eth0");
    private static final Cidr OWN = Cidr.parse("10.5.0.133/21");
    private static final IpAddress PEER = IpAddress.parse("10.5.0.195");
    private static final ManagedAddress VIP =
            new ManagedAddress(ETH0, Cidr.parse("10.5.0.100"), Optional.empty(), Optional.empty(), "global", 7);
    private static final RouterConfig ROUTER = RouterConfig.builder("VI_1", new RouterKey(ETH0, AddressFamily.INET, 51))
            .virtualAddresses(List.of(VIP.address().address()))
            .build();

    private Node node;
    private final List<NodeEffect> effects = new ArrayList<>();
    private List<Cidr> kernel = List.of(OWN);

    @BeforeEach
    void start() {
        InstanceConfig instance =
                new InstanceConfig(ROUTER, Optional.empty(), List.of(VIP), 255, true, Optional.empty());
        node = new Node(new NodeConfig(List.of(instance)), new Random(1), 0);
        turn(0);
    }

    /** What the engine does after its input: takes the effects; the kernel carries out what it is asked. */
    private void turn(long now) {
        effects.clear();
        do {
            if (node.nextDeadline() <= now) {
                node.deadline(now);
            }
            for (NodeEffect effect = node.pollEffect(); effect != null; effect = node.pollEffect()) {
                effects.add(effect);
                if (effect instanceof NodeEffect.ApplyAddresses request) {
                    apply(request, now);
                }
            }
        } while (node.nextDeadline() <= now);
    }

    private void apply(NodeEffect.ApplyAddresses request, long now) {
        boolean had = kernel.contains(VIP.address());
        boolean wants = request.wanted().contains(VIP);
        kernel = wants ? List.of(OWN, VIP.address()) : List.of(OWN);
        Set<ManagedAddress> added = wants && !had ? Set.of(VIP) : Set.of();
        node.kernelApplied(new KernelReport(request.generation(), added, Map.of()), now);
    }

    private void link(boolean running, long now) {
        node.interfaces(List.of(new InterfaceState(ETH0, running, kernel)), now);
        turn(now);
    }

    private void deadline(long now) {
        node.deadline(now);
        turn(now);
    }

    private long becomeMaster() {
        link(true, 0);
        long at = node.nextDeadline();
        deadline(at);
        assertThat(role()).isEqualTo("MASTER");
        return at;
    }

    private String role() {
        return node.snapshot(0).instances().get(0).role();
    }

    private Datagram advert(int priority) {
        byte[] pdu = new byte[AdvertCodec.MAXIMUM_LENGTH];
        int length = AdvertCodec.encode(ROUTER.format(), priority, PEER, AdvertCodec.GROUP, pdu);
        return new Datagram(PEER, AdvertCodec.GROUP, 255, pdu, 0, length);
    }

    private <T extends NodeEffect> List<T> effects(Class<T> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void asksTheKernelAtStartToRemoveWhatAnEarlierProcessLeft() {
        assertThat(effects).first().isInstanceOfSatisfying(NodeEffect.ApplyAddresses.class, request -> {
            assertThat(request.managed()).containsExactly(VIP);
            assertThat(request.wanted()).isEmpty();
        });
    }

    @Test
    void theAdvertGoesFirstThenTheAddressThenTheAnnouncement() {
        becomeMaster();
        List<NodeEffect> inOrder =
                effects.stream().filter(e -> !(e instanceof NodeEffect.Journal)).toList();
        assertThat(inOrder.get(0)).isInstanceOf(NodeEffect.SendPacket.class);
        int applied = inOrder.indexOf(effects(NodeEffect.ApplyAddresses.class).get(0));
        int announced =
                inOrder.indexOf(effects(NodeEffect.AnnounceAddresses.class).get(0));
        assertThat(applied).isPositive().isLessThan(announced);
    }

    @Test
    void theQuestionForARivalGoesBeforeTheAdvertThatMightSilenceIt() {
        // The advert makes the rival drop the address: its kernel has to be asked while it still answers.
        long since = becomeMaster();
        turn(since + SECOND);
        List<NodeEffect> packets = effects.stream()
                .filter(e -> e instanceof NodeEffect.SendPacket || e instanceof NodeEffect.ProbeRivals)
                .toList();
        assertThat(packets).hasSize(2);
        assertThat(packets.get(0))
                .isEqualTo(new NodeEffect.ProbeRivals(
                        ETH0, OWN.address(), VIP.address().address(), false));
    }

    @Test
    void announcesItselfWhenAnotherStationAnswersForItsAddressAndOnlyThen() {
        MacAddress station = MacAddress.parse("02:00:00:00:00:0b");
        long now = becomeMaster() + 10 * SECOND;
        while (node.nextDeadline() <= now) {
            turn(node.nextDeadline());
        }
        node.claimed(ETH0, PEER, station, now);
        node.claimed(new InterfaceName("eth1"), VIP.address().address(), station, now);
        turn(now);
        assertThat(effects(NodeEffect.AnnounceAddresses.class)).isEmpty();
        node.claimed(ETH0, VIP.address().address(), station, now);
        turn(now);
        assertThat(effects(NodeEffect.AnnounceAddresses.class)).isNotEmpty();
    }

    @Test
    void renewsTheLifetimeAtAThirdOfIt() {
        long since = becomeMaster();
        long applied = -1;
        while (applied < 0) {
            deadline(node.nextDeadline());
            if (!effects(NodeEffect.ApplyAddresses.class).isEmpty()) {
                applied = node.snapshot(0).at();
                break;
            }
            assertThat(node.nextDeadline()).isLessThan(since + 7 * SECOND / 3 + SECOND);
        }
        assertThat(effects(NodeEffect.ApplyAddresses.class).get(0).wanted()).containsExactly(VIP);
    }

    @Test
    void putsBackAnAddressThatSomebodyRemovedAndAnnouncesIt() {
        long since = becomeMaster();
        kernel = List.of(OWN);
        link(true, since + SECOND);
        if (effects(NodeEffect.ApplyAddresses.class).isEmpty()) {
            deadline(node.nextDeadline());
        }
        assertThat(kernel).contains(VIP.address());
        assertThat(effects(NodeEffect.AnnounceAddresses.class)).isNotEmpty();
    }

    @Test
    void afterAPauseNobodyIsToldOfTheAddressBeforeTheKernelHasItAgainAndNobodyIsBlamedForItsLoss() {
        long now = becomeMaster() + 30 * SECOND;
        effects.clear();
        kernel = List.of(OWN);
        node.packet(ETH0, advert(50), now);
        node.deadline(now);
        NodeEffect.ApplyAddresses request = null;
        for (NodeEffect effect = node.pollEffect(); effect != null; effect = node.pollEffect()) {
            effects.add(effect);
            request = effect instanceof NodeEffect.ApplyAddresses apply ? apply : request;
        }
        assertThat(effects(NodeEffect.SendPacket.class)).isNotEmpty();
        assertThat(effects(NodeEffect.AnnounceAddresses.class)).isEmpty();
        apply(request, now);
        turn(now);
        assertThat(effects(NodeEffect.AnnounceAddresses.class)).isNotEmpty();
        assertThat(effects(NodeEffect.Journal.class)).isEmpty();
    }

    @Test
    void aKernelThatRefusesIsAskedAgainAndItsWordsAreShown() {
        link(true, 0);
        long at = node.nextDeadline();
        node.deadline(at);
        NodeEffect.ApplyAddresses request = null;
        for (NodeEffect effect = node.pollEffect(); effect != null; effect = node.pollEffect()) {
            request = effect instanceof NodeEffect.ApplyAddresses apply ? apply : request;
        }
        node.kernelApplied(new KernelReport(request.generation(), Set.of(), Map.of(VIP, "EPERM")), at);
        assertThat(node.snapshot(at).instances().get(0).trouble())
                .hasValueSatisfying(t -> assertThat(t).contains("EPERM"));
        turn(at);
        assertThat(effects(NodeEffect.AnnounceAddresses.class)).isEmpty();
        deadline(at + SECOND);
        assertThat(kernel).contains(VIP.address());
        assertThat(node.snapshot(at).instances().get(0).trouble()).isEmpty();
    }

    @Test
    void stepsDownForABetterAdvertAndTakesTheAddressAway() {
        long since = becomeMaster();
        node.packet(ETH0, advert(200), since + 1);
        turn(since + 1);
        assertThat(role()).isEqualTo("BACKUP");
        assertThat(kernel).containsExactly(OWN);
        assertThat(node.snapshot(0).instances().get(0).master()).isEqualTo(PEER.toString());
    }

    @Test
    void takesTheAddressAwayAtOnceAlsoWhereTheKernelReportsInTheTurnInWhichABetterAdvertCame() {
        link(true, 0);
        long at = node.nextDeadline();
        node.deadline(at);
        NodeEffect.ApplyAddresses added = null;
        for (NodeEffect effect = node.pollEffect(); effect != null; effect = node.pollEffect()) {
            added = effect instanceof NodeEffect.ApplyAddresses request ? request : added;
        }
        kernel = List.of(OWN, VIP.address());
        node.packet(ETH0, advert(200), at + 1);
        node.kernelApplied(new KernelReport(added.generation(), Set.of(VIP), Map.of()), at + 1);
        turn(at + 1);
        assertThat(role()).isEqualTo("BACKUP");
        assertThat(kernel).containsExactly(OWN);
    }

    @Test
    void aLinkThatIsDownIsAFaultAndItsReturnANewStart() {
        long since = becomeMaster();
        link(false, since + 1);
        assertThat(role()).isEqualTo("FAULT");
        assertThat(kernel).containsExactly(OWN);
        link(true, since + SECOND);
        assertThat(role()).isEqualTo("BACKUP");
    }

    @Test
    void anInterfaceWithoutOwnAddressIsAFaultInWords() {
        node.interfaces(List.of(new InterfaceState(ETH0, true, List.of(VIP.address()))), 0);
        assertThat(role()).isEqualTo("FAULT");
        assertThat(node.snapshot(0).instances().get(0).trouble()).contains("eth0 has no IPv4 address of its own");
        node.interfaces(List.of(), 0);
        assertThat(node.snapshot(0).instances().get(0).role()).isEqualTo("FAULT");
    }

    @Test
    void aMasterThatStopsGivesTheAddressBackBeforeItFinishes() {
        long now = becomeMaster() + SECOND / 2;
        node.stop(now);
        turn(now);
        assertThat(kernel).contains(VIP.address());
        assertThat(effects(NodeEffect.Finished.class)).isEmpty();
        node.packet(ETH0, advert(90), now + 1000);
        turn(now + 1000);
        assertThat(kernel).containsExactly(OWN);
        assertThat(effects(NodeEffect.Finished.class)).hasSize(1);
    }

    @Test
    void aMasterWithoutSuccessorStopsWithinItsTimeOut() {
        long start = becomeMaster();
        node.stop(start);
        turn(start);
        long now = start;
        while (effects(NodeEffect.Finished.class).isEmpty()) {
            now = node.nextDeadline();
            assertThat(now - start).isLessThanOrEqualTo(5 * SECOND);
            deadline(now);
        }
        assertThat(kernel).containsExactly(OWN);
    }

    @Test
    void packetsForOthersAreCountedAndNothingElse() {
        becomeMaster();
        byte[] foreign = advert(200).buffer().clone();
        foreign[1] = 77;
        node.packet(ETH0, new Datagram(PEER, AdvertCodec.GROUP, 255, foreign, 0, 20), SECOND);
        node.packet(new InterfaceName("eth9"), advert(200), SECOND);
        turn(SECOND);
        assertThat(effects).isEmpty();
        assertThat(node.snapshot(SECOND).unknownVrids()).isEqualTo(2);
    }
}
