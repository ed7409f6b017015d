package org.vipagent.daemon;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect;

/**
 * Announcements on their way out: every address once before any is repeated, so that at a takeover of many the last one
 * waits for the others' first frames alone. An address waits once, however often it is announced.
 */
final class AnnouncementQueue {
    private final Map<Target, Integer> fresh = new LinkedHashMap<>();
    private final Map<Target, Integer> repeats = new LinkedHashMap<>();

    /** An address on an interface. */
    record Target(InterfaceName device, IpAddress address) {}

    /** What became of a frame. */
    enum Outcome {
        SENT,
        /** The queues are full; this one and those behind it stay. */
        FULL,
        /** It cannot be sent, nor repeated. */
        FAILED
    }

    /** Takes a frame. */
    interface Sender {
        Outcome send(Target target);
    }

    /** Takes an announcement; one of no repetition takes back what still waits of it. */
    void add(NodeEffect.AnnounceAddresses announcement) {
        for (IpAddress address : announcement.addresses()) {
            Target target = new Target(announcement.device(), address);
            if (announcement.repeat() == 0) {
                fresh.remove(target);
                repeats.remove(target);
            } else {
                Integer left = repeats.remove(target);
                fresh.merge(target, Math.max(announcement.repeat(), left == null ? 0 : left), Math::max);
            }
        }
    }

    boolean isEmpty() {
        return fresh.isEmpty() && repeats.isEmpty();
    }

    /**
     * Sends what waits.
     *
     * @param frames at most that many
     * @return whether something is left that can be tried later
     */
    boolean send(Sender sender, int frames) {
        for (int i = 0; i < frames && !isEmpty(); i++) {
            Map<Target, Integer> from = fresh.isEmpty() ? repeats : fresh;
            Iterator<Map.Entry<Target, Integer>> first = from.entrySet().iterator();
            Map.Entry<Target, Integer> entry = first.next();
            Target target = entry.getKey();
            int left = entry.getValue() - 1;
            Outcome outcome = sender.send(target);
            if (outcome == Outcome.FULL) {
                return true;
            }
            first.remove();
            if (outcome == Outcome.SENT && left > 0) {
                repeats.put(target, left);
            }
        }
        return !isEmpty();
    }
}
