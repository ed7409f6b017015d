package org.vipagent.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "10.5.0.100,10.5.0.100",
        "2001:DB8:0:0:1:0:0:1,2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
        "0:0:0:0:0:0:0:0,::",
        "::1,::1",
        "fe80::,fe80::",
        "ff02::12,ff02::12"
    })
    void printsTheCanonicalForm(String text, String canonical) {
        assertThat(IpAddress.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.5.0",
                "10.5.0.256",
                "10.05.0.1",
                "10.5.0.1.2",
                "1e.0.0.1",
                "fe80::1%eth0",
                "::ffff:10.0.0.1",
                "1:2:3",
                "g::1",
                ":",
                "٣.0.0.1"
            })
    void refusesWhatIsNoLiteral(String text) {
        assertThat(IpAddress.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> IpAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ordersAsUnsignedNumbersInNetworkByteOrder() {
        // RFC 9568 §6.4.3: the tie-break; a signed comparison would put 200 before 100.
        assertThat(IpAddress.parse("10.0.0.200")).isGreaterThan(IpAddress.parse("10.0.0.100"));
        assertThat(IpAddress.parse("10.0.1.1")).isGreaterThan(IpAddress.parse("10.0.0.255"));
        assertThat(IpAddress.parse("ff02::1")).isGreaterThan(IpAddress.parse("2001::1"));
    }

    @Property
    void readsBackWhatItPrints(@ForAll("addresses") IpAddress address) throws Exception {
        assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
        assertThat(InetAddress.getByName(address.toString()).getAddress()).isEqualTo(address.toBytes());
    }

    @Property
    void neverThrowsAnythingElseOnAnyText(@ForAll String text) {
        IpAddress.tryParse(text);
        Cidr.tryParse(text);
        MacAddress.tryParse(text);
        PortRange.tryParse(text);
    }

    @Provide
    Arbitrary<IpAddress> addresses() {
        Arbitrary<byte[]> v4 = Arbitraries.bytes().array(byte[].class).ofSize(4);
        // Mostly zero groups, so that the compression of RFC 5952 is exercised.
        Arbitrary<byte[]> v6 = Arbitraries.of((byte) 0, (byte) 0, (byte) 0, (byte) 1, (byte) 0xff, (byte) 0x20)
                .array(byte[].class)
                .ofSize(16);
        return Arbitraries.oneOf(v4, v6)
                .map(IpAddress::of)
                .filter(a -> a.family() == AddressFamily.INET || !a.toString().startsWith("::ffff:"));
    }
}
