package org.vipagent.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AttributeReaderTest {
    private static AttributeReader reading(String hex) {
        return new AttributeReader(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }

    @Test
    void readsBackWhatTheWriterWrote() throws Exception {
        byte[] message = new MessageWriter(1, 0)
                .attributeString(1, "eth0")
                .attributeInt(2, -7)
                .attributeLong(3, Long.MAX_VALUE)
                .attributeNetworkShort(4, 443)
                .nested(5, inner -> inner.attributeShort(6, 65_535).attributeByte(7, 200))
                .toBytes(0, 1);
        AttributeReader attributes = NetlinkMessage.split(message).get(0).attributes(0);
        attributes.next();
        assertThat(attributes.asString()).isEqualTo("eth0");
        attributes.next();
        assertThat(attributes.asInt()).isEqualTo(-7);
        attributes.next();
        assertThat(attributes.asLong()).isEqualTo(Long.MAX_VALUE);
        attributes.next();
        assertThat(attributes.asNetworkShort()).isEqualTo(443);
        attributes.next();
        assertThat(attributes.type()).isEqualTo(5);
        AttributeReader inner = attributes.nested();
        inner.next();
        assertThat(inner.asShort()).isEqualTo(65_535);
        inner.next();
        assertThat(inner.asByte()).isEqualTo(200);
        assertThat(inner.next()).isFalse();
        assertThat(attributes.next()).isFalse();
        attributes.finish();
    }

    @Test
    void keepsTheFirstErrorAndGivesZerosAfterIt() {
        AttributeReader attributes = reading("05000100" + "2a000000" + "08000200" + "07000000");
        assertThat(attributes.next()).isTrue();
        assertThat(attributes.asInt()).isZero();
        assertThat(attributes.asByte()).isZero();
        assertThat(attributes.next()).isFalse();
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(attributes::finish)
                .withMessage("attribute 1 has 1 bytes, not 4");
    }

    @Test
    void refusesAnAttributeThatIsLongerThanWhatIsThere() {
        AttributeReader attributes = reading("0c000100" + "2a000000");
        assertThat(attributes.next()).isFalse();
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(attributes::finish)
                .withMessage("an attribute of 12 bytes in 8");
    }

    @Test
    void refusesAnAttributeThatIsShorterThanItsHeader() {
        AttributeReader attributes = reading("03000100");
        assertThat(attributes.next()).isFalse();
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(attributes::finish);
    }

    @Test
    void hearsOfAnErrorInANest() {
        AttributeReader attributes = reading("0c000180" + "09000200" + "2a000000");
        attributes.next();
        assertThat(attributes.nested().next()).isFalse();
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(attributes::finish);
    }

    @Test
    void givesZerosForAStructureThatIsCutAndAllOfOneThatHasGrown() {
        AttributeReader attributes = reading("08000100" + "01020304" + "06000200" + "01020000");
        attributes.next();
        assertThat(attributes.asBytes(2)).containsExactly(1, 2, 3, 4);
        attributes.next();
        assertThat(attributes.asBytes(4)).containsExactly(0, 0, 0, 0);
    }

    @Property
    void walksAnyBytesWithoutAnotherEndThanAnError(@ForAll @Size(max = 64) byte[] bytes) {
        assertThatNoException().isThrownBy(() -> {
            AttributeReader attributes = new AttributeReader(ByteBuffer.wrap(bytes));
            while (attributes.next()) {
                attributes.asLong();
                attributes.asString();
                AttributeReader inner = attributes.nested();
                while (inner.next()) {
                    inner.asInt();
                }
            }
            assertThat(finishes(attributes)).isIn(true, false);
        });
    }

    @Property
    void splitsAnyBytesOrRefusesThem(@ForAll @Size(max = 64) byte[] bytes) {
        byte[] aligned = Arrays.copyOf(bytes, bytes.length);
        assertThatNoException().isThrownBy(() -> {
            try {
                NetlinkMessage.split(aligned).forEach(message -> message.attributes(8));
            } catch (MalformedMessageException refused) {
                assertThat(refused).hasMessageStartingWith("a message");
            }
        });
    }

    private static boolean finishes(AttributeReader attributes) {
        try {
            attributes.finish();
            return true;
        } catch (MalformedMessageException e) {
            return false;
        }
    }
}
