package org.vipagent.vrrp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Decoded.Dropped;
import org.vipagent.vrrp.wire.Decoded.Valid;

/** The authentication header of version 2 (RFC 2338 §5.3.6.3, RFC 2402), beside a keepalived's rules for its numbers. */
class AuthenticationHeaderTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 1_800_000_000L * SECOND;
    private static final IpAddress US = IpAddress.parse("10.0.0.1");
    private static final IpAddress PEER = IpAddress.parse("10.0.0.2");
    private static final List<IpAddress> VIPS = List.of(IpAddress.parse("10.0.0.100"));
    private static final int IP_HEADER = 20;

    private final AdvertExchange ours = exchange("secret12", false);

    @Test
    void believesAPeerWithTheSamePasswordAndTellsAnotherOne() {
        assertThat(hear(ours, keepalived(1))).isNull();
        assertThat(hear(exchange("secret13", false), keepalived(1))).isEqualTo(DropReason.BAD_AUTH_HEADER);
    }

    @Test
    void whatRoutersChangeIsNotCoveredAndTheRestIs() {
        byte[] packet = keepalived(1);
        packet[1] = 0x10;
        packet[6] = 0x40;
        packet[10] = 1;
        packet[11] = 2;
        assertThat(hear(ours, packet)).isNull();
        for (int covered : new int[] {0, 2, 3, 4, 5, 9}) {
            byte[] changed = keepalived(2);
            changed[covered] ^= 1;
            assertThat(hear(ours, changed)).as("byte %d", covered).isEqualTo(DropReason.BAD_AUTH_HEADER);
        }
    }

    @Test
    void theTtlIsCoveredForTheGroupOnlyAsWithKeepalived() {
        AdvertExchange unicast = exchange("secret12", true);
        byte[] packet = packet(unicast, US, PEER, NOW);
        packet[8] = 60;
        assertThat(hear(exchange("secret12", true), packet)).isNull();
        byte[] multicast = packet(ours, US, AdvertCodec.GROUP, NOW);
        multicast[8] = (byte) 254;
        assertThat(hear(exchange("secret12", false), multicast)).isEqualTo(DropReason.TTL_NOT_255);
    }

    @Test
    void headersThatAreNoneAreRefused() {
        byte[] packet = keepalived(1);
        for (int at : new int[] {IP_HEADER, IP_HEADER + 1, IP_HEADER + 4}) {
            byte[] changed = packet.clone();
            changed[at] ^= 1;
            assertThat(hear(ours, resigned(changed))).isEqualTo(DropReason.BAD_AUTH_HEADER);
        }
        Datagram whole = datagram(packet, PEER);
        Datagram withoutIpHeader = new Datagram(
                PEER,
                whole.destination(),
                255,
                Transport.AUTHENTICATION_HEADER,
                0,
                packet,
                whole.offset(),
                whole.length());
        assertThat(ours.decode(withoutIpHeader, NOW)).isEqualTo(new Dropped(DropReason.BAD_AUTH_HEADER));
        Datagram cut = new Datagram(
                PEER, whole.destination(), 255, Transport.AUTHENTICATION_HEADER, IP_HEADER, packet, IP_HEADER, 23);
        assertThat(ours.decode(cut, NOW)).isEqualTo(new Dropped(DropReason.TRUNCATED));
        assertThat(AdvertCodec.peekVrid(cut)).isEqualTo(-1);
    }

    @Test
    void aPacketIsBelievedOnce() {
        assertThat(hear(ours, keepalived(7))).isNull();
        assertThat(hear(ours, keepalived(7))).isEqualTo(DropReason.REPLAYED);
        assertThat(hear(ours, keepalived(6))).isEqualTo(DropReason.REPLAYED);
        assertThat(hear(ours, keepalived(8))).isNull();
    }

    @Test
    void aForgedNumberMovesNothing() {
        byte[] forged = keepalived(900);
        forged[IP_HEADER + 12] ^= 1;
        assertThat(hear(ours, forged)).isEqualTo(DropReason.BAD_AUTH_HEADER);
        assertThat(hear(ours, keepalived(1))).isNull();
    }

    @Test
    void weSpeakAboveAllThatWeHeard() {
        hear(ours, keepalived(500_000_000));
        assertThat(number(packet(ours, US, AdvertCodec.GROUP, NOW))).isEqualTo(500_000_001L);
    }

    @Test
    void eachPacketHasItsOwnNumberAndIdentification() {
        byte[] first = packet(ours, US, AdvertCodec.GROUP, NOW);
        byte[] second = packet(ours, US, AdvertCodec.GROUP, NOW);
        assertThat(number(second)).isEqualTo(number(first) + 1);
        assertThat(identification(first)).isEqualTo(1);
        assertThat(identification(second)).isEqualTo(2);
    }

    @Test
    void theIdentificationIsNeverZero() {
        byte[] target = new byte[AdvertCodec.MAXIMUM_LENGTH];
        IntSummaryStatistics identifications = IntStream.range(0, 65_536)
                .map(i -> ours.encode(100, US, AdvertCodec.GROUP, NOW, target).identification())
                .summaryStatistics();
        assertThat(identifications.getMin()).isEqualTo(1);
        assertThat(identifications.getMax()).isEqualTo(65_535);
    }

    @Test
    void ourRestartDoesNotLockAKeepalivedOut() {
        Keepalived backup = new Keepalived();
        for (int i = 0; i < 100; i++) {
            assertThat(backup.believes(number(packet(ours, US, AdvertCodec.GROUP, NOW + i * SECOND))))
                    .isTrue();
        }
        AdvertExchange restarted = exchange("secret12", false);
        assertThat(backup.believes(number(packet(restarted, US, AdvertCodec.GROUP, NOW + 101 * SECOND))))
                .isTrue();
    }

    @Test
    void withoutAClockARestartedMasterIsBelievedOnceItHasHeardTheOther() {
        Keepalived successor = new Keepalived();
        successor.counter = 1000;
        AdvertExchange restarted = exchange("secret12", false);
        assertThat(successor.believes(number(packet(restarted, US, AdvertCodec.GROUP, 0))))
                .isFalse();
        assertThat(hear(restarted, keepalived(successor.next()))).isNull();
        assertThat(successor.believes(number(packet(restarted, US, AdvertCodec.GROUP, 0))))
                .isTrue();
    }

    @Test
    void aClockInTheFarFutureDoesNotUseTheNumbersUp() {
        long year2100 = 4_102_444_800L * SECOND;
        assertThat(number(packet(ours, US, AdvertCodec.GROUP, year2100))).isEqualTo(1);
    }

    /** It begins at 1 again. Its numbers grow beyond ours as soon as it hears us, which our takeover makes it. */
    @Test
    void aKeepalivedThatRestartedAsMasterIsBelievedOnceItHasHeardUs() {
        for (int i = 1; i <= 1000; i++) {
            hear(ours, keepalived(i));
        }
        Keepalived restarted = new Keepalived();
        assertThat(hear(ours, keepalived(restarted.next()))).isEqualTo(DropReason.REPLAYED);
        restarted.hearsLesserMaster(number(packet(ours, US, AdvertCodec.GROUP, NOW)));
        assertThat(hear(ours, keepalived(restarted.next()))).isNull();
    }

    @Test
    void aKeepalivedThatRestartedAsBackupTakesOverFromUs() {
        hear(ours, keepalived(1000));
        Keepalived restarted = new Keepalived();
        assertThat(restarted.believes(number(packet(ours, US, AdvertCodec.GROUP, NOW))))
                .isTrue();
        assertThat(hear(ours, keepalived(restarted.next()))).isNull();
    }

    @Test
    void theNumbersWrapBetweenTwoOfUs() {
        AdvertExchange sender = exchange("secret12", false);
        AdvertExchange receiver = exchange("secret12", false);
        assertThat(hear(sender, keepalived(0x7fff_ffffL))).isNull();
        assertThat(hear(sender, keepalived(0xffff_fffdL))).isNull();
        for (long expected : new long[] {0xffff_fffeL, 0xffff_ffffL, 1, 2}) {
            byte[] packet = packet(sender, US, AdvertCodec.GROUP, NOW);
            assertThat(number(packet)).isEqualTo(expected);
            assertThat(hear(receiver, packet)).isNull();
        }
    }

    @Test
    void theNumbersOutliveAReload() {
        byte[] before = packet(ours, US, AdvertCodec.GROUP, NOW);
        hear(ours, keepalived(1));
        AdvertFormat format = format(Authentication.header("other"), false);
        AdvertExchange after = ours.reconfigured(format, Optional.empty(), Transport.AUTHENTICATION_HEADER);
        assertThat(number(packet(after, US, AdvertCodec.GROUP, NOW))).isEqualTo(number(before) + 1);
        AdvertExchange back = after.reconfigured(
                format(Authentication.header("secret12"), false), Optional.empty(), Transport.AUTHENTICATION_HEADER);
        assertThat(hear(back, keepalived(1))).isEqualTo(DropReason.REPLAYED);
    }

    @Test
    void excludesWhatDoesNotGoTogether() {
        AdvertFormat header = format(Authentication.header("x"), false);
        assertThatThrownBy(() -> new AdvertExchange(header, Optional.empty(), Transport.VRRP))
                .hasMessageContaining("does not go with");
        assertThatThrownBy(() ->
                        new AdvertExchange(header, Optional.of(HmacTrailerTest.HMAC), Transport.AUTHENTICATION_HEADER))
                .hasMessageContaining("exclude");
        assertThatThrownBy(() -> new AdvertFormat(
                        3, 7, AddressFamily.INET, SECOND, VIPS, Authentication.header("x"), false, false))
                .hasMessageContaining("header");
        assertThat(header.toString()).contains("header(hidden)");
    }

    /** How keepalived treats the sequence numbers of one instance. */
    private static final class Keepalived {
        private long counter;

        boolean believes(long number) {
            if (number <= counter) {
                return false;
            }
            counter = number;
            return true;
        }

        long next() {
            return ++counter;
        }

        void hearsLesserMaster(long number) {
            assertThat(believes(number)).isTrue();
            counter = number + 1;
        }
    }

    private static AdvertExchange exchange(String password, boolean unicast) {
        return new AdvertExchange(
                format(Authentication.header(password), unicast), Optional.empty(), Transport.AUTHENTICATION_HEADER);
    }

    private static AdvertFormat format(Authentication authentication, boolean unicast) {
        return new AdvertFormat(2, 7, AddressFamily.INET, SECOND, VIPS, authentication, false, unicast);
    }

    /** A packet of a peer with this number, with its IPv4 header; signed by arithmetic of its own. */
    private static byte[] keepalived(long number) {
        byte[] packet = packet(exchange("secret12", false), PEER, AdvertCodec.GROUP, NOW);
        for (int i = 0; i < 4; i++) {
            packet[IP_HEADER + 8 + i] = (byte) (number >> (24 - 8 * i));
        }
        return resigned(packet);
    }

    private static byte[] resigned(byte[] packet) {
        byte[] covered = packet.clone();
        covered[1] = 0;
        Arrays.fill(covered, 6, 8, (byte) 0);
        Arrays.fill(covered, 10, 12, (byte) 0);
        Arrays.fill(covered, IP_HEADER + 12, IP_HEADER + 24, (byte) 0);
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec("secret12".getBytes(StandardCharsets.US_ASCII), "HmacMD5"));
            System.arraycopy(mac.doFinal(covered), 0, packet, IP_HEADER + 12, 12);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return packet;
    }

    private static byte[] packet(AdvertExchange sender, IpAddress source, IpAddress destination, long realtime) {
        byte[] payload = new byte[AdvertCodec.MAXIMUM_LENGTH];
        Encoded encoded = sender.encode(100, source, destination, realtime, payload);
        byte[] packet = new byte[IP_HEADER + encoded.length()];
        packet[0] = 0x45;
        packet[1] = (byte) 0xc0;
        packet[3] = (byte) packet.length;
        packet[4] = (byte) (encoded.identification() >> 8);
        packet[5] = (byte) encoded.identification();
        packet[8] = (byte) 255;
        packet[9] = 51;
        source.copyTo(packet, 12);
        destination.copyTo(packet, 16);
        System.arraycopy(payload, 0, packet, IP_HEADER, encoded.length());
        return packet;
    }

    private static DropReason hear(AdvertExchange receiver, byte[] packet) {
        Decoded decoded = receiver.decode(datagram(packet, IpAddress.of(packet, 12, AddressFamily.INET)), NOW);
        return decoded instanceof Valid ? null : ((Dropped) decoded).reason();
    }

    private static Datagram datagram(byte[] packet, IpAddress source) {
        return new Datagram(
                source,
                IpAddress.of(packet, 16, AddressFamily.INET),
                packet[8] & 0xff,
                Transport.AUTHENTICATION_HEADER,
                IP_HEADER,
                packet,
                IP_HEADER,
                packet.length - IP_HEADER);
    }

    private static long number(byte[] packet) {
        long number = 0;
        for (int i = 0; i < 4; i++) {
            number = number << 8 | (packet[IP_HEADER + 8 + i] & 0xff);
        }
        return number;
    }

    private static int identification(byte[] packet) {
        return (packet[4] & 0xff) << 8 | (packet[5] & 0xff);
    }
}
