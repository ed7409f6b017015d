package org.vipagent.vrrp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.fuzz.Recorded;
import org.vipagent.net.AddressFamily;
import org.vipagent.vrrp.wire.Decoded.Valid;
import org.vipagent.vrrp.wire.Forms.Form;

/**
 * Adverts without a header or trailer, in both versions, over both families, by every transport.
 *
 * <p>An input is: which configuration, what is to be repaired, TTL, destination, transport, then the payload.
 */
class AdvertFuzz {
    private static final List<Form> FORMS = Forms.plain();
    private static final int PAYLOAD = 5;
    private static final int REPAIR_CHECKSUM = 1;

    static Stream<byte[]> adverts() {
        List<byte[]> captured = Recorded.advertPackets().toList();
        return IntStream.range(0, FORMS.size())
                .boxed()
                .flatMap(form -> captured.stream().map(packet -> input(form, packet)))
                .filter(input -> arrival(input).payload().length > 0 && isBelieved(input));
    }

    @MethodSource("adverts")
    @FuzzTest
    void everyPacketIsBelievedOrRefusedForAReasonThatIsTrue(byte[] input) {
        if (input.length < PAYLOAD) {
            return;
        }
        Form form = form(input);
        Judge judge = new Judge(arrival(input), form.format(), Optional.empty(), form.transport(), 0);
        Verdict.of(() -> exchange(form), judge);
    }

    private static boolean isBelieved(byte[] input) {
        return exchange(form(input)).decode(arrival(input).amid(0), 0) instanceof Valid;
    }

    private static AdvertExchange exchange(Form form) {
        return new AdvertExchange(form.format(), Optional.empty(), form.transport());
    }

    private static Form form(byte[] input) {
        return FORMS.get((input[0] & 0xff) % FORMS.size());
    }

    private static byte[] input(int form, byte[] ipPacket) {
        boolean six = ipPacket[0] >> 4 == 6;
        int header = six ? 40 : (ipPacket[0] & 0x0f) * 4;
        int destination = FORMS.get(form).format().unicast() ? 1 : 0;
        byte[] input = new byte[PAYLOAD + ipPacket.length - header];
        input[0] = (byte) form;
        input[2] = ipPacket[six ? 7 : 8];
        input[3] = (byte) destination;
        System.arraycopy(ipPacket, header, input, PAYLOAD, ipPacket.length - header);
        assertThat(input).hasSizeGreaterThan(PAYLOAD);
        return input;
    }

    private static Arrival arrival(byte[] input) {
        Form form = form(input);
        AddressFamily family = form.format().family();
        Transport transport =
                switch (input[4] & 3) {
                    case 1 -> Transport.AUTHENTICATION_HEADER;
                    case 2 -> Forms.UDP;
                    case 3 -> Transport.udp(1);
                    default -> form.transport();
                };
        Arrival arrival = new Arrival(
                Forms.source(family),
                Forms.destination(family, input[3]),
                input[2] & 0xff,
                transport,
                new byte[0],
                Arrays.copyOfRange(input, PAYLOAD, input.length));
        repair(arrival, form, input[1]);
        return arrival;
    }

    /** No fuzzer guesses a checksum: where the input asks for it, it is put right, in one of the three forms. */
    private static void repair(Arrival arrival, Form form, int wanted) {
        Judge judge = new Judge(arrival, form.format(), Optional.empty(), form.transport(), 0);
        if ((wanted & REPAIR_CHECKSUM) != 0 && arrival.payload().length >= 8 && judge.isWhole()) {
            ChecksumForm[] forms = ChecksumForm.values();
            ChecksumForm sum = forms[(wanted >> 1 & 0x7f) % forms.length];
            boolean six = form.format().family() == AddressFamily.INET6;
            InternetSum.write(
                    arrival.payload(),
                    judge.declared(),
                    arrival.pseudoHeader(six ? ChecksumForm.PSEUDO_HEADER : sum, judge.declared()));
        }
    }
}
