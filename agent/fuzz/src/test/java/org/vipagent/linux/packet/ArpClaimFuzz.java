package org.vipagent.linux.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.fuzz.Garbage;
import org.vipagent.fuzz.Poison;
import org.vipagent.fuzz.Recorded;
import org.vipagent.net.IpAddress;

/** ARP frames of anybody on the segment. */
class ArpClaimFuzz {
    private static final int FRAME = 42;

    static Stream<byte[]> frames() {
        return Recorded.datagrams("packet", "gratuitous-arp");
    }

    @MethodSource("frames")
    @FuzzTest
    void aFrameClaimsWhatItsSenderFieldsSayOrNothing(byte[] frame) {
        byte[] place = Poison.behind(frame, FRAME, 0);
        Claim claim = Garbage.atMost(1_024, () -> ArpClaims.read(place, frame.length, 7));
        assertThat(read(frame, 0xff)).as("whatever lies behind the frame").isEqualTo(claim);
        assertThat(claim != null).isEqualTo(isClaim(frame));
        if (claim != null) {
            assertThat(claim.interfaceIndex()).isEqualTo(7);
            assertThat(claim.address().toBytes()).isEqualTo(Arrays.copyOfRange(frame, 28, 32));
            assertThat(claim.station().toBytes()).isEqualTo(Arrays.copyOfRange(frame, 22, 28));
            assertThat(read(announcement(claim), 0))
                    .as("announced by ourselves")
                    .isEqualTo(claim);
        }
    }

    private static Claim read(byte[] frame, int poison) {
        return ArpClaims.read(Poison.behind(frame, FRAME, poison), frame.length, 7);
    }

    private static byte[] announcement(Claim claim) {
        byte[] ours = new byte[FRAME];
        ArpFrame.announcement(ours, claim.station(), claim.address());
        return ours;
    }

    /** RFC 826: Ethernet's and IPv4's numbers and lengths; RFC 5227 §2.1.1: who only probes claims nothing. */
    private static boolean isClaim(byte[] frame) {
        return frame.length >= FRAME
                && Arrays.equals(Arrays.copyOfRange(frame, 14, 20), new byte[] {0, 1, 8, 0, 6, 4})
                && !IpAddress.of(Arrays.copyOfRange(frame, 28, 32)).isUnspecified();
    }
}
