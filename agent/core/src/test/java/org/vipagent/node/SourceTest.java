package org.vipagent.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.node.Machine.ETH0;
import static org.vipagent.node.Machine.SECOND;
import static org.vipagent.node.Machine.instance;
import static org.vipagent.node.Machine.withSource;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.UnicastPeer;

/** From which address adverts are sent, and what happens while there is none. */
class SourceTest {
    private static final InstanceConfig V4 = instance("V4", 51, "10.0.0.100/24", router -> router);
    private static final InstanceConfig V6 = instance("V6", 51, "2001:db8::100/64", router -> router);

    @Test
    void isTheFirstOwnIpv4Address() {
        Machine machine = new Machine(V4).has(ETH0, "10.0.0.100/24", "fe80::1/64", "10.0.0.7/24", "10.0.0.8/24");
        assertThat(sources(machine)).containsOnly("10.0.0.7");
    }

    /** RFC 9568 §5.1.2.1. */
    @Test
    void isTheLinkLocalAddressOverIpv6() {
        Machine machine = new Machine(V6).has(ETH0, "10.0.0.7/24", "2001:db8::7/64", "fe80::1/64");
        assertThat(sources(machine)).containsOnly("fe80::1");
        assertThat(machine.sent()).allSatisfy(packet -> {
            assertThat(packet.destination()).isEqualTo(IpAddress.parse("ff02::12"));
            assertThat(packet.ttl()).isEqualTo(255);
        });
    }

    @Test
    void isNeverAVirtualAddress() {
        InstanceConfig linkLocalVip = instance("V6", 51, List.of("fe80::100/64", "2001:db8::100/64"), router -> router);
        Machine machine = new Machine(linkLocalVip).has(ETH0, "fe80::100/64");
        assertThat(machine.status("V6").trouble()).contains("eth0 has no link-local IPv6 address of its own");
        machine.has(ETH0, "fe80::100/64", "fe80::1/64");
        assertThat(sources(machine)).containsOnly("fe80::1");
    }

    @Test
    void aTentativeAddressIsWaitedFor() {
        Machine machine = new Machine(V6).has(ETH0, "fe80::1/64").isTentative("fe80::1");
        assertThat(machine.role("V6")).isEqualTo("FAULT");
        assertThat(machine.status("V6").trouble())
                .hasValueSatisfying(t -> assertThat(t).startsWith("fe80::1 on eth0 is tentative"));
        machine.isTentative();
        assertThat(machine.role("V6")).isEqualTo("BACKUP");
        assertThat(sources(machine)).containsOnly("fe80::1");
    }

    @Test
    void aLostSourceIsAFaultAndItsReturnANewStart() {
        Machine machine = new Machine(V6).has(ETH0, "fe80::1/64");
        machine.pass(10 * SECOND);
        assertThat(machine.role("V6")).isEqualTo("MASTER");
        machine.effects.clear();
        machine.has(ETH0, "2001:db8::7/64");
        assertThat(machine.role("V6")).isEqualTo("FAULT");
        assertThat(machine.sent()).hasSize(1).allMatch(packet -> packet.pdu()[2] == 0);
        machine.has(ETH0, "fe80::1/64");
        assertThat(machine.role("V6")).isEqualTo("BACKUP");
    }

    @Test
    void aSecondTroubleReplacesTheWordsOfTheFirst() {
        Machine machine = new Machine(V6).has(ETH0, "10.0.0.7/24");
        assertThat(machine.status("V6").trouble()).contains("eth0 has no link-local IPv6 address of its own");
        machine.has(ETH0, "fe80::1/64").isTentative("fe80::1");
        assertThat(machine.status("V6").cause()).startsWith("fe80::1 on eth0 is tentative");
        assertThat(machine.events())
                .filteredOn(text -> text.contains("tentative"))
                .hasSize(1);
    }

    @Test
    void aPresentSourceIsKeptWhenAnotherComesBeforeIt() {
        Machine machine = new Machine(V4).has(ETH0, "10.0.0.7/24");
        machine.has(ETH0, "10.0.0.5/24", "10.0.0.7/24");
        assertThat(sources(machine)).containsOnly("10.0.0.7");
    }

    @Test
    void aConfiguredSourceIsTakenAndItsAbsenceIsAFault() {
        Machine machine = new Machine(withSource(V4, "10.0.0.8")).has(ETH0, "10.0.0.7/24");
        assertThat(machine.status("V4").trouble()).contains("eth0 does not have the source address 10.0.0.8");
        machine.has(ETH0, "10.0.0.7/24", "10.0.0.8/24");
        assertThat(sources(machine)).containsOnly("10.0.0.8");
        Machine six = new Machine(withSource(V6, "2001:db8::7")).has(ETH0, "fe80::1/64", "2001:db8::7/64");
        assertThat(sources(six)).containsOnly("2001:db8::7");
    }

    @Test
    void reachesGlobalPeersFromAGlobalAddress() {
        Machine machine = new Machine(unicast("2001:db8:1::9"));
        machine.has(ETH0, "fe80::1/64");
        assertThat(machine.status("V6").trouble())
                .contains("eth0 has no IPv6 address of its own from which the unicast peers can be reached");
        machine.has(ETH0, "fe80::1/64", "fd00::7/64", "2001:db8:2::7/64");
        assertThat(sources(machine)).containsOnly("2001:db8:2::7");
    }

    @Test
    void prefersAnAddressInThePeersNetworkAndThenOneOfItsKind() {
        String[] own = {"fe80::1/64", "2001:db8:2::7/64", "fd00:1::7/64", "fd00:2::7/64"};
        assertThat(sources(new Machine(unicast("fd00:2::9")).has(ETH0, own))).containsOnly("fd00:2::7");
        assertThat(sources(new Machine(unicast("fd00:3::9")).has(ETH0, own))).containsOnly("fd00:1::7");
        assertThat(sources(new Machine(unicast("fe80::9")).has(ETH0, own))).containsOnly("fe80::1");
    }

    @Test
    void ourOwnAddressAmongThePeersIsSkippedWithANote() {
        InstanceConfig all = instance(
                "V4",
                51,
                "10.0.0.100/24",
                router -> router.unicastPeers(Stream.of("10.0.0.7", "10.0.0.8", "10.0.0.9")
                        .map(IpAddress::parse)
                        .map(UnicastPeer::of)
                        .toList()));
        Machine machine = new Machine(all).has(ETH0, "10.0.0.7/24");
        machine.pass(5 * SECOND);
        assertThat(machine.sent())
                .extracting(packet -> packet.destination().toString())
                .containsOnly("10.0.0.8", "10.0.0.9");
        assertThat(machine.events()).contains("unicast_peer 10.0.0.7 is this machine's own address and is skipped");
    }

    private static InstanceConfig unicast(String peer) {
        return instance(
                "V6",
                51,
                "2001:db8::100/64",
                router -> router.unicastPeers(List.of(UnicastPeer.of(IpAddress.parse(peer)))));
    }

    /** From where it sends once it is master. */
    private static List<String> sources(Machine machine) {
        machine.pass(5 * SECOND);
        return machine.sent().stream().map(packet -> packet.source().toString()).toList();
    }
}
