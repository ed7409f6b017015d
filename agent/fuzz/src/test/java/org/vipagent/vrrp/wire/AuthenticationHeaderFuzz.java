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
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Decoded.Dropped;
import org.vipagent.vrrp.wire.Decoded.Valid;
import org.vipagent.vrrp.wire.Forms.Form;

/**
 * Adverts behind an authentication header, with the IPv4 header that it covers.
 *
 * <p>An input is: multicast or unicast, what is to be repaired, then a whole IPv4 packet of protocol 51.
 */
class AuthenticationHeaderFuzz {
    private static final List<Form> FORMS = Forms.withHeader();
    private static final int PACKET = 2;
    private static final int HEADER = 24;
    private static final int DIGEST = 12;
    private static final int SHORTEST_IP_HEADER = 20;

    private static final int REPAIR_CHECKSUM = 1;
    private static final int REPAIR_DIGEST = 2;
    private static final int REPAIR_ALL = 3;

    static Stream<byte[]> packets() {
        List<byte[]> captured = Recorded.advertPackets()
                .filter(packet -> packet[0] == 0x45 && packet[9] == 51)
                .toList();
        return IntStream.range(0, FORMS.size()).boxed().flatMap(form -> captured.stream()
                .map(packet -> input(form, packet)));
    }

    @MethodSource("packets")
    @FuzzTest
    void aHeaderIsBelievedOnceAndOnlyIfItIsRight(byte[] input) {
        if (input.length < PACKET + SHORTEST_IP_HEADER) {
            return;
        }
        Form form = FORMS.get(input[0] & 1);
        Arrival arrival = arrival(input);
        Judge judge = new Judge(arrival, form.format(), Optional.empty(), form.transport(), 0);
        if (Verdict.of(() -> exchange(form), judge) instanceof Valid) {
            AdvertExchange exchange = exchange(form);
            exchange.decode(arrival.amid(0), 0);
            assertThat(exchange.decode(arrival.amid(0), 0)).isEqualTo(new Dropped(DropReason.REPLAYED));
        }
    }

    private static AdvertExchange exchange(Form form) {
        return new AdvertExchange(form.format(), Optional.empty(), form.transport());
    }

    private static byte[] input(int form, byte[] packet) {
        byte[] input = new byte[PACKET + packet.length];
        input[0] = (byte) form;
        input[1] = REPAIR_ALL;
        System.arraycopy(packet, 0, input, PACKET, packet.length);
        return input;
    }

    private static Arrival arrival(byte[] input) {
        byte[] packet = Arrays.copyOfRange(input, PACKET, input.length);
        int header = Math.min((packet[0] & 0x0f) * 4, packet.length);
        Arrival arrival = new Arrival(
                IpAddress.of(packet, 12, AddressFamily.INET),
                IpAddress.of(packet, 16, AddressFamily.INET),
                packet[8] & 0xff,
                Transport.AUTHENTICATION_HEADER,
                Arrays.copyOf(packet, header),
                Arrays.copyOfRange(packet, header, packet.length));
        repair(arrival, FORMS.get(input[0] & 1).format(), input[1]);
        return arrival;
    }

    /** What no fuzzer guesses is put right where the input asks for it. */
    private static void repair(Arrival arrival, AdvertFormat format, int wanted) {
        byte[] payload = arrival.payload();
        if (payload.length < HEADER + 8 || arrival.ipHeader().length < SHORTEST_IP_HEADER) {
            return;
        }
        if ((wanted & REPAIR_CHECKSUM) != 0) {
            byte[] message = Arrays.copyOfRange(payload, HEADER, payload.length);
            InternetSum.write(message, message.length, new byte[0]);
            System.arraycopy(message, 0, payload, HEADER, message.length);
        }
        if ((wanted & REPAIR_DIGEST) != 0) {
            byte[] digest = new HeaderJudge(arrival, format).digest();
            System.arraycopy(digest, 0, payload, DIGEST, digest.length);
        }
    }
}
