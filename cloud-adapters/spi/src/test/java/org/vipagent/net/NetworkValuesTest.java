package org.vipagent.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NetworkValuesTest {
    @Test
    void aPrefixKeepsItsHostBits() {
        assertThat(Cidr.parse("10.5.0.100/21")).hasToString("10.5.0.100/21");
        assertThat(Cidr.parse("10.5.0.100")).isEqualTo(Cidr.host(IpAddress.parse("10.5.0.100")));
        assertThat(Cidr.tryParse("10.5.0.100/33")).isEmpty();
        assertThat(Cidr.tryParse("10.5.0.100/")).isEmpty();
    }

    @Test
    void aNetworkContainsItsAddressesAndNoOthers() {
        Cidr network = Cidr.parse("10.5.0.133/21");
        assertThat(network.contains(IpAddress.parse("10.5.7.255"))).isTrue();
        assertThat(network.contains(IpAddress.parse("10.5.8.0"))).isFalse();
        assertThat(network.contains(IpAddress.parse("fe80::1"))).isFalse();
        assertThat(Cidr.parse("0.0.0.0/0").contains(IpAddress.parse("203.0.113.9")))
                .isTrue();
    }

    @Test
    void hardwareAddressesAreReadInBothSpellings() {
        assertThat(MacAddress.parse("02:00:56:DF:00:0f")).hasToString("02:00:56:df:00:0f");
        assertThat(MacAddress.parse("02-00-56-df-00-0f")).isEqualTo(MacAddress.parse("02:00:56:df:00:0f"));
        assertThat(MacAddress.of(MacAddress.BROADCAST.toBytes(), 0)).isEqualTo(MacAddress.BROADCAST);
        assertThat(MacAddress.tryParse("02:00:56:df:00")).isEmpty();
    }

    @Test
    void interfaceNamesFollowTheKernelsRule() {
        assertThat(InterfaceName.isValid("eth0.100")).isTrue();
        assertThatThrownBy(() -> new InterfaceName("sixteencharacter")).isInstanceOf(IllegalArgumentException.class);
        assertThat(InterfaceName.isValid("a/b")).isFalse();
        assertThat(InterfaceName.isValid("..")).isFalse();
    }

    @Test
    void portsAreReadAsOneOrARange() {
        assertThat(PortRange.tryParse("8000-8010"))
                .hasValueSatisfying(r -> assertThat(r.size()).isEqualTo(11));
        assertThat(PortRange.tryParse("0")).isEmpty();
        assertThat(PortRange.tryParse("70000")).isEmpty();
        assertThat(PortRange.tryParse("20-10")).isEmpty();
    }
}
