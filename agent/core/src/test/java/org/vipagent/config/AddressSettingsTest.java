package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

class AddressSettingsTest {
    private static VirtualAddress address(String text) {
        return VirtualAddress.of(Cidr.parse(text), new InterfaceName("eth0"));
    }

    @Test
    void makeAnAddressWithoutPrefixAHost() {
        assertThat(Loading.instance("virtual_ipaddress {", "10.5.0.100", "}")
                        .only()
                        .virtualAddresses())
                .containsExactly(address("10.5.0.100/32"));
    }

    @Test
    void readTheWordsBehindAnAddress() {
        Loading loading = Loading.instance(
                "virtual_ipaddress {", "10.5.0.100/21 brd 10.5.7.255 dev eth1 label eth1:0 scope link", "}");

        assertThat(loading.messages()).isEmpty();
        assertThat(loading.only().virtualAddresses())
                .containsExactly(new VirtualAddress(
                        Cidr.parse("10.5.0.100/21"),
                        new InterfaceName("eth1"),
                        Optional.of("eth1:0"),
                        Optional.of(IpAddress.parse("10.5.7.255")),
                        "link"));
    }

    @ParameterizedTest
    @CsvSource({"+, 10.5.7.255", "-, 10.5.0.0"})
    void deriveTheBroadcastAddress(String sign, String broadcast) {
        assertThat(Loading.instance("virtual_ipaddress {", "10.5.0.100/21 brd " + sign, "}")
                        .only()
                        .virtualAddresses()
                        .get(0)
                        .broadcast())
                .contains(IpAddress.parse(broadcast));
    }

    @Test
    void addUpOverSeveralBlocks() {
        assertThat(Loading.instance("virtual_ipaddress { 10.0.0.1 }", "virtual_ipaddress { 10.0.0.2 }")
                        .only()
                        .virtualAddresses())
                .containsExactly(address("10.0.0.1/32"), address("10.0.0.2/32"));
    }

    @Test
    void allowTheOtherFamilyOnlyWhereItIsNotAdvertised() {
        Loading loading = Loading.instance("virtual_ipaddress_excluded {", "2001:db8::1/64", "}");

        assertThat(loading.messages()).isEmpty();
        assertThat(loading.only().excludedAddresses()).containsExactly(address("2001:db8::1/64"));
        assertThat(Loading.instance("virtual_ipaddress {", "10.0.0.1", "2001:db8::1", "}")
                        .errors())
                .singleElement()
                .satisfies(e -> assertThat(e.message())
                        .isEqualTo("2001:db8::1 is an IPv6 address, but 10.0.0.1 on line 3 decides what the instance"
                                + " advertises; it may stand in virtual_ipaddress_excluded"));
    }

    @Test
    void needAnAddress() {
        assertThat(Loading.instance("virtual_ipaddress {", "}").messages())
                .containsExactly(
                        "1:1: error: vrrp_instance VI_1 has no address in virtual_ipaddress: there is nothing to take over;"
                                + " if that is meant, say no_virtual_ipaddress");
    }

    @Test
    void mayBeNoneIfThatIsMeant() {
        Loading none = Loading.instance(
                "no_virtual_ipaddress", "virtual_ipaddress {", "}", "virtual_ipaddress_excluded { 10.0.0.1 }");

        assertThat(none.messages()).isEmpty();
        assertThat(none.only().virtualAddresses()).isEmpty();
        assertThat(none.only().excludedAddresses()).containsExactly(address("10.0.0.1/32"));
        assertThat(Loading.instance("no_virtual_ipaddress").messages())
                .containsExactly(
                        "2:1: warning: no_virtual_ipaddress, and yet there are virtual addresses: they are used");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "10.0.0.256;            '3:1: error: ''10.0.0.256'' is not an address: expected ADDRESS[/PREFIX]'",
                "10.0.0.1/33;           '3:1: error: ''10.0.0.1/33'' is not an address: expected ADDRESS[/PREFIX]'",
                "10.0.0.1 dve eth0;     '3:10: error: unknown word ''dve'' behind an address (did you mean dev?)'",
                "10.0.0.1 dev;          3:10: error: dev lacks its value",
                "10.0.0.1 10.0.0.2;     3:10: error: 10.0.0.2 stands behind another address: each needs a line of its own",
                "10.0.0.1 scope globl;  '3:16: error: ''globl'' is not one of global, link, host, site (did you mean global?)'",
                "224.0.0.18;            3:1: error: 224.0.0.18 cannot be an address of an interface",
                "0.0.0.0/0;             3:1: error: 0.0.0.0 cannot be an address of an interface",
                "10.0.0.1 use_vmac;     '3:10: error: use_vmac is known but not supported, and cannot be left out'"
            })
    void refuseWhatIsNoAddress(String line, String message) {
        assertThat(Loading.instance("virtual_ipaddress {", line, "}").messages())
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "10.0.0.1 no_track;     3:10: warning: no_track of an address is known to keepalived, not supported",
                "10.0.0.1 peer 1.2.3.4; 3:10: warning: peer of an address is known to keepalived, not supported",
                "10.0.0.1 label web;    3:16: warning: the label does not start with eth0: some tools will not show the address",
                "10.0.0.1 brd +;        3:14: warning: there is no broadcast address in 10.0.0.1/32, left out"
            })
    void tellWhatIsLeftOut(String line, String message) {
        Loading loading = Loading.instance("virtual_ipaddress {", line, "}");

        assertThat(loading.messages()).containsExactly(message);
        assertThat(loading.only().virtualAddresses()).hasSize(1);
    }

    @Test
    void leaveOutAnAddressThatIsGivenTwice() {
        Loading loading = Loading.instance("virtual_ipaddress {", "10.0.0.1", "10.0.0.1/24", "}");

        assertThat(loading.messages())
                .containsExactly("4:1: warning: 10.0.0.1 was given before, on line 3; this one is left out");
        assertThat(loading.only().virtualAddresses()).containsExactly(address("10.0.0.1/32"));
    }

    @Test
    void tellOfAnAddressThatTheMachineHasAlready() {
        assertThat(Loading.instanceOnMachine(Set.of("10.0.0.1"), "virtual_ipaddress {", "10.0.0.1", "}")
                        .messages())
                .singleElement()
                .asString()
                .startsWith("3:1: warning: 10.0.0.1 is set on this machine already");
    }

    @Test
    void holdAtMostAsManyAddressesAsAnAdvertCanCount() {
        String[] lines = new String[258];
        lines[0] = "virtual_ipaddress {";
        for (int i = 1; i <= 256; i++) {
            lines[i] = "10.0.1." + (i - 1);
        }
        lines[257] = "}";

        assertThat(Loading.instance(lines).errors()).singleElement().satisfies(e -> {
            assertThat(e.position().line()).isEqualTo(258);
            assertThat(e.message()).startsWith("an advert holds at most 255 addresses");
        });
    }
}
