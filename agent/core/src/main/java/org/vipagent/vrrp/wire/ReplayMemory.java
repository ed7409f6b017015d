package org.vipagent.vrrp.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vipagent.net.IpAddress;

/**
 * The last sequence number that each sender was believed with. Only for packets whose digest was right: forged ones
 * must not move it, nor push a sender out.
 *
 * <p>Numbers are compared as serial numbers (RFC 1982) of 64 bits, so that they may wrap. Beyond {@value #SENDERS}
 * senders the one that was silent for longest is forgotten: its next packet is believed whatever its number. No segment
 * has so many routers of one VRID, and only holders of the key get in.
 */
final class ReplayMemory {
    private static final int SENDERS = 64;

    private final Map<IpAddress, long[]> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<IpAddress, long[]> eldest) {
            return size() > SENDERS;
        }
    };

    /** Whether the number is after the sender's last one; it is the last one then. */
    boolean accepts(IpAddress sender, long sequence) {
        long[] known = last.get(sender);
        if (known == null) {
            last.put(sender, new long[] {sequence});
            return true;
        }
        if (!after(sequence, known[0])) {
            return false;
        }
        known[0] = sequence;
        return true;
    }

    /** Forgets the sender if its last number is after the given one. */
    void forgetAfter(IpAddress sender, long latest) {
        long[] known = last.get(sender);
        if (known != null && after(known[0], latest)) {
            last.remove(sender);
        }
    }

    /** Serial number arithmetic: half of all numbers are after a given one. */
    static boolean after(long one, long other) {
        return one - other > 0;
    }
}
