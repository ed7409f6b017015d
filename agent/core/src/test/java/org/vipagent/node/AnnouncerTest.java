package org.vipagent.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.node.Machine.ETH0;
import static org.vipagent.node.Machine.MILLISECOND;
import static org.vipagent.node.Machine.SECOND;
import static org.vipagent.node.Machine.instance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect.AnnounceAddresses;
import org.vipagent.node.NodeEffect.SendPacket;
import org.vipagent.vrrp.AnnouncePolicy;

/** How announcements are spread over time. */
class AnnouncerTest {
    private static final long DOWN = 4 * SECOND;
    private static final AnnouncePolicy ONE_BURST = new AnnouncePolicy(0, 5, 0, 1, 0, 0);

    @Test
    void oneInstanceSendsItsBurstAtOnceRoundByRound() {
        Machine machine = new Machine(with(ONE_BURST, "10.0.0.100/24", "10.0.0.101/24")).has(ETH0, "10.0.0.7/24");
        machine.pass(DOWN);
        assertThat(machine.announced()).hasSize(6).allSatisfy(announcement -> {
            assertThat(announcement.addresses()).hasSize(2);
            assertThat(announcement.repeat()).isEqualTo(1);
        });
    }

    /** keepalived's vrrp_garp_interval and vrrp_gna_interval. */
    @Test
    void packetsKeepTheConfiguredDistanceInEachFamilyByItself() {
        AnnouncePolicy paced = new AnnouncePolicy(0, 3, 0, 1, 0, 0, 10 * MILLISECOND, 20 * MILLISECOND);
        Machine machine = new Machine(with(paced, "10.0.0.100/24", "10.0.0.101/24", "2001:db8::100/64"));
        machine.has(ETH0, "10.0.0.7/24");
        List<Long> arp = new ArrayList<>();
        List<Long> neighbour = new ArrayList<>();
        long until = machine.now + DOWN;
        while (machine.node.nextDeadline() <= until) {
            machine.effects.clear();
            machine.pass(Math.max(0, machine.node.nextDeadline() - machine.now));
            for (AnnounceAddresses packet : machine.announced()) {
                assertThat(packet.addresses()).hasSize(1);
                (packet.addresses().get(0).toString().contains(":") ? neighbour : arp).add(machine.now);
            }
        }
        // Three rounds and the single packet afterwards, of two addresses and of one.
        assertThat(arp).hasSize(8);
        assertThat(neighbour).hasSize(4);
        for (int i = 1; i < 6; i++) {
            assertThat(arp.get(i) - arp.get(i - 1)).isEqualTo(10 * MILLISECOND);
        }
        assertThat(neighbour.get(1) - neighbour.get(0)).isEqualTo(20 * MILLISECOND);
    }

    @Test
    void whoeverOrdersAgainAndAgainDoesNotKeepTheLastAddressesFromTheirTurn() {
        String[] addresses = new String[30];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = "10.0.0." + (100 + i) + "/24";
        }
        // Three seconds for a round of all, and a lesser master each second.
        AnnouncePolicy paced = new AnnouncePolicy(0, 1, 0, 1, 0, 1, SECOND / 10, 0);
        InstanceConfig config = with(paced, addresses);
        Machine machine = new Machine(config).has(ETH0, "10.0.0.7/24").pass(DOWN + 10 * SECOND);
        machine.effects.clear();
        for (int i = 0; i < 8; i++) {
            machine.hear(config, 50, "10.0.0.8").pass(SECOND);
        }
        Set<IpAddress> announced = new HashSet<>();
        machine.announced().forEach(a -> announced.addAll(a.addresses()));
        assertThat(announced).hasSize(30);
    }

    @Test
    void aTakeoverOfAThousandSendsItsAdvertsFirstThenOneRequestThenPortions() {
        Machine machine = new Machine(Scale.instances(1000)).has(4, "10.0.0.7/24");
        machine.effects.clear();
        while (machine.sent().isEmpty()) {
            machine.now = machine.node.nextDeadline();
            machine.step();
        }
        assertThat(machine.effects.subList(0, 1000)).allMatch(SendPacket.class::isInstance);
        assertThat(machine.effects.get(1000))
                .isInstanceOfSatisfying(NodeEffect.ApplyAddresses.class, request -> assertThat(request.wanted())
                        .hasSize(1000));
        Map<InterfaceName, Set<IpAddress>> announced = new HashMap<>();
        while (announced.values().stream().mapToInt(Set::size).sum() < 1000) {
            machine.effects.clear();
            machine.step();
            int packets = machine.announced().stream()
                    .mapToInt(a -> a.addresses().size())
                    .sum();
            assertThat(packets).isBetween(1, Announcer.PACKETS_PER_TURN);
            machine.announced().forEach(a -> noneTwiceBeforeAllOnce(a, announced));
        }
    }

    private static void noneTwiceBeforeAllOnce(
            AnnounceAddresses packets, Map<InterfaceName, Set<IpAddress>> announced) {
        Set<IpAddress> here = announced.computeIfAbsent(packets.device(), d -> new HashSet<>());
        for (IpAddress address : packets.addresses()) {
            boolean first = here.add(address);
            assertThat(first || here.size() >= 1000 - 3 * 255).isTrue();
        }
    }

    @Test
    void advertsDueBetweenTwoPortionsDoNotWait() {
        Machine machine = new Machine(Scale.instances(1000)).has(4, "10.0.0.7/24");
        machine.pass(DOWN - SECOND / 2);
        machine.effects.clear();
        machine.now += SECOND;
        machine.step();
        assertThat(machine.sent()).hasSize(1000);
    }

    @Test
    void whoStepsDownAnnouncesNothingMore() {
        InstanceConfig config =
                with(new AnnouncePolicy(0, 5, 0, 1, 0, 0, 100 * MILLISECOND, 0), "10.0.0.100/24", "10.0.0.101/24");
        Machine machine = new Machine(config).has(ETH0, "10.0.0.7/24");
        machine.pass(3700 * MILLISECOND);
        assertThat(machine.announced()).isNotEmpty();
        machine.effects.clear();
        machine.hear(config, 200, "10.0.0.9").pass(SECOND);
        assertThat(machine.announced()).isEmpty();
        assertThat(machine.node.nextDeadline()).isGreaterThan(machine.now + SECOND);
    }

    @Test
    void aSecondMastershipStartsItsBurstAnew() {
        InstanceConfig config = with(new AnnouncePolicy(0, 5, 0, 1, 0, 0, SECOND, 0), "10.0.0.100/24");
        Machine machine = new Machine(config).has(ETH0, "10.0.0.7/24");
        machine.pass(DOWN);
        machine.hear(config, 200, "10.0.0.9").pass(DOWN);
        assertThat(machine.role("VI")).isEqualTo("MASTER");
        machine.effects.clear();
        machine.pass(20 * SECOND);
        // What the burst and its follow-up ask for at the same time is one order.
        assertThat(machine.announced()).hasSizeBetween(4, 6);
    }

    private static InstanceConfig with(AnnouncePolicy policy, String... addresses) {
        return instance("VI", 51, List.of(addresses), router -> router.announce(policy));
    }
}
