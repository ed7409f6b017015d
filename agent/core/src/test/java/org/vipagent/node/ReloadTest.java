package org.vipagent.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.vipagent.node.Machine.ETH0;
import static org.vipagent.node.Machine.MILLISECOND;
import static org.vipagent.node.Machine.SECOND;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect.ApplyAddresses;
import org.vipagent.node.NodeEffect.SendPacket;
import org.vipagent.node.NodeEffect.UseChannels;
import org.vipagent.vrrp.RouterConfig;
import org.vipagent.vrrp.RouterKey;
import org.vipagent.vrrp.UnicastPeer;
import org.vipagent.vrrp.wire.Transport;

/** A reload, as the node does it: one exchange in one turn, and whatever has not changed goes on. */
class ReloadTest {
    private static final String OWN = "10.5.0.133/21";
    private static final InstanceConfig A = Machine.instance("A", 51, "10.5.0.100/32", r -> r);
    private static final InstanceConfig B = Machine.instance("B", 52, "10.5.0.101/32", r -> r);

    private final Machine machine = new Machine(A);

    private void becomeMaster() {
        machine.has(1, OWN).pass(10 * SECOND);
        assertThat(machine.role("A")).isEqualTo("MASTER");
        machine.effects.clear();
    }

    private void reload(InstanceConfig... instances) {
        assertThat(machine.node.reconfigured(new NodeConfig(List.of(instances)), machine.now))
                .isTrue();
        machine.settle();
    }

    private List<Integer> advertsOf(int vrid) {
        return machine.sent().stream()
                .filter(p -> (p.pdu()[1] & 0xff) == vrid)
                .map(p -> p.pdu()[2] & 0xff)
                .toList();
    }

    private List<ApplyAddresses> wishes() {
        return machine.effects.stream()
                .filter(ApplyAddresses.class::isInstance)
                .map(ApplyAddresses.class::cast)
                .toList();
    }

    private List<IpAddress> announcedAddresses() {
        return machine.announced().stream().flatMap(a -> a.addresses().stream()).toList();
    }

    @Test
    void anUnchangedFileChangesNothing() {
        becomeMaster();
        long due = machine.node.nextDeadline();
        InstanceSnapshot before = machine.status("A");
        reload(A);
        assertThat(machine.status("A")).isEqualTo(before);
        assertThat(machine.node.nextDeadline()).isEqualTo(due);
        assertThat(machine.sent()).isEmpty();
        assertThat(machine.announced()).isEmpty();
    }

    @Test
    void aMasterMissesNoAdvertWhateverChanges() {
        becomeMaster();
        long last = machine.now;
        reload(Machine.instance("A", 51, List.of("10.5.0.100/32", "10.5.0.102/32"), r -> r.priority(150)
                .preempt(false)));
        machine.pass(3 * SECOND);
        assertThat(advertsOf(51)).hasSizeBetween(3, 4).containsOnly(150);
        assertThat(machine.status("A").epoch()).isEqualTo(1);
        assertThat(machine.status("A").since()).isLessThan(last);
    }

    @Test
    void aShorterIntervalCountsAtOnce() {
        becomeMaster();
        reload(Machine.instance("A", 51, "10.5.0.100/32", r -> r.advertIntervalNanos(10 * MILLISECOND)));
        machine.pass(SECOND);
        assertThat(advertsOf(51).size()).isGreaterThanOrEqualTo(99);
    }

    @Test
    void anAddedAddressIsSetAndAnnouncedAndNotBeforeTheKernelHasIt() {
        becomeMaster();
        machine.refuses("10.5.0.102");
        reload(Machine.instance("A", 51, List.of("10.5.0.100/32", "10.5.0.102/32"), r -> r));
        machine.pass(SECOND / 2);
        IpAddress added = IpAddress.parse("10.5.0.102");
        assertThat(wishes().get(0).wanted()).contains(Machine.managed("10.5.0.102/32"));
        assertThat(announcedAddresses()).doesNotContain(added);
        machine.refuses();
        machine.pass(2 * SECOND);
        assertThat(announcedAddresses()).contains(added);
    }

