package org.vipagent.vrrp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Decoded.Dropped;
import org.vipagent.vrrp.wire.Decoded.Valid;
import org.vipagent.vrrp.wire.Hmac.AntiReplay;
import org.vipagent.vrrp.wire.Hmac.Mode;

/** The HMAC trailer: its modes, its keys, its clock and its memory. */
class HmacTrailerTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 1_800_000_000L * SECOND;
    private static final IpAddress SENDER = IpAddress.parse("10.0.0.1");
    private static final IpAddress RECEIVER = IpAddress.parse("10.0.0.2");
    private static final List<IpAddress> VIPS = List.of(IpAddress.parse("10.0.0.100"));
    private static final Hmac.Key KEY1 = key(1);
    private static final Hmac.Key KEY2 = key(2);
    static final Hmac HMAC = new Hmac(List.of(KEY1, KEY2), 1, AntiReplay.TIME, 5 * SECOND, Mode.ENFORCE);
    private static final Hmac MONOTONIC = new Hmac(List.of(KEY1), 1, AntiReplay.MONOTONIC, 5 * SECOND, Mode.ENFORCE);

    @Test
    void enforceSendsTheTrailerAndBelievesNothingWithout() {
        assertThat(hear(exchange(HMAC), sent(exchange(HMAC), NOW), NOW)).isNull();
        assertThat(hear(exchange(HMAC), sent(plain(), NOW), NOW)).isEqualTo(DropReason.MISSING_HMAC);
    }

    @Test
    void permissiveSendsTheTrailerAndBelievesWithout() {
        AdvertExchange permissive = exchange(inMode(Mode.PERMISSIVE));
        assertThat(sent(permissive, NOW)).hasSize(12 + 28);
        assertThat(permissive.decode(datagram(sent(plain(), NOW), SENDER), NOW))
                .isInstanceOfSatisfying(
                        Valid.class, valid -> assertThat(valid.trailer()).isFalse());
        assertThat(permissive.decode(datagram(sent(exchange(HMAC), NOW), SENDER), NOW))
                .isInstanceOfSatisfying(
                        Valid.class, valid -> assertThat(valid.trailer()).isTrue());
    }

    @Test
    void receiveOnlySendsNoneAndBelievesBoth() {
        AdvertExchange first = exchange(inMode(Mode.RECEIVE_ONLY));
        assertThat(sent(first, NOW)).isEqualTo(sent(plain(), NOW));
        assertThat(hear(first, sent(plain(), NOW), NOW)).isNull();
        assertThat(hear(first, sent(exchange(HMAC), NOW), NOW)).isNull();
    }

    @Test
    void aWrongTrailerIsWorseThanNone() {
        for (Mode mode : Mode.values()) {
            byte[] packet = sent(exchange(HMAC), NOW);
            packet[packet.length - 1] ^= 1;
            assertThat(hear(exchange(inMode(mode)), packet, NOW)).isEqualTo(DropReason.BAD_HMAC);
        }
    }

    @Test
    void aRollOutInThreeStepsHasNoMomentInWhichOneDoesNotBelieveTheOther() {
        Hmac[] steps = {null, inMode(Mode.RECEIVE_ONLY), inMode(Mode.PERMISSIVE), HMAC};
        for (int step = 0; step + 1 < steps.length; step++) {
            AdvertExchange before = steps[step] == null ? plain() : exchange(steps[step]);
            AdvertExchange after = exchange(steps[step + 1]);
            assertThat(hear(before, sent(after, NOW), NOW)).as("step %d", step).isNull();
            assertThat(hear(after, sent(before, NOW), NOW)).as("step %d", step).isNull();
        }
    }

    @Test
    void aKeyIsChangedInThreeStepsToo() {
        Hmac[] steps = {keys(1, KEY1), keys(1, KEY1, KEY2), keys(2, KEY1, KEY2), keys(2, KEY2)};
        for (int step = 0; step + 1 < steps.length; step++) {
            assertThat(hear(exchange(steps[step]), sent(exchange(steps[step + 1]), NOW), NOW))
                    .isNull();
            assertThat(hear(exchange(steps[step + 1]), sent(exchange(steps[step]), NOW), NOW))
                    .isNull();
        }
        assertThat(hear(exchange(keys(1, KEY1)), sent(exchange(keys(2, KEY2)), NOW), NOW))
                .isEqualTo(DropReason.UNKNOWN_KEY);
        assertThat(hear(exchange(keys(1, new Hmac.Key(1, KEY2.secret()))), sent(exchange(keys(1, KEY1)), NOW), NOW))
                .isEqualTo(DropReason.BAD_HMAC);
    }

    @Test
    void anotherTypeOrAReservedBitIsMalformed() {
        for (int at : new int[] {12, 14, 15}) {
            byte[] packet = sent(exchange(HMAC), NOW);
            packet[at] ^= 2;
            assertThat(hear(exchange(HMAC), packet, NOW)).isEqualTo(DropReason.MALFORMED_HMAC);
        }
    }

    @Test
    void anotherSourceVridVersionOrFamilyIsNotProven() {
        byte[] packet = sent(exchange(HMAC), NOW);
        assertThat(exchange(HMAC).decode(datagram(packet, RECEIVER), NOW)).isEqualTo(new Dropped(DropReason.BAD_HMAC));
        AdvertFormat other =
                new AdvertFormat(3, 8, AddressFamily.INET, SECOND, VIPS, Authentication.none(), false, false);
        AdvertExchange neighbour = new AdvertExchange(other, Optional.of(HMAC), Transport.VRRP);
        assertThat(hear(neighbour, packet, NOW)).isEqualTo(DropReason.BAD_HMAC);
    }

    @Test
    void aStampOutsideTheWindowIsStaleAndSaysByHowMuch() {
        byte[] packet = sent(exchange(HMAC), NOW);
        assertThat(exchange(HMAC).decode(datagram(packet, SENDER), NOW + 5 * SECOND))
                .isInstanceOfSatisfying(Valid.class, valid -> assertThat(valid.clockOffSeconds())
                        .isEqualTo(-5));
        assertThat(exchange(HMAC).decode(datagram(packet, SENDER), NOW + 45 * SECOND))
                .isEqualTo(new Dropped(DropReason.STALE, -45));
        assertThat(exchange(HMAC).decode(datagram(packet, SENDER), NOW - 3600 * SECOND))
                .isEqualTo(new Dropped(DropReason.STALE, 3600));
    }

    @Test
    void clocksAreNotComparedWhereOnlyGrowthCounts() {
        byte[] packet = sent(exchange(MONOTONIC), NOW);
        assertThat(hear(exchange(MONOTONIC), packet, NOW - 3_000_000 * SECOND)).isNull();
    }

    @Test
    void aPacketIsBelievedOnceFromEachSender() {
        AdvertExchange sender = exchange(HMAC);
        byte[] first = sent(sender, NOW);
        byte[] second = sent(sender, NOW);
        AdvertExchange receiver = exchange(HMAC);
        assertThat(hear(receiver, second, NOW)).isNull();
        assertThat(hear(receiver, second, NOW)).isEqualTo(DropReason.REPLAYED);
        assertThat(hear(receiver, first, NOW)).isEqualTo(DropReason.REPLAYED);
        byte[] others = sent(exchange(HMAC), RECEIVER, NOW - SECOND);
        assertThat(receiver.decode(datagram(others, RECEIVER), NOW)).isInstanceOf(Valid.class);
    }

    @Test
    void sixtyFourSendersAreRemembered() {
        AdvertExchange receiver = exchange(MONOTONIC);
        for (int i = 1; i <= 64; i++) {
            assertThat(receiver.decode(datagram(sent(exchange(MONOTONIC), node(i), NOW), node(i)), NOW))
                    .isInstanceOf(Valid.class);
        }
        for (int i = 1; i <= 64; i++) {
            assertThat(receiver.decode(datagram(sent(exchange(MONOTONIC), node(i), NOW), node(i)), NOW))
                    .isEqualTo(new Dropped(DropReason.REPLAYED));
        }
        // One more pushes out the one that was silent for longest.
        receiver.decode(datagram(sent(exchange(MONOTONIC), node(65), NOW), node(65)), NOW);
        assertThat(receiver.decode(datagram(sent(exchange(MONOTONIC), node(2), NOW), node(2)), NOW))
                .isEqualTo(new Dropped(DropReason.REPLAYED));
        assertThat(receiver.decode(datagram(sent(exchange(MONOTONIC), node(1), NOW), node(1)), NOW))
                .isInstanceOf(Valid.class);
    }

    @Test
    void forgedPacketsDoNotPushASenderOut() {
        AdvertExchange receiver = exchange(MONOTONIC);
        byte[] right = sent(exchange(MONOTONIC), NOW);
        assertThat(hear(receiver, right, NOW)).isNull();
        for (int i = 1; i <= 200; i++) {
            assertThat(receiver.decode(datagram(right, node(i)), NOW)).isEqualTo(new Dropped(DropReason.BAD_HMAC));
        }
        assertThat(hear(receiver, right, NOW)).isEqualTo(DropReason.REPLAYED);
    }

    @Test
    void numbersGrowWithinATickAndWhileTheClockIsSetBack() {
        AdvertExchange sender = exchange(MONOTONIC);
        long last = 0;
        for (long realtime : new long[] {NOW, NOW, NOW + 1, NOW - 100 * SECOND, NOW + SECOND}) {
            long number = number(sent(sender, realtime));
            assertThat(number).isGreaterThan(last);
            last = number;
        }
        assertThat(last >> 32).isEqualTo(1_800_000_001L);
    }

    @Test
    void aSenderWhoseClockWasFarAheadIsBelievedOnceItIsRight() {
        AdvertExchange sender = exchange(HMAC);
        AdvertExchange receiver = exchange(HMAC);
        assertThat(hear(receiver, sent(sender, NOW + 86_400 * SECOND), NOW)).isEqualTo(DropReason.STALE);
        assertThat(hear(receiver, sent(sender, NOW + SECOND), NOW + SECOND)).isNull();
    }

    /** Two virtual machines whose clocks begin with the local time, hours ahead, until both are set right. */
    @Test
    void aPairWhoseClocksWereBothFarAheadGoesOnOnceBothAreRight() {
        AdvertExchange sender = exchange(HMAC);
        AdvertExchange receiver = exchange(HMAC);
        long wrong = NOW + 9 * 3600 * SECOND;
        byte[] early = sent(sender, wrong);
        assertThat(hear(receiver, early, wrong)).isNull();
        byte[] packet = sent(sender, NOW);
        assertThat(hear(receiver, packet, NOW)).isNull();
        assertThat(hear(receiver, packet, NOW)).isEqualTo(DropReason.REPLAYED);
        assertThat(hear(receiver, early, NOW)).isEqualTo(DropReason.STALE);
        assertThat(hear(receiver, sent(exchange(HMAC), NOW + SECOND), NOW + SECOND))
                .as("a sender that restarted in between")
                .isNull();
    }

    @Test
    void aNumberWithinTheWindowIsRememberedHoweverTheReceiversClockIsSetBack() {
        AdvertExchange sender = exchange(HMAC);
        AdvertExchange receiver = exchange(HMAC);
        byte[] first = sent(sender, NOW);
        assertThat(hear(receiver, first, NOW)).isNull();
        byte[] second = sent(sender, NOW + SECOND);
        assertThat(hear(receiver, second, NOW - 4 * SECOND)).isNull();
        assertThat(hear(receiver, first, NOW - 4 * SECOND)).isEqualTo(DropReason.REPLAYED);
        assertThat(hear(receiver, second, NOW - 4 * SECOND)).isEqualTo(DropReason.REPLAYED);
    }

    @Test
    void whereOnlyGrowthCountsNoClockMakesANumberForgotten() {
        AdvertExchange receiver = exchange(MONOTONIC);
        byte[] packet = sent(exchange(MONOTONIC), NOW);
        assertThat(hear(receiver, packet, NOW)).isNull();
        assertThat(hear(receiver, packet, NOW - 86_400 * SECOND)).isEqualTo(DropReason.REPLAYED);
    }

    /** Since 2038 the seconds have their highest bit set, until they wrap in 2106. */
    @Test
    void aRestartedNodeIsAboveWhatItSentBeforeInAnyYear() {
        for (Hmac hmac : List.of(HMAC, MONOTONIC)) {
            for (long seconds : new long[] {1_800_000_000L, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL, 0x1_0000_0000L}) {
                AdvertExchange receiver = exchange(hmac);
                long then = seconds * SECOND;
                assertThat(hear(receiver, sent(exchange(hmac), then), then)).isNull();
                assertThat(hear(receiver, sent(exchange(hmac), then + SECOND), then + SECOND))
                        .as("%s %d", hmac.antiReplay(), seconds)
                        .isNull();
            }
        }
    }

    @Test
    void numbersGrowWithoutAClockToo() {
        AdvertExchange sender = exchange(MONOTONIC);
        assertThat(number(sent(sender, 0))).isEqualTo(1);
        assertThat(number(sent(sender, 0))).isEqualTo(2);
    }

    @Test
    void aSmallStepBackOfTheClockCostsNoAdvert() {
        AdvertExchange sender = exchange(HMAC);
        AdvertExchange receiver = exchange(HMAC);
        assertThat(hear(receiver, sent(sender, NOW), NOW)).isNull();
        assertThat(hear(receiver, sent(sender, NOW - 3 * SECOND), NOW + SECOND)).isNull();
    }

    @Test
    void theMemoryOutlivesAReload() {
        AdvertExchange receiver = exchange(HMAC);
        AdvertExchange sender = exchange(HMAC);
        byte[] packet = sent(sender, NOW);
        assertThat(hear(receiver, packet, NOW)).isNull();
        AdvertExchange reloaded = receiver.reconfigured(format(false), Optional.of(keys(1, KEY1)), Transport.VRRP);
        assertThat(hear(reloaded, packet, NOW)).isEqualTo(DropReason.REPLAYED);
        AdvertExchange again = sender.reconfigured(format(false), Optional.of(HMAC), Transport.VRRP);
        assertThat(number(sent(again, NOW))).isGreaterThan(number(packet));
    }

    @Test
    void theTrailerGoesThroughUdpToo() {
        AdvertExchange udp = new AdvertExchange(format(true), Optional.of(HMAC), Transport.udp(1985));
        byte[] target = new byte[AdvertCodec.MAXIMUM_LENGTH];
        int length = udp.encode(100, SENDER, RECEIVER, NOW, target).length();
        AdvertExchange receiver = new AdvertExchange(format(true), Optional.of(HMAC), Transport.udp(1985));
        Datagram datagram = new Datagram(SENDER, RECEIVER, 61, Transport.udp(1985), 0, target, 0, length);
        assertThat(receiver.decode(datagram, NOW)).isInstanceOf(Valid.class);
        Datagram raw = new Datagram(SENDER, RECEIVER, 61, Transport.VRRP, 0, target, 0, length);
        assertThat(receiver.decode(raw, NOW)).isEqualTo(new Dropped(DropReason.WRONG_TRANSPORT));
    }

    @Test
    void refusesKeysThatCannotBe() {
        assertThatThrownBy(() -> new Hmac.Key(1, new byte[31])).hasMessageContaining("32 to 64 bytes");
        assertThatThrownBy(() -> new Hmac.Key(256, new byte[32])).hasMessageContaining("0 to 255");
        assertThatThrownBy(() -> keys(3, KEY1)).hasMessageContaining("no key 3");
        assertThatThrownBy(() -> keys(1, KEY1, KEY1)).hasMessageContaining("same id");
        assertThatThrownBy(() -> new Hmac(List.of(KEY1), 1, AntiReplay.TIME, 301 * SECOND, Mode.ENFORCE))
                .hasMessageContaining("300 s");
        assertThat(key(1)).isEqualTo(KEY1).hasSameHashCodeAs(KEY1).isNotEqualTo(new Hmac.Key(1, KEY2.secret()));
        assertThat(KEY1.toString()).doesNotContain("1, 1");
    }

    private static Hmac.Key key(int id) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) id);
        return new Hmac.Key(id, secret);
    }

    private static Hmac keys(int active, Hmac.Key... keys) {
        return new Hmac(List.of(keys), active, AntiReplay.TIME, 5 * SECOND, Mode.ENFORCE);
    }

    private static Hmac inMode(Mode mode) {
        return new Hmac(List.of(KEY1), 1, AntiReplay.TIME, 5 * SECOND, mode);
    }

    private static IpAddress node(int i) {
        return IpAddress.of(new byte[] {10, 0, 1, (byte) i});
    }

    private static AdvertExchange exchange(Hmac hmac) {
        return new AdvertExchange(format(false), Optional.of(hmac), Transport.VRRP);
    }

    private static AdvertExchange plain() {
        return AdvertExchange.plain(format(false));
    }

    private static AdvertFormat format(boolean unicast) {
        return new AdvertFormat(3, 7, AddressFamily.INET, SECOND, VIPS, Authentication.none(), false, unicast);
    }

    private static byte[] sent(AdvertExchange sender, long realtime) {
        return sent(sender, SENDER, realtime);
    }

    private static byte[] sent(AdvertExchange sender, IpAddress source, long realtime) {
        byte[] target = new byte[AdvertCodec.MAXIMUM_LENGTH];
        return Arrays.copyOf(
                target,
                sender.encode(100, source, AdvertCodec.GROUP, realtime, target).length());
    }

    private static Datagram datagram(byte[] message, IpAddress source) {
        return new Datagram(source, AdvertCodec.GROUP, 255, message, 0, message.length);
    }

    private static DropReason hear(AdvertExchange receiver, byte[] message, long realtime) {
        Decoded decoded = receiver.decode(datagram(message, SENDER), realtime);
        return decoded instanceof Valid ? null : ((Dropped) decoded).reason();
    }

    private static long number(byte[] message) {
        return ByteBuffer.wrap(message).getLong(message.length - 24);
    }
}
