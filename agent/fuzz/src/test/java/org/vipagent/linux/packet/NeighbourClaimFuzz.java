package org.vipagent.linux.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.fuzz.Garbage;
import org.vipagent.fuzz.Poison;
import org.vipagent.fuzz.Recorded;

/** Neighbour advertisements of anybody on the segment, from the ICMPv6 type on. */
class NeighbourClaimFuzz {
    private static final int ETHERNET_AND_IPV6 = 54;
    private static final int OPTIONS = 24;
    private static final int TARGET = 8;

    static Stream<byte[]> messages() {
        return Recorded.datagrams("packet", "neighbour-advertisement")
                .map(frame -> Arrays.copyOfRange(frame, ETHERNET_AND_IPV6, frame.length));
    }

    @MethodSource("messages")
    @FuzzTest
    void aMessageClaimsItsTargetForItsStationOrNothing(byte[] message) {
        byte[] place = Poison.behind(message, OPTIONS, 0);
        Claim claim = Garbage.atMost(1_024, () -> NeighbourClaims.read(place, message.length, 7));
        assertThat(read(message, 0xff)).as("whatever lies behind the message").isEqualTo(claim);
        int option = isValid(message) ? stationOption(message) : -1;
        assertThat(claim != null).isEqualTo(option >= 0);
        if (claim != null) {
            assertThat(claim.interfaceIndex()).isEqualTo(7);
            assertThat(claim.address().toBytes()).isEqualTo(Arrays.copyOfRange(message, TARGET, TARGET + 16));
            assertThat(claim.station().toBytes()).isEqualTo(Arrays.copyOfRange(message, option + 2, option + 8));
            byte[] ours = new byte[NeighbourMessage.LENGTH];
            NeighbourMessage.advertisement(ours, claim.station(), claim.address(), true);
            assertThat(read(Arrays.copyOfRange(ours, ETHERNET_AND_IPV6, ours.length), 0))
                    .as("announced by ourselves")
                    .isEqualTo(claim);
        }
    }

    private static Claim read(byte[] message, int poison) {
        return NeighbourClaims.read(Poison.behind(message, OPTIONS, poison), message.length, 7);
    }

    /** What RFC 4861 §7.1.2 demands of the message itself, but for the checksum. */
    private static boolean isValid(byte[] message) {
        if (message.length < OPTIONS || message[1] != 0 || message[TARGET] == (byte) 0xff) {
            return false;
        }
        for (int at = OPTIONS; at + 8 <= message.length; at += 8 * (message[at + 1] & 0xff)) {
            if (message[at + 1] == 0) {
                return false;
            }
        }
        return true;
    }

    /** The first option of type 2 with room for six bytes and no more (RFC 4861 §4.6.1, RFC 2464 §6). */
    private static int stationOption(byte[] message) {
        for (int at = OPTIONS; at + 8 <= message.length; at += 8 * (message[at + 1] & 0xff)) {
            if (message[at] == 2 && message[at + 1] == 1) {
                return at;
            }
        }
        return -1;
    }
}
