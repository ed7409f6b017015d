package org.vipagent.linux.packet;

import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/** How an Ethernet frame begins, and how its fields are filled; allocates nothing. */
final class Ethernet {
    /** Of a hardware address, in bytes. */
    static final int ADDRESS_LENGTH = 6;

    /** Of destination, source and type, in bytes. */
    static final int HEADER_LENGTH = 14;

    private static final int SOURCE = 6;
    private static final int TYPE = 12;

    private Ethernet() {}

    static void header(byte[] frame, MacAddress to, MacAddress from, int type) {
        to.copyTo(frame, 0);
        from.copyTo(frame, SOURCE);
        putShort(frame, TYPE, type);
    }

    /** In the order of the network. */
    static void putShort(byte[] frame, int offset, int value) {
        frame[offset] = (byte) (value >>> 8);
        frame[offset + 1] = (byte) value;
    }

    /** In the order of the network: 0 to 65535. */
    static int unsignedShort(byte[] frame, int offset) {
        return (frame[offset] & 0xff) << 8 | (frame[offset + 1] & 0xff);
    }

    /** @throws IllegalArgumentException for an address that a frame of this family cannot carry */
    static void demand(IpAddress address, AddressFamily family) {
        if (address.family() != family) {
            throw new IllegalArgumentException(address + " is not of the family " + family);
        }
    }
}
