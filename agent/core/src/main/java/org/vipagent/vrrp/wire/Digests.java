package org.vipagent.vrrp.wire;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** What both ways of authentication need of the JDK's cryptography. */
final class Digests {
    private Digests() {}

    /** A keyed digest, to be used again and again by one thread. */
    static Mac keyed(String algorithm, byte[] key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no " + algorithm, e);
        }
    }

    /** Finishes a digest into {@code target}, which has room for it. */
    static void finish(Mac mac, byte[] target) {
        try {
            mac.doFinal(target, 0);
        } catch (ShortBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Takes as long whether the first byte differs or the last: else a forger could find them one by one. */
    static boolean equal(byte[] one, byte[] other, int offset, int length) {
        int difference = 0;
        for (int i = 0; i < length; i++) {
            difference |= one[i] ^ other[offset + i];
        }
        return difference == 0;
    }
}
