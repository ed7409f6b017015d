package org.vipagent.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MessageWriterTest {
    private static final int TYPE = 0x14;

    @Test
    void writesHeaderAttributesAndPadding() {
        byte[] message = new MessageWriter(TYPE, Netlink.NLM_F_CREATE)
                .putByte(2)
                .putByte(21)
                .putShort(0x0102)
                .putInt(7)
                .attributeString(3, "v0:vip")
                .attributeByte(4, 255)
                .attributeNetworkShort(5, 0x0050)
                .attributeShort(6, 0x0050)
                .attributeLong(7, 1)
                .toBytes(Netlink.NLM_F_ACK, 9);
        // By hand from linux/netlink.h, little-endian.
        assertThat(HexFormat.of().formatHex(message))
                .isEqualTo("48000000" + "1400" + "0504" + "09000000" + "00000000"
                        + "0215" + "0201" + "07000000"
                        + "0b000300" + "76303a76697000" + "00"
                        + "05000400" + "ff000000"
                        + "06000500" + "00500000"
                        + "06000600" + "50000000"
                        + "0c000700" + "0100000000000000");
    }

    @Test
    void saysTheLengthOfANestAfterItIsFull() {
        byte[] message = new MessageWriter(TYPE, 0)
                .nested(1, inner -> inner.attributeInt(2, 3).nested(4, deep -> deep.attributeByte(5, 6)))
                .toBytes(0, 1);
        assertThat(HexFormat.of().formatHex(message, Netlink.HEADER_LENGTH, message.length))
                .isEqualTo("18000180" + "08000200" + "03000000" + "0c000480" + "05000500" + "06000000");
    }

    @Test
    void refusesAnAttributeWhoseLengthDoesNotFit() {
        MessageWriter writer = new MessageWriter(TYPE, 0);
        writer.attribute(1, new byte[65_531]);
        assertThatThrownBy(() -> writer.attribute(1, new byte[65_532])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesANestWhoseLengthDoesNotFit() {
        MessageWriter writer = new MessageWriter(TYPE, 0);
        assertThatThrownBy(() ->
                        writer.nested(1, w -> w.attribute(2, new byte[40_000]).attribute(3, new byte[40_000])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesATypeBeyondSixteenBits() {
        assertThatThrownBy(() -> new MessageWriter(65_536, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
