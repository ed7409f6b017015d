package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/** Instances whose first virtual address is an IPv6 one. */
class Ipv6SettingsTest {
    private static final String ADDRESSES = "virtual_ipaddress {\nfe80::100\n2001:db8::100/64\n}";

    private static VirtualAddress address(String text, String scope) {
        return new VirtualAddress(
                Cidr.parse(text), new InterfaceName("eth0"), Optional.empty(), Optional.empty(), scope);
    }

    @Test
    void runOverIpv6InVersionThree() {
        Loading loading = Loading.instance(ADDRESSES);

        assertThat(loading.messages()).isEmpty();
        assertThat(loading.only().family()).isEqualTo(AddressFamily.INET6);
        assertThat(loading.only().version()).isEqualTo(3);
        assertThat(loading.only().virtualAddresses())
                .containsExactly(address("fe80::100/128", "link"), address("2001:db8::100/64", "global"));
    }

    @Test
    void useVersionThreeWhateverIsSaid() {
        assertThat(Loading.of("global_defs {\nvrrp_version 2\n}\n" + Loading.instanceText(ADDRESSES))
                        .only()
                        .version())
                .isEqualTo(3);
        Loading loading = Loading.instance("version 2", ADDRESSES);
        assertThat(loading.only().version()).isEqualTo(3);
        assertThat(loading.messages())
                .containsExactly("2:9: warning: VRRP version 2 has no IPv6; version 3 is used, as in keepalived");
    }

    @Test
    void mayAdvertiseInFractionsOfASecond() {
        assertThat(Loading.instance("advert_int 0.25", ADDRESSES).messages()).isEmpty();
    }

    @Test
    void setAddressesOfBothFamiliesButAdvertiseOne() {
        Loading loading = Loading.instance(
                ADDRESSES, "virtual_ipaddress_excluded {", "10.0.0.100/24 brd + label eth0:1", "2001:db8::101", "}");

        assertThat(loading.messages()).isEmpty();
        assertThat(loading.only().excludedAddresses())
                .extracting(a -> a.ip().toString())
                .containsExactly("10.0.0.100", "2001:db8::101");
        assertThat(Loading.instance("virtual_ipaddress {", "fe80::1", "10.0.0.1", "}")
                        .messages())
                .containsExactly("4:1: error: 10.0.0.1 is an IPv4 address, but fe80::1 on line 3 decides what the"
                        + " instance advertises; it may stand in virtual_ipaddress_excluded");
    }

    @Test
    void shouldBeginWithALinkLocalAddress() {
        assertThat(Loading.instance("virtual_ipaddress {", "2001:db8::100/64", "}")
                        .messages())
                .singleElement()
                .asString()
                .startsWith("3:1: warning: the first IPv6 address is to be a link-local one (RFC 9568 §5.2.9)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "brd +;          4:22: error: IPv6 has no broadcast addresses: keepalived would leave 2001:db8::100/64 out",
                "brd 10.0.0.255; 4:22: error: IPv6 has no broadcast addresses: keepalived would leave 2001:db8::100/64 out",
                "scope link;     '4:24: warning: an IPv6 address has the scope that it shows; what is said here is ignored, as in keepalived'"
            })
    void tellOfWordsThatIpv6DoesNotHave(String words, String message) {
        assertThat(Loading.instance("virtual_ipaddress {", "fe80::1", "2001:db8::100/64 " + words, "}")
                        .messages())
                .containsExactly(message);
    }

    @Test
    void areSetWithoutDuplicateAddressDetectionAnyway() {
        assertThat(Loading.instance("virtual_ipaddress {", "fe80::1 -nodad", "}")
                        .messages())
                .isEmpty();
    }

    @Test
    void refuseWhatIsNoAddressOfAnInterface() {
        assertThat(Loading.instance("virtual_ipaddress {", "ff02::12", "}").messages())
                .contains("3:1: error: ff02::12 cannot be an address of an interface");
        assertThat(Loading.instance("virtual_ipaddress {", "2001:db8::1/129", "}")
                        .messages())
                .contains("3:1: error: '2001:db8::1/129' is not an address: expected ADDRESS[/PREFIX]");
    }

