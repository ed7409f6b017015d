package org.vipagent.vrrp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Decoded.Dropped;
import org.vipagent.vrrp.wire.Decoded.Valid;

/** Our codec against the bytes of keepalived 2.2.7, keepalived 2.4.3 and FRR 8.4.4. */
class CapturedAdvertsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long FIFTH = 200_000_000L;
    private static final List<IpAddress> TWO = List.of(IpAddress.parse("10.5.0.100"), IpAddress.parse("10.5.0.101"));
    private static final List<IpAddress> ONE = List.of(IpAddress.parse("10.5.0.100"));
    private static final List<IpAddress> TWO_V6 =
            List.of(IpAddress.parse("fe80::100"), IpAddress.parse("2001:db8:5::100"));
    private static final List<IpAddress> FRR_V6 = List.of(IpAddress.parse("2001:db8:5::100"));

    private static final AdvertFormat V2 = v2(TWO, Authentication.none(), false);
    private static final AdvertFormat V3 = v3(AddressFamily.INET, FIFTH, TWO, false, false);
    private static final AdvertFormat V3_PLAIN_SUM = v3(AddressFamily.INET, FIFTH, TWO, true, false);
    private static final AdvertFormat V3_UNICAST = v3(AddressFamily.INET, FIFTH, TWO, false, true);
    private static final AdvertFormat V3_IPV6 = v3(AddressFamily.INET6, FIFTH, TWO_V6, false, false);

    static Stream<Arguments> understood() {
        return Stream.of(
                Arguments.of("frr-8.4.4-v2", v2(ONE, Authentication.none(), false)),
                Arguments.of("frr-8.4.4-v3-ipv4-ipv6", v3(AddressFamily.INET, SECOND, ONE, false, false)),
                Arguments.of("frr-8.4.4-v3-ipv4-ipv6", v3(AddressFamily.INET6, SECOND, FRR_V6, false, false)),
                Arguments.of("keepalived-2.2.7-v2-none", V2),
                Arguments.of("keepalived-2.2.7-v2-pass", v2(TWO, Authentication.password("foo"), false)),
                Arguments.of("keepalived-2.2.7-v2-unicast-pass", v2(TWO, Authentication.password("1111"), true)),
                Arguments.of("keepalived-2.2.7-v3-ipv4", V3),
                Arguments.of("keepalived-2.2.7-v3-ipv4-unicast", V3_UNICAST),
                Arguments.of("keepalived-2.2.7-v3-ipv6", V3_IPV6),
                Arguments.of("keepalived-2.4.3-v2-none", V2),
                Arguments.of("keepalived-2.4.3-v2-pass", v2(TWO, Authentication.password("foo"), false)),
                Arguments.of("keepalived-2.4.3-v2-unicast-pass", v2(TWO, Authentication.password("1111"), true)),
                Arguments.of("keepalived-2.4.3-v3-ipv4", V3),
                Arguments.of("keepalived-2.4.3-v3-ipv4-checksum-as-v2", V3_PLAIN_SUM),
                Arguments.of("keepalived-2.4.3-v3-ipv4-unicast", V3_UNICAST),
                Arguments.of("keepalived-2.4.3-v3-ipv6", V3_IPV6));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("understood")
    void decodesWhatOthersSend(String name, AdvertFormat format) {
        List<Datagram> datagrams = Capture.read(name).of(format.family());
        assertThat(datagrams).hasSizeGreaterThan(3);
        for (int i = 0; i < datagrams.size(); i++) {
            int priority = i < datagrams.size() - 1 ? 150 : 0;
            Advert expected =
                    new Advert(format.version(), 51, priority, format.advertIntervalNanos(), format.addresses());
            assertThat(AdvertCodec.decode(datagrams.get(i), format)).isEqualTo(new Valid(expected, false));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("understood")
    void sendsTheVeryBytesThatOthersSend(String name, AdvertFormat format) {
        List<Datagram> datagrams = Capture.read(name).of(format.family());
        for (int i = 0; i < datagrams.size(); i++) {
            Datagram theirs = datagrams.get(i);
            byte[] target = new byte[AdvertCodec.MAXIMUM_LENGTH];
            Arrays.fill(target, (byte) 0xaa);
            int priority = i < datagrams.size() - 1 ? 150 : 0;
            int length = AdvertCodec.encode(format, priority, theirs.source(), theirs.destination(), target);
            assertThat(Arrays.copyOf(target, length)).isEqualTo(bytes(theirs));
        }
    }

    static Stream<Arguments> refused() {
        AdvertFormat password = v2(TWO, Authentication.password("foo"), false);
        return Stream.of(
                // The authentication header stands where the VRRP message should: its first byte reads as version 7.
                Arguments.of("keepalived-2.2.7-v2-ah", V2, DropReason.WRONG_VERSION),
                Arguments.of("keepalived-2.4.3-v2-ah", V2, DropReason.WRONG_VERSION),
                Arguments.of("keepalived-2.4.3-v2-hmac-key1", V2, DropReason.WRONG_LENGTH),
                Arguments.of("keepalived-2.4.3-v3-ipv4-hmac-key2", V3, DropReason.WRONG_LENGTH),
                Arguments.of("keepalived-2.4.3-v3-ipv4-unicast-hmac-key1", V3_UNICAST, DropReason.WRONG_LENGTH),
                Arguments.of("keepalived-2.4.3-v3-ipv6-hmac-key1", V3_IPV6, DropReason.WRONG_LENGTH),
                Arguments.of("keepalived-2.2.7-v2-none", V3, DropReason.WRONG_VERSION),
                Arguments.of("keepalived-2.2.7-v3-ipv4", V2, DropReason.WRONG_VERSION),
                Arguments.of("keepalived-2.2.7-v2-none", password, DropReason.BAD_AUTH_TYPE),
                Arguments.of("keepalived-2.2.7-v2-pass", V2, DropReason.BAD_AUTH_TYPE),
                Arguments.of(
                        "keepalived-2.2.7-v2-pass",
                        v2(TWO, Authentication.password("fop"), false),
                        DropReason.BAD_PASSWORD),
                Arguments.of("keepalived-2.2.7-v3-ipv4-unicast", V3, DropReason.UNICAST_MULTICAST_MISMATCH),
                Arguments.of("keepalived-2.2.7-v3-ipv4", V3_UNICAST, DropReason.UNICAST_MULTICAST_MISMATCH));
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @MethodSource("refused")
    void namesWhyItDoesNotBelieveAPacket(String name, AdvertFormat format, DropReason reason) {
        for (Datagram datagram : Capture.read(name).datagrams()) {
            assertThat(AdvertCodec.decode(datagram, format)).isEqualTo(new Dropped(reason));
        }
    }

    @Test
    void refusesTheMessageInsideAnAuthenticationHeaderByItsAuthType() {
        int authenticationHeader = 24;
        for (Datagram ah : Capture.read("keepalived-2.2.7-v2-ah").datagrams()) {
            Datagram inner = new Datagram(
                    ah.source(),
                    ah.destination(),
                    ah.ttl(),
                    ah.buffer(),
                    ah.offset() + authenticationHeader,
                    ah.length() - authenticationHeader);
            assertThat(AdvertCodec.decode(inner, V2)).isEqualTo(new Dropped(DropReason.BAD_AUTH_TYPE));
        }
    }

    @Test
    void takesBothChecksumFormsOverIpv4AndTellsWhichItWas() {
        Datagram pseudoHeader =
                Capture.read("keepalived-2.4.3-v3-ipv4").datagrams().get(0);
        Datagram plain = Capture.read("keepalived-2.4.3-v3-ipv4-checksum-as-v2")
                .datagrams()
                .get(0);
        assertThat(AdvertCodec.decode(pseudoHeader, V3_PLAIN_SUM))
                .isInstanceOfSatisfying(
                        Valid.class, v -> assertThat(v.otherChecksumForm()).isTrue());
        assertThat(AdvertCodec.decode(plain, V3))
                .isInstanceOfSatisfying(
                        Valid.class, v -> assertThat(v.otherChecksumForm()).isTrue());
    }

    @Test
    void sumsTheRealDestinationOfAUnicastAdvert() {
        Datagram unicast =
                Capture.read("keepalived-2.2.7-v3-ipv4-unicast").datagrams().get(0);
        Datagram redirected = new Datagram(
                unicast.source(),
                IpAddress.parse("10.5.0.196"),
                unicast.ttl(),
                unicast.buffer(),
                unicast.offset(),
                unicast.length());
        assertThat(AdvertCodec.decode(redirected, V3_UNICAST)).isEqualTo(new Dropped(DropReason.BAD_CHECKSUM));
    }

    private static AdvertFormat v2(List<IpAddress> addresses, Authentication authentication, boolean unicast) {
        return new AdvertFormat(2, 51, AddressFamily.INET, SECOND, addresses, authentication, false, unicast);
    }

    private static AdvertFormat v3(
            AddressFamily family, long interval, List<IpAddress> addresses, boolean plainSum, boolean unicast) {
        return new AdvertFormat(3, 51, family, interval, addresses, Authentication.none(), plainSum, unicast);
    }

    private static byte[] bytes(Datagram datagram) {
        return Arrays.copyOfRange(datagram.buffer(), datagram.offset(), datagram.offset() + datagram.length());
    }
}
