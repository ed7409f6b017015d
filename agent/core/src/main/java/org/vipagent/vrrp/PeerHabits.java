package org.vipagent.vrrp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterEffect.Noted;
import org.vipagent.vrrp.wire.ChecksumForm;
import org.vipagent.vrrp.wire.Decoded;

/**
 * What is peculiar in how peers write adverts that are believed all the same: told once for each peer, and again if it
 * ceased in between. Each kind is told at most once a minute, whoever does it.
 */
final class PeerHabits {
    private static final int PEERS = 64;

    private static final int OTHER_CHECKSUM = 1;
    private static final int GLOBAL_FIRST = 2;
    private static final int NO_TRAILER = 4;
    private static final int CLOCK_OFF = 8;

    private final Map<IpAddress, int[]> told = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<IpAddress, int[]> eldest) {
            return size() > PEERS;
        }
    };
    private final RouterConfig config;
    private final ChecksumForm ours;
    private final int windowSeconds;
    private final int clockTolerance;

    PeerHabits(RouterConfig config) {
        this.config = config;
        this.ours = config.format().checksumForm();
        this.windowSeconds = config.hmac()
                .map(hmac -> (int) (hmac.timeWindowNanos() / 1_000_000_000L))
                .orElse(Integer.MAX_VALUE);
        // Equal clocks too differ by one in whole seconds, where an advert is on its way as the second ends.
        this.clockTolerance = Math.max(1, windowSeconds / 2);
    }

    /** Counts, and says what is worth a note; null if nothing. */
    Noted remark(Decoded.Valid valid, IpAddress source, Tally tally, Notices notices, long now) {
        int seen = habits(valid);
        if ((seen & OTHER_CHECKSUM) != 0) {
            tally.otherChecksumForm();
        }
        if ((seen & NO_TRAILER) != 0) {
            tally.unauthenticated();
        }
        int[] known = told.get(source);
        int before = known == null ? 0 : known[0];
        int one = Integer.lowestOneBit(seen & ~before);
        boolean tell = one != 0 && notices.allows(event(one), now);
        int after = (before & seen) | (tell ? one : 0);
        if (known != null) {
            known[0] = after;
        } else if (after != 0) {
            told.put(source, new int[] {after});
        }
        return tell ? new Noted(event(one), source + text(one, valid)) : null;
    }

    private int habits(Decoded.Valid valid) {
        int seen = valid.checksum() == ours ? 0 : OTHER_CHECKSUM;
        boolean global = config.key().family() == AddressFamily.INET6
                && !valid.advert().addresses().isEmpty()
                && !valid.advert().addresses().get(0).isLinkLocal();
        seen |= global ? GLOBAL_FIRST : 0;
        seen |= config.hmac().isPresent() && !valid.trailer() ? NO_TRAILER : 0;
        return seen | (Math.abs(valid.clockOffSeconds()) > clockTolerance ? CLOCK_OFF : 0);
    }

    private static RouterEvent event(int habit) {
        return switch (habit) {
            case OTHER_CHECKSUM -> RouterEvent.OTHER_CHECKSUM_FORM;
            case GLOBAL_FIRST -> RouterEvent.GLOBAL_ADDRESS_FIRST;
            case NO_TRAILER -> RouterEvent.NOT_AUTHENTICATED;
            default -> RouterEvent.CLOCK_OFF;
        };
    }

    private String text(int habit, Decoded.Valid valid) {
        return switch (habit) {
            case OTHER_CHECKSUM ->
                " sends checksums " + valid.checksum().words() + ", here they are sent " + ours.words()
                        + ": it may not believe ours";
            case GLOBAL_FIRST -> " lists a global IPv6 address first; RFC 9568 wants the link-local one there";
            case NO_TRAILER -> " sends no HMAC trailer; with auth_hmac's mode enforce it would not be believed";
            default ->
                " stamps adverts " + ClockOff.words(valid.clockOffSeconds()) + ": it will not be believed beyond "
                        + windowSeconds + " s";
        };
    }
}
