package org.vipagent.vrrp.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * How a version-2 advert is authenticated: not at all, by the clear-text password or by the authentication header of
 * RFC 2338 §5.3.6.
 *
 * <p>The text form never shows the password.
 */
public final class Authentication {
    /** Bytes that the password field has on the wire; longer passwords are cut as keepalived does. */
    public static final int PASSWORD_BYTES = 8;

    private static final Authentication NONE = new Authentication(0, new byte[PASSWORD_BYTES]);

    private final int type;
    private final byte[] data;

    private Authentication(int type, byte[] data) {
        this.type = type;
        this.data = data;
    }

    /** Type 0: eight zero bytes, which a receiver ignores. */
    public static Authentication none() {
        return NONE;
    }

    /** Type 1. Only the first {@value #PASSWORD_BYTES} bytes count; shorter ones are padded with zero bytes. */
    public static Authentication password(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        return new Authentication(1, Arrays.copyOf(bytes, PASSWORD_BYTES));
    }

    /**
     * Type 2: the header that {@link AuthenticationHeader} makes; the field itself stays zero.
     *
     * @param password the key; only its first {@value #PASSWORD_BYTES} bytes count, as with keepalived
     */
    public static Authentication header(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        return new Authentication(2, Arrays.copyOf(bytes, PASSWORD_BYTES));
    }

    /** The Auth Type field: 0 to 2. */
    public int type() {
        return type;
    }

    /** Whether an authentication header goes in front of the message. */
    public boolean isHeader() {
        return type == 2;
    }

    /** What the digest of an authentication header is made with: {@value #PASSWORD_BYTES} bytes. */
    byte[] key() {
        return data;
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(type == 1 ? data : NONE.data, 0, target, offset, PASSWORD_BYTES);
    }

    boolean matches(byte[] source, int offset) {
        // RFC 3768 §5.3.6: without a password the field is to be ignored on reception.
        return type != 1 || Digests.equal(data, source, offset, PASSWORD_BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Authentication that && type == that.type && MessageDigest.isEqual(data, that.data);
    }

    @Override
    public int hashCode() {
        return type;
    }

    @Override
    public String toString() {
        return switch (type) {
            case 0 -> "none";
            case 1 -> "password(hidden)";
            default -> "header(hidden)";
        };
    }
}
