package org.vipagent.vrrp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Decoded.Dropped;
import org.vipagent.vrrp.wire.Decoded.Valid;

/** Each rule of RFC 9568 §5 and §7.1 on one packet that is right but for that rule. */
class AdvertCodecTest {
    private static final long SECOND = 1_000_000_000L;
    private static final IpAddress SENDER = IpAddress.parse("10.0.0.1");
    private static final IpAddress RECEIVER = IpAddress.parse("10.0.0.2");
    private static final List<IpAddress> VIPS = List.of(IpAddress.parse("10.0.0.100"), IpAddress.parse("10.0.0.101"));
    private static final AdvertFormat V3 = v3(VIPS, false);
    private static final AdvertFormat V2 =
            new AdvertFormat(2, 7, AddressFamily.INET, SECOND, VIPS, Authentication.password("secret78"), false, false);

    @Test
    void believesARightPacket() {
        assertThat(decode(message(V3), V3))
                .isEqualTo(new Valid(new Advert(3, 7, 100, SECOND, VIPS), ChecksumForm.PSEUDO_HEADER, false, 0));
    }

    @Test
    void dropsMulticastThatDidNotArriveWithTtl255() {
        byte[] message = message(V3);
        Datagram routed = new Datagram(SENDER, AdvertCodec.GROUP, 254, message, 0, message.length);
        assertThat(read(routed, V3)).isEqualTo(new Dropped(DropReason.TTL_NOT_255));
    }

    @Test
    void acceptsRoutedUnicast() {
        AdvertFormat unicast = v3(VIPS, true);
        byte[] target = new byte[AdvertCodec.MAXIMUM_LENGTH];
        int length = AdvertCodec.encode(unicast, 100, SENDER, RECEIVER, target);
        Datagram routed = new Datagram(SENDER, RECEIVER, 60, target, 0, length);
        assertThat(read(routed, unicast)).isInstanceOf(Valid.class);
    }

    @Test
    void dropsEveryTruncation() {
        byte[] message = message(V3);
        for (int length = 0; length < message.length; length++) {
            assertThat(decode(Arrays.copyOf(message, length), V3)).isEqualTo(new Dropped(DropReason.TRUNCATED));
        }
    }

    @Test
    void dropsATypeThatIsNoAdvertisement() {
        assertDropped(V3, 0, 0x32, DropReason.WRONG_TYPE);
    }

    @Test
    void dropsAnAdvertWithoutAddressesUnlessItHasNoneItself() {
        AdvertFormat empty = v3(List.of(), false);
        assertThat(decode(message(empty), V3)).isEqualTo(new Dropped(DropReason.NO_ADDRESSES));
        assertThat(decode(message(empty), empty)).isInstanceOf(Valid.class);
    }

    @Test
    void dropsAWrongChecksum() {
        byte[] message = message(V3);
        message[2] = 101;
        assertThat(decode(message, V3)).isEqualTo(new Dropped(DropReason.BAD_CHECKSUM));
        message = message(V2);
        message[2] = 101;
        assertThat(decode(message, V2)).isEqualTo(new Dropped(DropReason.BAD_CHECKSUM));
    }

    @Test
    void dropsAnIntervalOfZero() {
        byte[] message = message(V3);
        message[4] = 0;
        message[5] = 0;
        assertThat(decode(summed(message, true), V3)).isEqualTo(new Dropped(DropReason.INTERVAL_ZERO));
    }

    @Test
    void ignoresTheReservedBits() {
        byte[] message = message(V3);
        message[4] |= (byte) 0xf0;
        assertThat(decode(summed(message, true), V3)).isInstanceOfSatisfying(Valid.class, valid -> assertThat(
                        valid.advert().advertIntervalNanos())
                .isEqualTo(SECOND));
    }

    @Test
    void dropsAnotherVrid() {
        assertDropped(V3, 1, 8, DropReason.UNKNOWN_VRID);
    }

    @Test
    void dropsAnotherIntervalInVersion2Only() {
        assertDropped(V2, 5, 2, DropReason.INTERVAL_MISMATCH);
        byte[] message = message(V3);
        message[5] = 50;
        assertThat(decode(summed(message, true), V3)).isInstanceOf(Valid.class);
    }

    @Test
    void dropsAnotherPasswordAndIgnoresTheFieldWithoutAuthentication() {
        assertDropped(V2, 23, 'x', DropReason.BAD_PASSWORD);
        AdvertFormat none =
                new AdvertFormat(2, 7, AddressFamily.INET, SECOND, VIPS, Authentication.none(), false, false);
        byte[] message = message(none);
        message[message.length - 1] = 1;
        assertThat(decode(summed(message, false), none)).isInstanceOf(Valid.class);
    }

    @Test
    void readsAListThatIsNotOurs() {
        List<IpAddress> theirs = List.of(IpAddress.parse("10.0.0.101"), IpAddress.parse("10.0.0.102"));
        assertThat(decode(message(v3(theirs, false)), V3)).isInstanceOfSatisfying(Valid.class, valid -> assertThat(
                        valid.advert().addresses())
                .isEqualTo(theirs));
    }

    @Test
    void cutsALongPasswordAndNeverShowsIt() {
        assertThat(Authentication.password("secret78-and-more")).isEqualTo(Authentication.password("secret78"));
        assertThat(Authentication.password("secret78")).isNotEqualTo(Authentication.password("secret7"));
        assertThat(V2.toString()).doesNotContain("secret");
    }

