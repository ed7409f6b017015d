package org.vipagent.vrrp.wire;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** RFC 1071, from its text. */
final class InternetSum {
    private InternetSum() {}

    /** Whether all words, the checksum among them, give all ones. */
    static boolean isRight(byte[] message, byte[] pseudoHeader) {
        return sum(message, pseudoHeader) == 0xffff;
    }

    /** Puts the checksum into bytes 6 and 7. */
    static void write(byte[] message, int summed, byte[] pseudoHeader) {
        message[6] = 0;
        message[7] = 0;
        byte[] covered = Arrays.copyOf(message, summed);
        int checksum = 0xffff - sum(covered, pseudoHeader);
        message[6] = (byte) (checksum >> 8);
        message[7] = (byte) checksum;
    }

    private static int sum(byte[] message, byte[] pseudoHeader) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(pseudoHeader);
        all.writeBytes(message);
        if (all.size() % 2 == 1) {
            all.write(0);
        }
        byte[] words = all.toByteArray();
        int sum = 0;
        for (int i = 0; i < words.length; i += 2) {
            sum += (words[i] & 0xff) * 256 + (words[i + 1] & 0xff);
            sum = sum > 0xffff ? sum - 0xffff : sum;
        }
        return sum;
    }
}
