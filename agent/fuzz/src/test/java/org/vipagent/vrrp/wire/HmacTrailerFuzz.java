package org.vipagent.vrrp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.fuzz.Recorded;
import org.vipagent.net.AddressFamily;
import org.vipagent.vrrp.wire.Decoded.Dropped;
import org.vipagent.vrrp.wire.Decoded.Valid;
import org.vipagent.vrrp.wire.Forms.Form;

/**
 * Adverts where {@code auth_hmac} is configured, in each mode and both ways against replays.
 *
 * <p>An input is: which format, which configuration of the trailer, what is to be repaired, then the payload.
 */
class HmacTrailerFuzz {
    private static final List<Form> FORMS = Forms.forTrailers();
    private static final List<Hmac> HMACS = Forms.hmacs();
    private static final int PAYLOAD = 3;
    private static final int TRAILER = 28;
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 1_790_000_000L * SECOND;

    private static final int REPAIR_STAMP = 1;
    private static final int REPAIR_DIGEST = 2;
    private static final int REPAIR_CHECKSUM = 4;
    private static final int REPAIR_ALL = 7;

    static Stream<byte[]> adverts() {
        List<byte[]> captured = Recorded.advertPackets().toList();
        return IntStream.range(0, FORMS.size())
                .boxed()
                .flatMap(form -> captured.stream().map(packet -> input(form, 0, packet)))
                .filter(input -> exchange(input).decode(arrival(input).amid(0), NOW) instanceof Valid);
    }

    @MethodSource("adverts")
    @FuzzTest
    void aTrailerIsBelievedOnceAndOnlyIfItIsRight(byte[] input) {
        if (input.length < PAYLOAD) {
            return;
        }
        Judge judge = judge(input, arrival(input));
        Decoded answer = Verdict.of(() -> exchange(input), judge);
        if (answer instanceof Valid valid) {
            assertThat(valid.trailer()).isEqualTo(judge.isTrailed());
            boolean clocks = valid.trailer() && hmac(input).antiReplay() == Hmac.AntiReplay.TIME;
            assertThat((long) valid.clockOffSeconds())
                    .isEqualTo(clocks ? judge.trailer().clockOff(NOW) : 0);
            assertThat(again(input, judge.arrival()))
                    .isEqualTo(valid.trailer() ? new Dropped(DropReason.REPLAYED) : valid);
        }
    }

    /** What an exchange says to the same packet once more. */
    private static Decoded again(byte[] input, Arrival arrival) {
        AdvertExchange exchange = exchange(input);
        exchange.decode(arrival.amid(0), NOW);
        return exchange.decode(arrival.amid(0), NOW);
    }

    private static Form form(byte[] input) {
        return FORMS.get((input[0] & 0xff) % FORMS.size());
    }

    private static Hmac hmac(byte[] input) {
        return HMACS.get((input[1] & 0xff) % HMACS.size());
    }

    private static AdvertExchange exchange(byte[] input) {
        return new AdvertExchange(
                form(input).format(), Optional.of(hmac(input)), form(input).transport());
    }

    private static Judge judge(byte[] input, Arrival arrival) {
        return new Judge(
                arrival,
                form(input).format(),
                Optional.of(hmac(input)),
                form(input).transport(),
                NOW);
    }

    private static byte[] input(int form, int hmac, byte[] ipPacket) {
        int header = ipPacket[0] >> 4 == 6 ? 40 : (ipPacket[0] & 0x0f) * 4;
        byte[] input = new byte[PAYLOAD + ipPacket.length - header];
        input[0] = (byte) form;
        input[1] = (byte) hmac;
        input[2] = REPAIR_ALL;
        System.arraycopy(ipPacket, header, input, PAYLOAD, ipPacket.length - header);
        return input;
    }

    private static Arrival arrival(byte[] input) {
        Form form = form(input);
        AddressFamily family = form.format().family();
        Arrival arrival = new Arrival(
                Forms.source(family),
                Forms.destination(family, form.format().unicast() ? 1 : 0),
                255,
                form.transport(),
                new byte[0],
                Arrays.copyOfRange(input, PAYLOAD, input.length));
        repair(judge(input, arrival), input[2]);
        return arrival;
    }

    /** What no fuzzer guesses is put right where the input asks for it. */
    private static void repair(Judge judge, int wanted) {
        byte[] payload = judge.arrival().payload();
        if (payload.length < 8 || !judge.isWhole()) {
            return;
        }
        int at = judge.declared();
        if (judge.isTrailed()) {
            if ((wanted & REPAIR_STAMP) != 0) {
                ByteBuffer.wrap(payload).putInt(at + 4, (int) (NOW / SECOND));
            }
            if ((wanted & REPAIR_DIGEST) != 0 && judge.trailer().key().isPresent()) {
                System.arraycopy(judge.trailer().digest(), 0, payload, at + TRAILER - 16, 16);
            }
        }
        if ((wanted & REPAIR_CHECKSUM) != 0) {
            InternetSum.write(
                    payload,
                    judge.summed(),
                    judge.arrival().pseudoHeader(judge.format().checksumForm(), judge.summed()));
        }
    }
}
