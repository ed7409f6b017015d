package org.vipagent.vrrp.wire;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether an authentication header is right: RFC 2402, RFC 2403 and what keepalived makes of the TTL. */
record HeaderJudge(Arrival arrival, AdvertFormat format) {
    private static final int DIGEST = 12;
    private static final int HEADER = 24;

    boolean isRight() {
        byte[] payload = arrival.payload();
        if (payload.length < HEADER || arrival.ipHeader().length < 20) {
            return false;
        }
        boolean shape = payload[0] == 112
                && payload[1] == 4
                && Arrays.equals(
                        Arrays.copyOfRange(payload, 4, 8), arrival.source().toBytes());
        return shape && Arrays.equals(Arrays.copyOfRange(payload, DIGEST, HEADER), digest());
    }

    /** HMAC-MD5-96 over everything, what routers change and the digest itself as zero. */
    byte[] digest() {
        byte[] ip = arrival.ipHeader().clone();
        for (int changed : new int[] {1, 6, 7, 10, 11}) {
            ip[changed] = 0;
        }
        if (format.unicast()) {
            ip[8] = 0;
        }
        byte[] rest = arrival.payload().clone();
        Arrays.fill(rest, DIGEST, HEADER, (byte) 0);
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(format.authentication().key(), "HmacMD5"));
            mac.update(ip);
            return Arrays.copyOf(mac.doFinal(rest), 12);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
