package org.vipagent.linux.packet;

import org.vipagent.linux.libc.AncillaryData;
import org.vipagent.linux.libc.SocketOption;

/** What a socket's buffer had no room for (SO_RXQ_OVFL, socket(7)): the kernel tells it with the next packet that it had. */
final class OverflowCounter {
    private long packets;
    private int last;

    void note(AncillaryData incoming) {
        int at = incoming.find(SocketOption.SO_RXQ_OVFL, Integer.BYTES);
        if (at >= 0) {
            int now = incoming.values().getInt(at);
            // The kernel counts in 32 bits and starts again at 0: at 100,000 a second after twelve hours.
            packets += Integer.toUnsignedLong(now - last);
            last = now;
        }
    }

    long packets() {
        return packets;
    }
}
