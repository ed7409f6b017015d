package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.net.IpAddress;

/** Where adverts go, where they come from, and whose are believed. */
class DeliverySettingsTest {
    private static final String PEER = "unicast_peer { 10.0.0.12 }";

    private static Peer peer(String address) {
        return Peer.of(IpAddress.parse(address));
    }

    @Test
    void areReadTogether() {
        Loading loading = Loading.instance(
                "version 3",
                "unicast_src_ip 10.0.0.11",
                "unicast_peer {",
                "10.0.0.12 min_ttl 254",
                "10.0.0.13 max_ttl 200 min_ttl 1",
                "}",
                "unicast_ttl 64",
                "check_unicast_src",
                "track_src_ip",
                "unicast_fault_no_peer",
                "old_unicast_checksum never");

        assertThat(loading.messages()).isEmpty();
        Delivery delivery = loading.only().delivery();
        assertThat(delivery.sourceAddress()).contains(IpAddress.parse("10.0.0.11"));
        assertThat(delivery.peers())
                .containsExactly(
                        new Peer(IpAddress.parse("10.0.0.12"), 254, 255),
                        new Peer(IpAddress.parse("10.0.0.13"), 1, 200));
        assertThat(delivery.unicastTtl()).isEqualTo(64);
        assertThat(delivery.checkSource()).isTrue();
        assertThat(delivery.faultWithoutPeers()).isTrue();
        assertThat(delivery.oldChecksum()).isEqualTo(OldChecksum.NEVER);
    }

    @Test
    void skipTheOwnAddressAmongThePeers() {
        Loading loading =
                Loading.instanceOnMachine(Set.of("10.0.0.11"), "unicast_peer {", "10.0.0.11", "10.0.0.12", "}");

        assertThat(loading.messages())
                .containsExactly(
                        "3:1: warning: 10.0.0.11 is an address of this node, which is not its own peer; skipped");
        assertThat(loading.only().delivery().peers()).containsExactly(peer("10.0.0.12"));
    }

    @Test
    void knowTheOwnAddressByTheSourceToo() {
        Loading loading = Loading.instance("unicast_src_ip 10.0.0.11", "unicast_peer {", "10.0.0.11", "10.0.0.12", "}");

        assertThat(loading.only().delivery().sourceAddress()).contains(IpAddress.parse("10.0.0.11"));
        assertThat(loading.only().delivery().peers()).containsExactly(peer("10.0.0.12"));
    }

