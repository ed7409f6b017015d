package org.vipagent.net;

/** The two address families that VRRP and IPVS know. */
public enum AddressFamily {
    INET(4, 32),
    INET6(16, 128);

    private final int bytes;
    private final int bits;

    AddressFamily(int bytes, int bits) {
        this.bytes = bytes;
        this.bits = bits;
    }

    /** Length of an address in bytes: 4 or 16. */
    public int bytes() {
        return bytes;
    }

    /** Length of an address in bits: 32 or 128. */
    public int bits() {
        return bits;
    }
}