    @Test
    void refusesAFormatThatNoAdvertCanCarry() {
        assertThatThrownBy(() -> new AdvertFormat(
                        2, 7, AddressFamily.INET, SECOND / 2, VIPS, Authentication.none(), false, false))
                .hasMessageContaining("interval");
        assertThatThrownBy(() -> new AdvertFormat(
                        3, 7, AddressFamily.INET, 41 * SECOND, VIPS, Authentication.none(), false, false))
                .hasMessageContaining("interval");
        assertThatThrownBy(() ->
                        new AdvertFormat(3, 7, AddressFamily.INET6, SECOND, VIPS, Authentication.none(), false, false))
                .hasMessageContaining("family");
    }

    @Test
    void findsTheVridOfAnythingLongEnough() {
        assertThat(AdvertCodec.peekVrid(datagram(message(V3)))).isEqualTo(7);
        assertThat(AdvertCodec.peekVrid(datagram(new byte[1]))).isEqualTo(-1);
    }

    @Property(tries = 500)
    void readsBackWhatItWrote(@ForAll("formats") AdvertFormat format, @ForAll @IntRange(max = 255) int priority) {
        IpAddress source = format.family() == AddressFamily.INET ? SENDER : IpAddress.parse("fe80::1");
        IpAddress destination = format.unicast() ? RECEIVER : AdvertCodec.group(format.family());
        byte[] target = new byte[AdvertCodec.MAXIMUM_LENGTH];
        int length = AdvertCodec.encode(format, priority, source, destination, target);
        Advert expected =
                new Advert(format.version(), format.vrid(), priority, format.advertIntervalNanos(), format.addresses());
        Datagram datagram = new Datagram(source, destination, 255, target, 0, length);
        assertThat(read(datagram, format)).isEqualTo(new Valid(expected, format.checksumForm(), false, 0));
    }

    @Property(tries = 2000)
    void neverThrowsOnRandomBytes(@ForAll byte[] bytes, @ForAll("formats") AdvertFormat format) {
        assertThat(decode(bytes, format)).isNotNull();
    }

    /** Random bytes rarely pass the first check; these get as far as each of them. */
    @Property(tries = 2000)
    void neverThrowsOnDamagedAdverts(
            @ForAll("formats") AdvertFormat format,
            @ForAll @IntRange(max = 4087) int at,
            @ForAll byte value,
            @ForAll @IntRange(max = 40) int cut) {
        byte[] target = new byte[AdvertCodec.MAXIMUM_LENGTH];
        int length = AdvertCodec.encode(format, 100, SENDER, AdvertCodec.GROUP, target);
        byte[] message = Arrays.copyOf(target, Math.max(0, length - cut));
        if (message.length > 0) {
            message[at % message.length] = value;
        }
        assertThat(decode(message, format)).isNotNull();
    }

    @Provide
    Arbitrary<AdvertFormat> formats() {
        Arbitrary<Integer> kind = Arbitraries.integers().between(0, 5);
        Arbitrary<Integer> vrid = Arbitraries.integers().between(1, 255);
        Arbitrary<Integer> units = Arbitraries.integers().between(1, 255);
        Arbitrary<Integer> count = Arbitraries.integers().between(0, 255);
        return Combinators.combine(kind, vrid, units, count).as(AdvertCodecTest::format);
    }

    private static AdvertFormat format(int kind, int vrid, int units, int count) {
        boolean v2 = kind < 2;
        AddressFamily family = kind == 5 ? AddressFamily.INET6 : AddressFamily.INET;
        List<IpAddress> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] address = new byte[family.bytes()];
            address[0] = 10;
            address[family.bytes() - 1] = (byte) i;
            addresses.add(IpAddress.of(address));
        }
        Authentication authentication = kind == 1 ? Authentication.password("p" + vrid) : Authentication.none();
        long interval = v2 ? units * SECOND : units * 16L * 10_000_000L;
        return new AdvertFormat(v2 ? 2 : 3, vrid, family, interval, addresses, authentication, kind == 3, kind == 4);
    }

    private static void assertDropped(AdvertFormat format, int at, int value, DropReason reason) {
        byte[] message = message(format);
        message[at] = (byte) value;
        assertThat(decode(summed(message, format.version() == 3), format)).isEqualTo(new Dropped(reason));
    }

    private static byte[] message(AdvertFormat format) {
        byte[] target = new byte[AdvertCodec.MAXIMUM_LENGTH];
        int length = AdvertCodec.encode(format, 100, SENDER, AdvertCodec.GROUP, target);
        return Arrays.copyOf(target, length);
    }

    /** Gives a changed message a right checksum again, by arithmetic of its own. */
    private static byte[] summed(byte[] message, boolean pseudoHeader) {
        message[6] = 0;
        message[7] = 0;
        long sum = pseudoHeader ? 0x0a00 + 0x0001 + 0xe000 + 0x0012 + 112 + message.length : 0;
        for (int i = 0; i < message.length; i += 2) {
            sum += (message[i] & 0xff) * 256L + (message[i + 1] & 0xff);
        }
        int checksum = 0xffff - (int) (sum % 0xffff);
        message[6] = (byte) (checksum >> 8);
        message[7] = (byte) checksum;
        return message;
    }

    private static Decoded decode(byte[] message, AdvertFormat format) {
        return read(datagram(message), format);
    }

    private static Decoded read(Datagram datagram, AdvertFormat format) {
        return AdvertExchange.plain(format).decode(datagram, 0);
    }

    private static Datagram datagram(byte[] message) {
        return new Datagram(SENDER, AdvertCodec.GROUP, 255, message, 0, message.length);
    }

    private static AdvertFormat v3(List<IpAddress> addresses, boolean unicast) {
        return new AdvertFormat(3, 7, AddressFamily.INET, SECOND, addresses, Authentication.none(), false, unicast);
    }
}
