package org.vipagent.vrrp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Supplier;
import org.vipagent.fuzz.Garbage;
import org.vipagent.net.AddressFamily;
import org.vipagent.vrrp.wire.Decoded.Dropped;
import org.vipagent.vrrp.wire.Decoded.Valid;

/** What holds for every packet, whatever is configured. */
final class Verdict {
    /** An exchange with its keys and 255 addresses of IPv6. */
    private static final long MOST_GARBAGE = 64 << 10;

    private Verdict() {}

    /**
     * Lets the packet be decoded by an exchange without memory, and holds the answer against a second reading.
     *
     * @param fresh gives exchanges that have heard nothing yet
     */
    static Decoded of(Supplier<AdvertExchange> fresh, Judge judge) {
        Arrival arrival = judge.arrival();
        Datagram amidZeros = arrival.amid(0);
        Decoded answer = Garbage.atMost(MOST_GARBAGE, () -> fresh.get().decode(amidZeros, judge.realtime()));
        assertThat(fresh.get().decode(arrival.amid(0xff), judge.realtime()))
                .as("whatever lies around the packet")
                .isEqualTo(answer);
        if (answer instanceof Dropped dropped) {
            assertThat(judge.isTrue(dropped.reason()))
                    .as("the reason %s is true", dropped.reason())
                    .isTrue();
        } else {
            assertThat(judge.faults()).as("of a packet that is believed").isEmpty();
            readsWhatWasSent((Valid) answer, judge);
        }
        boolean header = arrival.transport().kind() == Transport.Kind.AUTHENTICATION_HEADER;
        int vridAt = header ? 25 : 1;
        assertThat(AdvertCodec.peekVrid(amidZeros))
                .isEqualTo(arrival.payload().length > vridAt ? arrival.payload()[vridAt] & 0xff : -1);
        return answer;
    }

    /** Encoded again it is the same message, but for what a receiver is to ignore and the checksum over that. */
    private static void readsWhatWasSent(Valid valid, Judge judge) {
        byte[] theirs = Arrays.copyOf(judge.message(), judge.declared());
        AdvertFormat format = judge.format();
        if (format.version() == 3) {
            theirs[4] &= 0x0f;
        } else if (format.authentication().type() != 1) {
            Arrays.fill(theirs, theirs.length - 8, theirs.length, (byte) 0);
        }
        Arrival arrival = judge.arrival();
        InternetSum.write(theirs, theirs.length, arrival.pseudoHeader(valid.checksum(), theirs.length));
        byte[] ours = new byte[AdvertCodec.MAXIMUM_LENGTH];
        int length = AdvertCodec.encode(
                as(valid, format), valid.advert().priority(), arrival.source(), arrival.destination(), ours);
        assertThat(Arrays.copyOf(ours, length)).as("encoded again").isEqualTo(theirs);
    }

    /** What a router would be configured with that sends such an advert. */
    private static AdvertFormat as(Valid valid, AdvertFormat format) {
        Advert advert = valid.advert();
        boolean v3OverIpv4 = format.version() == 3 && format.family() == AddressFamily.INET;
        return new AdvertFormat(
                advert.version(),
                advert.vrid(),
                format.family(),
                advert.advertIntervalNanos(),
                advert.addresses(),
                format.authentication(),
                v3OverIpv4 && valid.checksum() == ChecksumForm.MESSAGE_ALONE,
                format.unicast(),
                valid.checksum() == ChecksumForm.OLD_UNICAST ? OldUnicastChecksum.SEND : OldUnicastChecksum.NEVER);
    }
}
