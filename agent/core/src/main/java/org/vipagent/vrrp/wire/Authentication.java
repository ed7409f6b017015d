package org.vipagent.vrrp.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The authentication data of a version-2 advert: none, or the clear-text password of RFC 2338 §5.3.6.
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

    /** The Auth Type field: 0 or 1. */
    public int type() {
        return type;
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(data, 0, target, offset, PASSWORD_BYTES);
    }

    boolean matches(byte[] source, int offset) {
        // RFC 3768 §5.3.6: without authentication the field is to be ignored on reception.
        return type == 0 || Arrays.equals(data, 0, PASSWORD_BYTES, source, offset, offset + PASSWORD_BYTES);
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
        return type == 0 ? "none" : "password(hidden)";
    }
}