    @Test
    void leaveOutAPeerThatIsGivenTwice() {
        Loading loading = Loading.instance("unicast_peer {", "10.0.0.12", "10.0.0.12 min_ttl 9", "}");

        assertThat(loading.messages())
                .containsExactly("4:1: warning: 10.0.0.12 was given before, on line 3; this one is left out");
        assertThat(loading.only().delivery().peers()).containsExactly(peer("10.0.0.12"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "lb2;                    '3:1: error: ''lb2'' is not an IP address: expected a peer''s IPv4 address, the family of the first virtual address'",
                "2001:db8::2;            '3:1: error: 2001:db8::2 is an IPv6 address: expected a peer''s IPv4 address, the family of the first virtual address'",
                "224.0.0.18;             '3:1: error: 224.0.0.18 is no address of a single machine: expected a peer''s own address'",
                "0.0.0.0;                '3:1: error: 0.0.0.0 is no address of a single machine: expected a peer''s own address'",
                "10.0.0.12 min_ttl;      3:11: error: min_ttl lacks its value, a whole number from 0 to 255",
                "10.0.0.12 min_ttl 256;  '3:19: error: 256 is out of range: min_ttl takes a whole number from 0 to 255'",
                "10.0.0.12 max_ttl -1;   '3:19: error: -1 is out of range: max_ttl takes a whole number from 0 to 255'",
                "10.0.0.12 min_tll 5;    '3:11: error: unknown word ''min_tll'' behind a peer''s address; each address needs a line of its own (did you mean min_ttl?)'",
                "10.0.0.12 min_ttl 10 max_ttl 5; '3:1: error: min_ttl 10 is above max_ttl 5: every advert of the peer would be dropped'"
            })
    void refuseWhatIsNoPeer(String line, String message) {
        assertThat(Loading.instance("unicast_peer {", line, "}").messages()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 255", "255, 255", "1, 254"})
    void takeEveryTtlAsABound(int least, int most) {
        assertThat(Loading.instance("unicast_peer { 10.0.0.12 min_ttl " + least + " max_ttl " + most + " }")
                        .only()
                        .delivery()
                        .peers())
                .containsExactly(new Peer(IpAddress.parse("10.0.0.12"), least, most));
    }

    @ParameterizedTest
    @ValueSource(strings = {"min_ttl 1", "max_ttl 254"})
    void demandAKnownSenderWhereATtlIsBound(String bound) {
        assertThat(Loading.instance("unicast_peer { 10.0.0.12 " + bound + " }")
                        .only()
                        .delivery()
                        .checkSource())
                .isTrue();
        Loading off = Loading.instance("check_unicast_src off", "unicast_peer { 10.0.0.12 " + bound + " }");
        assertThat(off.only().delivery().checkSource()).isTrue();
        assertThat(off.messages())
                .containsExactly(
                        "2:1: warning: min_ttl and max_ttl of a peer switch check_unicast_src on, as in keepalived");
    }

    @Test
    void fallBackToMulticastOrToFaultWhenNoPeerIsLeft() {
        Loading loading = Loading.instance("unicast_peer {", "}");
        assertThat(loading.messages())
                .containsExactly(
                        "2:1: warning: no peer is left in unicast_peer: adverts go to the multicast group, as in"
                                + " keepalived");
        assertThat(loading.only().delivery().faultWithoutPeers()).isFalse();

        Loading fault = Loading.instance("unicast_fault_no_peer", "unicast_peer {", "}");
        assertThat(fault.messages())
                .containsExactly("3:1: warning: no peer is left in unicast_peer: the instance stays in FAULT, as"
                        + " unicast_fault_no_peer asks");
        assertThat(fault.only().delivery().faultWithoutPeers()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "unicast_ttl 5;             unicast_ttl has no effect without unicast_peer",
                "check_unicast_src;         check_unicast_src has no effect without unicast_peer",
                "unicast_src_ip 10.0.0.11;  'unicast_src_ip without unicast_peer: adverts go to the multicast group, as in keepalived'",
                "unicast_fault_no_peer;     'there is no unicast_peer: the instance stays in FAULT, as unicast_fault_no_peer asks'",
                "track_src_ip;              track_src_ip has no effect without unicast_src_ip or mcast_src_ip"
            })
    void tellOfWordsThatLackTheirPart(String line, String message) {
        assertThat(Loading.instance(line).messages()).containsExactly("2:1: warning: " + message);
    }

    @Test
    void takeASourceForMulticastToo() {
        assertThat(Loading.instance("mcast_src_ip 10.0.0.11").messages()).isEmpty();
        assertThat(Loading.instance("mcast_src_ip 10.0.0.11").only().delivery().sourceAddress())
                .contains(IpAddress.parse("10.0.0.11"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "224.0.0.5;   'error: 224.0.0.5 cannot be the source of a packet: expected this node''s own address'",
                "fe80::1;     'error: fe80::1 is an IPv6 address: expected this node''s own IPv4 address, the family of the first virtual address'",
                "10.0.0.100;  'warning: 10.0.0.100 is a virtual address: while another node is master, this one lacks its source'"
            })
    void tellOfASourceThatCannotBe(String source, String message) {
        assertThat(Loading.instance("unicast_src_ip " + source, PEER).messages())
                .containsExactly("2:16: " + message);
    }

    @Test
    void alwaysTrackTheSource() {
        assertThat(Loading.instance("mcast_src_ip 10.0.0.11", "track_src_ip").messages())
                .isEmpty();
        assertThat(Loading.instance("mcast_src_ip 10.0.0.11", "track_src_ip off")
                        .messages())
                .containsExactly("3:1: warning: a source address is always tracked here: without it no advert could be"
                        + " sent");
    }

    @Test
    void tellOfAPeerThatMoves() {
        assertThat(Loading.instance("unicast_peer {", "10.0.0.100", "}").messages())
                .containsExactly("3:1: warning: 10.0.0.100 is a virtual address: adverts to it would come back to the"
                        + " master itself");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "255, true", "0, false", "256, false"})
    void readTheTimeToLiveOfAdverts(int ttl, boolean usable) {
        Loading loading = Loading.instance(PEER, "unicast_ttl " + ttl);

        assertThat(loading.errors()).hasSize(usable ? 0 : 1);
        assertThat(loading.loaded()
                        .config()
                        .map(c -> c.vrrpInstances().get(0).delivery().unicastTtl()))
                .isEqualTo(usable ? Optional.of(ttl) : Optional.empty());
    }

    @Test
    void readTheFormOfTheChecksum() {
        assertThat(Loading.instance("version 3", PEER, "old_unicast_checksum")
                        .only()
                        .delivery()
                        .oldChecksum())
                .isEqualTo(OldChecksum.SEND);
        assertThat(Loading.instance("version 3", PEER, "old_unicast_checksum nver")
                        .messages())
                .containsExactly("4:22: error: 'nver' is not one of never (did you mean never?)");
        assertThat(Loading.instance(PEER, "old_unicast_checksum").messages())
                .containsExactly("3:1: warning: old_unicast_checksum has an effect only in version 3 over IPv4");
    }
}
