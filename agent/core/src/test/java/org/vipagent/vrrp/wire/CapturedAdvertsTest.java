package org.vipagent.vrrp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Decoded.Dropped;
import org.vipagent.vrrp.wire.Decoded.Valid;
import org.vipagent.vrrp.wire.Hmac.AntiReplay;
import org.vipagent.vrrp.wire.Hmac.Mode;

/** Our bytes against those of keepalived 2.2.7, keepalived 2.4.3 and FRR 8.4.4, in every form that they have. */
class CapturedAdvertsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long FIFTH = 200_000_000L;
    private static final List<IpAddress> TWO = List.of(IpAddress.parse("10.5.0.100"), IpAddress.parse("10.5.0.101"));
    private static final List<IpAddress> ONE = List.of(IpAddress.parse("10.5.0.100"));
    private static final List<IpAddress> TWO_V6 =
            List.of(IpAddress.parse("fe80::100"), IpAddress.parse("2001:db8:5::100"));
    private static final List<IpAddress> FRR_V6 = List.of(IpAddress.parse("2001:db8:5::100"));

    private static final byte[] KEY1 =
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final byte[] KEY2 = "abcdefghijklmnopqrstuvwxyz0123456789ABCD".getBytes(StandardCharsets.US_ASCII);

    private static final AdvertFormat V2 = v2(TWO, Authentication.none(), false);
    private static final AdvertFormat V2_AH = v2(TWO, Authentication.header("secret12"), false);
    private static final AdvertFormat V3 = v3(AddressFamily.INET, FIFTH, TWO, false, false);
    private static final AdvertFormat V3_PLAIN_SUM = v3(AddressFamily.INET, FIFTH, TWO, true, false);
    private static final AdvertFormat V3_UNICAST = v3(AddressFamily.INET, FIFTH, TWO, false, true);
    private static final AdvertFormat V3_IPV6 = v3(AddressFamily.INET6, FIFTH, TWO_V6, false, false);

    /** A capture and the configuration that its sender had. */
    record Session(String capture, AdvertFormat format, Optional<Hmac> hmac) {
        AdvertExchange exchange() {
            Transport transport = format.authentication().isHeader() ? Transport.AUTHENTICATION_HEADER : Transport.VRRP;
            return new AdvertExchange(format, hmac, transport);
        }

        List<Datagram> datagrams() {
            return Capture.read(capture).of(format.family());
        }

        /** Others go down with a last advert of priority 0. */
        int priority(int index) {
            return index < datagrams().size() - 1 ? 150 : 0;
        }

        /** The wall clock at which it was sent, as far as the packet tells. */
        long realtime(Datagram datagram) {
            if (!capture.contains("hmac")) {
                return 0;
            }
            byte[] payload = Capture.payload(datagram);
            ByteBuffer stamp = ByteBuffer.wrap(payload, payload.length - 24, 8);
            long seconds = stamp.getInt() & 0xffffffffL;
            long fraction = stamp.getShort() & 0xffff;
            return seconds * SECOND + (fraction * SECOND + 65_535) / 65_536;
        }

        @Override
        public String toString() {
            return capture + " " + format.family();
        }
    }

    static Stream<Session> sessions() {
        return Stream.of(
                new Session("frr-8.4.4-v2", v2(ONE, Authentication.none(), false), none()),
                new Session("frr-8.4.4-v3-ipv4-ipv6", v3(AddressFamily.INET, SECOND, ONE, false, false), none()),
                new Session("frr-8.4.4-v3-ipv4-ipv6", v3(AddressFamily.INET6, SECOND, FRR_V6, false, false), none()),
                new Session("keepalived-2.2.7-v2-ah", V2_AH, none()),
                new Session("keepalived-2.2.7-v2-none", V2, none()),
                new Session("keepalived-2.2.7-v2-pass", v2(TWO, Authentication.password("foo"), false), none()),
                new Session("keepalived-2.2.7-v2-unicast-pass", v2(TWO, Authentication.password("1111"), true), none()),
                new Session("keepalived-2.2.7-v3-ipv4", V3, none()),
                new Session("keepalived-2.2.7-v3-ipv4-unicast", V3_UNICAST, none()),
                new Session("keepalived-2.2.7-v3-ipv6", V3_IPV6, none()),
                new Session("keepalived-2.4.3-v2-ah", V2_AH, none()),
                new Session("keepalived-2.4.3-v2-hmac-key1", V2, hmac(KEY1, KEY2, 1)),
                new Session("keepalived-2.4.3-v2-none", V2, none()),
                new Session("keepalived-2.4.3-v2-pass", v2(TWO, Authentication.password("foo"), false), none()),
                new Session("keepalived-2.4.3-v2-unicast-pass", v2(TWO, Authentication.password("1111"), true), none()),
                new Session("keepalived-2.4.3-v3-ipv4", V3, none()),
                new Session("keepalived-2.4.3-v3-ipv4-checksum-as-v2", V3_PLAIN_SUM, none()),
                new Session("keepalived-2.4.3-v3-ipv4-hmac-key2", V3, hmac(KEY1, KEY2, 2)),
                new Session("keepalived-2.4.3-v3-ipv4-unicast", V3_UNICAST, none()),
                new Session("keepalived-2.4.3-v3-ipv4-unicast-hmac-key1", V3_UNICAST, hmac(KEY1, KEY2, 1)),
                new Session("keepalived-2.4.3-v3-ipv6", V3_IPV6, none()),
                new Session("keepalived-2.4.3-v3-ipv6-hmac-key1", V3_IPV6, hmac(KEY1, KEY2, 1)));
    }

    @Test
    void noCaptureIsLeftOut() throws Exception {
        List<String> files;
        try (var stream = Files.list(Path.of(getClass().getResource("/captures").toURI()))) {
            files = stream.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".hex"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .toList();
        }
        assertThat(sessions().map(Session::capture).distinct()).containsExactlyInAnyOrderElementsOf(files);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sessions")
    void decodesAndAuthenticatesWhatOthersSend(Session session) {
        AdvertFormat format = session.format();
        AdvertExchange exchange = session.exchange();
        List<Datagram> datagrams = session.datagrams();
        assertThat(datagrams).hasSizeGreaterThan(3);
        for (int i = 0; i < datagrams.size(); i++) {
            Advert expected = new Advert(
                    format.version(), 51, session.priority(i), format.advertIntervalNanos(), format.addresses());
            Datagram theirs = datagrams.get(i);
            assertThat(exchange.decode(theirs, session.realtime(theirs)))
                    .isEqualTo(new Valid(
                            expected, format.checksumForm(), session.hmac().isPresent(), 0));
            assertThat(AdvertCodec.peekVrid(theirs)).isEqualTo(51);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sessions")
    void sendsTheVeryBytesThatOthersSend(Session session) {
        AdvertExchange exchange = session.exchange();
        List<Datagram> datagrams = session.datagrams();
        for (int i = 0; i < datagrams.size(); i++) {
            Datagram theirs = datagrams.get(i);
            byte[] target = new byte[AdvertCodec.MAXIMUM_LENGTH];
            Arrays.fill(target, (byte) 0xaa);
            Encoded encoded = exchange.encode(
                    session.priority(i), theirs.source(), theirs.destination(), session.realtime(theirs), target);
            assertThat(Arrays.copyOf(target, encoded.length())).isEqualTo(Capture.payload(theirs));
            boolean header = session.format().authentication().isHeader();
            assertThat(encoded.identification()).isEqualTo(header ? Capture.identification(theirs) : 0);
        }
    }

    static Stream<Arguments> refused() {
        AdvertFormat password = v2(TWO, Authentication.password("foo"), false);
        return Stream.of(
                refused("keepalived-2.2.7-v2-ah", V2, none(), DropReason.BAD_AUTH_TYPE),
                refused("keepalived-2.4.3-v2-ah", password, none(), DropReason.BAD_AUTH_TYPE),
                refused("keepalived-2.4.3-v2-pass", V2_AH, none(), DropReason.BAD_AUTH_TYPE),
                refused(
                        "keepalived-2.2.7-v2-ah",
                        v2(TWO, Authentication.header("secret13"), false),
                        none(),
                        DropReason.BAD_AUTH_HEADER),
                refused("keepalived-2.4.3-v2-hmac-key1", V2, none(), DropReason.WRONG_LENGTH),
                refused("keepalived-2.4.3-v3-ipv4-hmac-key2", V3, none(), DropReason.WRONG_LENGTH),
                refused("keepalived-2.4.3-v3-ipv4-unicast-hmac-key1", V3_UNICAST, none(), DropReason.WRONG_LENGTH),
                refused("keepalived-2.4.3-v3-ipv6-hmac-key1", V3_IPV6, none(), DropReason.WRONG_LENGTH),
                refused("keepalived-2.4.3-v2-hmac-key1", V2, hmac(KEY2, KEY1, 1), DropReason.BAD_HMAC),
                refused("keepalived-2.4.3-v3-ipv4-hmac-key2", V3, hmac(KEY2, KEY1, 1), DropReason.BAD_HMAC),
                refused(
                        "keepalived-2.4.3-v3-ipv4-unicast-hmac-key1",
                        V3_UNICAST,
                        hmac(KEY2, KEY1, 1),
                        DropReason.BAD_HMAC),
                refused("keepalived-2.4.3-v3-ipv6-hmac-key1", V3_IPV6, hmac(KEY2, KEY1, 1), DropReason.BAD_HMAC),
                refused("keepalived-2.4.3-v3-ipv4-hmac-key2", V3, only(1, KEY1), DropReason.UNKNOWN_KEY),
                refused("keepalived-2.4.3-v3-ipv4", V3, hmac(KEY1, KEY2, 1), DropReason.MISSING_HMAC),
                refused("keepalived-2.2.7-v2-none", V3, none(), DropReason.WRONG_VERSION),
                refused("keepalived-2.2.7-v3-ipv4", V2, none(), DropReason.WRONG_VERSION),
                refused("keepalived-2.2.7-v2-none", password, none(), DropReason.BAD_AUTH_TYPE),
                refused("keepalived-2.2.7-v2-pass", V2, none(), DropReason.BAD_AUTH_TYPE),
                refused(
                        "keepalived-2.2.7-v2-pass",
                        v2(TWO, Authentication.password("fop"), false),
                        none(),
                        DropReason.BAD_PASSWORD),
                refused("keepalived-2.2.7-v3-ipv4-unicast", V3, none(), DropReason.UNICAST_MULTICAST_MISMATCH),
                refused("keepalived-2.2.7-v3-ipv4", V3_UNICAST, none(), DropReason.UNICAST_MULTICAST_MISMATCH));
    }

    private static Arguments refused(String capture, AdvertFormat format, Optional<Hmac> hmac, DropReason reason) {
        return Arguments.of(new Session(capture, format, hmac), reason);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refused")
    void namesWhyItDoesNotBelieveAPacket(Session session, DropReason reason) {
        for (Datagram datagram : session.datagrams()) {
            assertThat(session.exchange().decode(datagram, session.realtime(datagram)))
                    .isEqualTo(new Dropped(reason));
        }
    }

    static Stream<Session> authenticated() {
        return sessions()
                .filter(session -> session.hmac().isPresent()
                        || session.format().authentication().isHeader());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("authenticated")
    void noBitOfAnAuthenticatedPacketCanBeChanged(Session session) {
        Datagram theirs = session.datagrams().get(0);
        for (int at = theirs.offset(); at < theirs.offset() + theirs.length(); at++) {
            for (int bit = 0; bit < 8; bit++) {
                theirs.buffer()[at] ^= (byte) (1 << bit);
                assertThat(session.exchange().decode(theirs, session.realtime(theirs)))
                        .isInstanceOf(Dropped.class);
                theirs.buffer()[at] ^= (byte) (1 << bit);
            }
        }
    }

    @Test
    void takesBothChecksumFormsOverIpv4AndTellsWhichItWas() {
        Datagram pseudoHeader =
                Capture.read("keepalived-2.4.3-v3-ipv4").datagrams().get(0);
        Datagram plain = Capture.read("keepalived-2.4.3-v3-ipv4-checksum-as-v2")
                .datagrams()
                .get(0);
        assertThat(form(pseudoHeader, V3_PLAIN_SUM)).isEqualTo(ChecksumForm.PSEUDO_HEADER);
        assertThat(form(plain, V3)).isEqualTo(ChecksumForm.MESSAGE_ALONE);
    }

    private static ChecksumForm form(Datagram datagram, AdvertFormat format) {
        return ((Valid) AdvertExchange.plain(format).decode(datagram, 0)).checksum();
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
        assertThat(AdvertExchange.plain(V3_UNICAST).decode(redirected, 0))
                .isEqualTo(new Dropped(DropReason.BAD_CHECKSUM));
    }

    private static AdvertFormat v2(List<IpAddress> addresses, Authentication authentication, boolean unicast) {
        return new AdvertFormat(2, 51, AddressFamily.INET, SECOND, addresses, authentication, false, unicast);
    }

    private static AdvertFormat v3(
            AddressFamily family, long interval, List<IpAddress> addresses, boolean plainSum, boolean unicast) {
        return new AdvertFormat(3, 51, family, interval, addresses, Authentication.none(), plainSum, unicast);
    }

    private static Optional<Hmac> none() {
        return Optional.empty();
    }

    private static Optional<Hmac> hmac(byte[] key1, byte[] key2, int active) {
        List<Hmac.Key> keys = List.of(new Hmac.Key(1, key1), new Hmac.Key(2, key2));
        return Optional.of(new Hmac(keys, active, AntiReplay.TIME, 5 * SECOND, Mode.ENFORCE));
    }

    private static Optional<Hmac> only(int id, byte[] key) {
        return Optional.of(new Hmac(List.of(new Hmac.Key(id, key)), id, AntiReplay.TIME, 5 * SECOND, Mode.ENFORCE));
    }
}