    @Test
    void anAddedAddressIsAnnouncedAtOnceWhereTheKernelTakesIt() {
        becomeMaster();
        reload(Machine.instance("A", 51, List.of("10.5.0.100/32", "10.5.0.102/32"), r -> r));
        assertThat(announcedAddresses()).contains(IpAddress.parse("10.5.0.102"));
    }

    @Test
    void aRemovedAddressGoesAndIsNobodysAfterwards() {
        InstanceConfig two = Machine.instance("A", 51, List.of("10.5.0.100/32", "10.5.0.102/32"), r -> r);
        reload(two);
        becomeMaster();
        reload(A);
        assertThat(wishes().get(0).wanted()).containsExactly(Machine.managed("10.5.0.100/32"));
        assertThat(wishes().get(0).managed()).contains(Machine.managed("10.5.0.102/32"));
        // An operator sets it by hand: it is not to be taken away.
        machine.effects.clear();
        machine.pass(30 * SECOND);
        assertThat(wishes()).isNotEmpty().allSatisfy(wish -> assertThat(wish.managed())
                .containsExactly(Machine.managed("10.5.0.100/32")));
    }

    @Test
    void anAddedInstanceStartsAsAtBoot() {
        becomeMaster();
        reload(A, B);
        assertThat(machine.role("B")).isEqualTo("BACKUP");
        machine.pass(5 * SECOND);
        assertThat(machine.role("B")).isEqualTo("MASTER");
        assertThat(advertsOf(52)).isNotEmpty();
    }

    @Test
    void aRemovedInstanceLeavesAsInAPlannedStop() {
        becomeMaster();
        reload(B);
        assertThat(advertsOf(51)).first().isEqualTo(0);
        assertThat(machine.role("A")).isEqualTo("LEAVING");
        // Until its successor is heard, or cannot come any more, the address still answers.
        assertThat(wishes()).last().satisfies(w -> assertThat(w.wanted())
                .containsExactly(A.addresses().get(0)));
        machine.pass(10 * SECOND);
        assertThat(machine.node.snapshot(machine.now).instances())
                .extracting(InstanceSnapshot::name)
                .containsExactly("B");
        assertThat(wishes()).last().satisfies(w -> assertThat(w.wanted())
                .containsExactly(B.addresses().get(0)));
    }

    @Test
    void aSuccessorOfARemovedInstanceEndsItsLeaving() {
        becomeMaster();
        reload(B);
        machine.pass(10 * MILLISECOND).hear(A, 90, "10.5.0.195");
        assertThat(wishes()).last().satisfies(w -> assertThat(w.wanted()).isEmpty());
    }

    @Test
    void anotherVridIsAPlannedStopAndAStart() {
        becomeMaster();
        reload(Machine.instance("A", 61, "10.5.0.100/32", r -> r));
        assertThat(advertsOf(51)).first().isEqualTo(0);
        assertThat(machine.node.snapshot(machine.now).instances())
                .extracting(InstanceSnapshot::vrid, InstanceSnapshot::role)
                .containsExactly(tuple(61, "BACKUP"), tuple(51, "LEAVING"));
        machine.pass(10 * SECOND);
        assertThat(machine.role("A")).isEqualTo("MASTER");
        assertThat(advertsOf(61)).isNotEmpty().doesNotContain(0);
    }

    @Test
    void anotherNameKeepsTheState() {
        becomeMaster();
        reload(Machine.instance("C", 51, "10.5.0.100/32", r -> r));
        assertThat(machine.role("C")).isEqualTo("MASTER");
        assertThat(machine.status("C").epoch()).isEqualTo(1);
        assertThat(advertsOf(51)).doesNotContain(0);
    }