    @Test
    void tellOfAdvertsThatDoNotFitIntoAFrame() {
        assertThat(Loading.instance(addresses(89)).messages()).isEmpty();
        assertThat(Loading.instance(addresses(90)).messages())
                .containsExactly("92:1: warning: an advert with more than 89 IPv6 addresses does not fit into 1500"
                        + " bytes and travels in pieces; put the rest into virtual_ipaddress_excluded");
        assertThat(Loading.instance(addresses(256)).errors()).hasSize(1);
    }

    private static String[] addresses(int number) {
        String[] lines = new String[number + 2];
        lines[0] = "virtual_ipaddress {";
        for (int i = 1; i <= number; i++) {
            lines[i] = "fe80::" + Integer.toHexString(i);
        }
        lines[number + 1] = "}";
        return lines;
    }

    @Test
    void takeSourceAndPeersOfTheSameFamily() {
        Loading loading =
                Loading.instance(ADDRESSES, "unicast_src_ip 2001:db8::11", "unicast_peer { 2001:db8::12 min_ttl 255 }");

        assertThat(loading.messages()).isEmpty();
        assertThat(loading.only().delivery().sourceAddress()).contains(IpAddress.parse("2001:db8::11"));
        assertThat(loading.only().delivery().peers())
                .containsExactly(new Peer(IpAddress.parse("2001:db8::12"), 255, 255));
        assertThat(Loading.instance(ADDRESSES, "unicast_peer {", "10.0.0.12", "}")
                        .messages())
                .contains("7:1: error: 10.0.0.12 is an IPv4 address: expected a peer's IPv6 address, the family of the"
                        + " first virtual address");
    }

    @Test
    void sendToTheGroupFromALinkLocalAddress() {
        assertThat(Loading.instance(ADDRESSES, "mcast_src_ip fe80::11").messages())
                .isEmpty();
        assertThat(Loading.instance(ADDRESSES, "mcast_src_ip 2001:db8::11").messages())
                .containsExactly("6:14: warning: adverts to ff02::12 come from a link-local address (fe80::…); others"
                        + " may drop those of 2001:db8::11");
    }

    @Test
    void areMeantByNativeIpv6() {
        assertThat(Loading.instance("native_ipv6", ADDRESSES).messages()).isEmpty();
        assertThat(Loading.instance("native_ipv6", "virtual_ipaddress { 10.0.0.1 }")
                        .messages())
                .containsExactly("2:1: error: native_ipv6 does not go with the IPv4 address 10.0.0.1: keepalived would"
                        + " leave all IPv4 addresses out");
        assertThat(Loading.instance("native_ipv6", "no_virtual_ipaddress", "virtual_ipaddress { }")
                        .only()
                        .family())
                .isEqualTo(AddressFamily.INET6);
    }

    @Test
    void areKnownByPeersWhereNoAddressIsAdvertised() {
        assertThat(Loading.instance("no_virtual_ipaddress", "virtual_ipaddress { }", "unicast_peer { fe80::12 }")
                        .only()
                        .family())
                .isEqualTo(AddressFamily.INET6);
        assertThat(Loading.instance("no_virtual_ipaddress", "virtual_ipaddress { }")
                        .only()
                        .family())
                .isEqualTo(AddressFamily.INET);
    }

    @Test
    void haveNoAuthenticationAsVersionThreeHasNone() {
        assertThat(Loading.instance(ADDRESSES, "authentication {", "auth_type PASS", "auth_pass x", "}")
                        .messages())
                .containsExactly("6:1: warning: VRRP version 3 has no authentication; ignored"
                        + " (auth_hmac goes with both versions)");
    }

    @Test
    void tellThatTheCloudsSecondaryAddressesAreIpv4() {
        String cloud = "cloud_provider a {\nendpoint https://x/\ncredentials_file y\n}\n";
        assertThat(Loading.of(cloud + Loading.instanceText(ADDRESSES, "cloud a {", "secondary_ip", "}"))
                        .messages())
                .contains("11:1: error: secondary_ip without an address: VI_1 advertises no IPv4 address");
        assertThat(Loading.of(cloud
                                + Loading.instanceText(ADDRESSES, "cloud a {", "port_forward 192.0.2.1 tcp 80", "}"))
                        .messages())
                .contains("11:1: error: port_forward without a target: VI_1 has no IPv4 address");
    }
}
