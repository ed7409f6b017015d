package org.vipagent.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;

/**
 * Sends gratuitous ARP and neighbour advertisements in portions: a takeover of a thousand instances asks for thousands
 * of packets, and adverts may not wait for them. Every instance's first packets go before anybody's second ones, since
 * the first one moves the clients and the others only insure it.
 */
final class Announcer {
    /** About a millisecond's work. */
    static final int PACKETS_PER_TURN = 64;

    private final Map<Place, Queue> queues = new HashMap<>();
    private final List<Queue> busy = new ArrayList<>();
    private final Outbox outbox;

    /** Where packets have to keep a distance from each other. */
    private record Place(InterfaceName device, AddressFamily family) {}

    private static final class Queue {
        private final Deque<Announcement> waiting = new ArrayDeque<>();
        private long nextAt;
    }

    Announcer(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Announces every address so often, from the next {@link #send} on. */
    void announce(Announcement announcement, int repeat) {
        if (!announcement.order(repeat)) {
            return;
        }
        Place place = new Place(announcement.device(), announcement.family());
        Queue queue = queues.computeIfAbsent(place, p -> new Queue());
        if (queue.waiting.isEmpty()) {
            busy.add(queue);
        }
        queue.waiting.add(announcement);
    }

    /** When {@link #send} is to be called; in the past if there is more to send than one turn may. */
    long nextDeadline() {
        long next = Node.NEVER;
        for (int i = 0; i < busy.size(); i++) {
            next = Math.min(next, busy.get(i).nextAt);
        }
        return next;
    }

    /** Sends what is due, but no more than a portion. */
    void send(long now) {
        if (busy.isEmpty()) {
            return;
        }
        int share = Math.max(1, PACKETS_PER_TURN / busy.size());
        for (Queue queue : busy) {
            send(queue, share, now);
        }
        busy.removeIf(queue -> queue.waiting.isEmpty());
    }

    private void send(Queue queue, int most, long now) {
        int left = most;
        while (left > 0 && queue.nextAt <= now && !queue.waiting.isEmpty()) {
            Announcement first = queue.waiting.poll();
            if (!first.isDue()) {
                first.dequeued();
                continue;
            }
            boolean paced = first.intervalNanos() > 0;
            NodeEffect.AnnounceAddresses packets = first.take(paced ? 1 : left);
            if (!packets.addresses().isEmpty()) {
                outbox.add(packets);
            }
            left -= packets.addresses().size();
            if (paced) {
                queue.nextAt = now + first.intervalNanos();
            }
            if (first.isInMidRound()) {
                queue.waiting.addFirst(first);
            } else if (first.isDone()) {
                first.dequeued();
            } else {
                queue.waiting.addLast(first);
            }
        }
    }
}