    @Test
    void theSocketsFollowBeforeThePacketsThatNeedThem() {
        becomeMaster();
        IpAddress peer = IpAddress.parse("10.5.0.195");
        Transport udp = Transport.udp(1985);
        reload(Machine.instance("A", 51, "10.5.0.100/32", r -> r.unicastPeers(List.of(UnicastPeer.of(peer)))
                .transport(udp)));
        machine.pass(SECOND);
        assertThat(machine.effects.stream()
                        .filter(e -> e instanceof UseChannels || e instanceof SendPacket)
                        .findFirst())
                .contains(new UseChannels(Set.of(new Channel(ETH0, AddressFamily.INET, udp))));
        assertThat(machine.sent())
                .isNotEmpty()
                .allSatisfy(p -> assertThat(p.transport()).isEqualTo(udp))
                .allSatisfy(p -> assertThat(p.destination()).isEqualTo(peer));
    }

    @Test
    void theSocketOfARemovedInstanceIsGivenBackWhenItHasLeft() {
        becomeMaster();
        InstanceConfig six = Machine.instance("S", 51, "fe80::100/64", r -> r);
        reload(six);
        Channel left = Channel.of(A.router());
        Channel stays = new Channel(ETH0, AddressFamily.INET6, Transport.VRRP);
        machine.pass(10 * SECOND);
        List<UseChannels> used = machine.effects.stream()
                .filter(UseChannels.class::isInstance)
                .map(UseChannels.class::cast)
                .toList();
        assertThat(used).first().satisfies(u -> assertThat(u.channels()).containsExactlyInAnyOrder(left, stays));
        assertThat(used).last().satisfies(u -> assertThat(u.channels()).containsExactly(stays));
    }

    @Test
    void anotherSourceIsTakenAtOnce() {
        becomeMaster();
        machine.has(ETH0, OWN, "10.5.0.134/21", "10.5.0.100/32");
        reload(Machine.withSource(A, "10.5.0.134"));
        machine.pass(SECOND);
        assertThat(machine.sent()).last().satisfies(p -> assertThat(p.source()).hasToString("10.5.0.134"));
        assertThat(machine.role("A")).isEqualTo("MASTER");
        reload(Machine.withSource(A, "10.5.0.135"));
        assertThat(machine.role("A")).isEqualTo("FAULT");
        reload(A);
        assertThat(machine.role("A")).isEqualTo("BACKUP");
    }

    @Test
    void aBackupThatMayNotPreemptAnyMoreDoesNot() {
        InstanceConfig waits = Machine.instance("A", 51, "10.5.0.100/32", r -> r.preemptDelayNanos(2 * SECOND));
        reload(waits);
        machine.has(1, OWN).hear(A, 90, "10.5.0.195").pass(SECOND).hear(A, 90, "10.5.0.195");
        reload(Machine.instance("A", 51, "10.5.0.100/32", r -> r.preempt(false)));
        for (int i = 0; i < 10; i++) {
            machine.pass(SECOND).hear(A, 90, "10.5.0.195");
        }
        assertThat(machine.role("A")).isEqualTo("BACKUP");
    }

    @Test
    void theDelayOfAStartIsNoneOfARouterThatRuns() {
        becomeMaster();
        InstanceSnapshot before = machine.status("A");
        reload(A.startingAfter(30 * SECOND));
        assertThat(machine.status("A")).isEqualTo(before);
        assertThat(wishes()).allSatisfy(w -> assertThat(w.wanted())
                .containsExactly(A.addresses().get(0)));
    }

    @Test
    void whoIsStoppingTakesNothingOver() {
        becomeMaster();
        machine.node.stop(machine.now);
        assertThat(machine.node.reconfigured(new NodeConfig(List.of(A, B)), machine.now))
                .isFalse();
    }

    @Test
    void anInterfaceThatOnlyTheNewFileUsesIsKnownAtOnce() {
        machine.has(2, OWN);
        RouterKey key = new RouterKey(new InterfaceName("eth1"), AddressFamily.INET, 53);
        InstanceConfig other = new InstanceConfig(
                RouterConfig.builder("O", key)
                        .virtualAddresses(B.router().virtualAddresses())
                        .build(),
                Optional.empty(),
                List.of(),
                255,
                true,
                Optional.empty());
        reload(A, other);
        assertThat(machine.role("O")).isEqualTo("BACKUP");
    }
}
