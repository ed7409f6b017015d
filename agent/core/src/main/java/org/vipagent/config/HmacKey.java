package org.vipagent.config;

import java.security.MessageDigest;

/**
 * A secret of {@code auth_hmac} and its number. The text form never shows the secret.
 *
 * @param id 1 to 255, the same on all nodes
 * @param secret 32 to 64 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared below, and never changed
public record HmacKey(int id, byte[] secret) {
    /** The shortest secret, in bytes: half of its bits remain against a search by a quantum computer. */
    public static final int LEAST_BYTES = 32;

    /** The longest secret, in bytes: a block of SHA-256. */
    public static final int MOST_BYTES = 64;

    @Override
    public boolean equals(Object other) {
        return other instanceof HmacKey that && id == that.id && MessageDigest.isEqual(secret, that.secret);
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return "HmacKey[id=" + id + ", secret=***]";
    }
}
