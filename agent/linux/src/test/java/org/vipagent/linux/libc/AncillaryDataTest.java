package org.vipagent.linux.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AncillaryDataTest {
    private final NativeBuffer buffer = Libc.load().allocate(AncillaryData.CAPACITY);
    private final AncillaryData data = new AncillaryData(buffer);

    @Test
    void laysOutFieldsAsTheHeaderSays() {
        // CMSG_LEN(12) = 28 and CMSG_SPACE(12) = 32, as gcc prints them on x86-64
        assertThat(data.append(SocketOption.IP_PKTINFO, 12)).isEqualTo(16);
        assertThat(data.append(SocketOption.IP_TTL, 4)).isEqualTo(32 + 16);
        assertThat(data.length()).isEqualTo(32 + 24);
        assertThat(buffer.getLong(0)).isEqualTo(28);
        assertThat(buffer.getInt(8)).isZero();
        assertThat(buffer.getInt(12)).isEqualTo(8);
        assertThat(buffer.getLong(32)).isEqualTo(20);
        assertThat(buffer.getInt(44)).isEqualTo(2);
    }

    @Test
    void findsWhatCame() {
        data.append(SocketOption.IPV6_PKTINFO, 20);
        data.append(SocketOption.IPV6_HOPLIMIT, 4);
        assertThat(data.find(SocketOption.IPV6_PKTINFO, 20)).isEqualTo(16);
        assertThat(data.find(SocketOption.IPV6_HOPLIMIT, 4)).isEqualTo(56);
        assertThat(data.find(SocketOption.IP_TTL, 4)).isEqualTo(-1);
    }

    @Test
    void findsNothingInWhatIsShorterThanAsked() {
        data.append(SocketOption.IP_TTL, 1);
        assertThat(data.find(SocketOption.IP_TTL, 4)).isEqualTo(-1);
    }

    @Test
    void findsNothingBehindALengthThatCannotBe() {
        data.append(SocketOption.IP_PKTINFO, 12);
        data.append(SocketOption.IP_TTL, 4);
        for (long length : new long[] {0, 15, 57, -1, Long.MAX_VALUE}) {
            buffer.putLong(0, length);
            assertThat(data.find(SocketOption.IP_TTL, 4)).isEqualTo(-1);
        }
    }

    @Test
    void findsNothingBeyondWhatTheKernelWrote() {
        data.append(SocketOption.IP_PKTINFO, 12);
        data.append(SocketOption.IP_TTL, 4);
        data.received(32 + 16);
        assertThat(data.find(SocketOption.IP_TTL, 4)).isEqualTo(-1);
        data.received(Long.MAX_VALUE);
        assertThat(data.length()).isEqualTo(AncillaryData.CAPACITY);
        data.received(-1);
        assertThat(data.find(SocketOption.IP_PKTINFO, 12)).isEqualTo(-1);
    }

    @Test
    void refusesMoreThanItHolds() {
        assertThatThrownBy(() -> data.append(SocketOption.IP_PKTINFO, AncillaryData.CAPACITY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("IP_PKTINFO");
    }
}
