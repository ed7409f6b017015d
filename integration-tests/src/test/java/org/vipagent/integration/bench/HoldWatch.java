package org.vipagent.integration.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.NetworkNamespace;
import org.vipagent.net.IpAddress;

/**
 * Since when a router's kernel holds the virtual address: it is on an interface that can send. An interface without its
 * carrier holds nothing, nor does FRR's macvlan while it is held down. Told by the kernel's own events; {@code ip
 * monitor} stamps them in real time, well within a millisecond.
 */
final class HoldWatch implements AutoCloseable {
    private static final Duration BEGINS_WITHIN = Duration.ofSeconds(10);
    private static final String EVENT = "(Deleted )?\\d+: ([^\\s@:]+)(?:@\\S+)?:? +(?:<([^>]*)>|inet ([0-9.]+)[/ ]).*";
    private static final Pattern LINE = Pattern.compile(EVENT);
    private static final Pattern TIMED_LINE = Pattern.compile("\\[([0-9T:.-]+)\\] " + EVENT);

    private final String address;
    private final Set<String> withAddress = new HashSet<>();
    private final Set<String> withCarrier = new HashSet<>();
    private final List<Change> changes = new ArrayList<>();
    private final Tool monitor;

    /**
     * From then on it holds, or does not.
     *
     * @param at microseconds
     */
    record Change(long at, boolean holds) {}

    private HoldWatch(NetworkNamespace namespace, IpAddress address) {
        this.address = address.toString();
        AtomicBoolean heard = new AtomicBoolean();
        List<String> words =
                List.of("chrt", "-f", "55", "env", "TZ=UTC", "ip", "-ts", "-o", "monitor", "address", "link");
        this.monitor = Tool.talking(namespace, words, line -> {
            heard.set(true);
            take(TIMED_LINE.matcher(line));
        });
        try {
            // It does not say when it listens: give it something to hear until it does.
            Await.until("changes of " + namespace.name() + " are heard", BEGINS_WITHIN, () -> {
                namespace.ip("link set dev lo alias watched");
                return heard.get();
            });
            namespace.ip("-o link show").lines().forEach(line -> takeNow(LINE.matcher(line)));
            namespace.ip("-o addr show").lines().forEach(line -> takeNow(LINE.matcher(line)));
        } catch (RuntimeException e) {
            monitor.close();
            throw e;
        }
    }

    static HoldWatch start(NetworkNamespace namespace, IpAddress address) {
        return new HoldWatch(namespace, address);
    }

    private void take(Matcher line) {
        if (line.matches()) {
            take(Moments.ofTimestamp(line.group(1)), line, 2);
        }
    }

    private void takeNow(Matcher line) {
        if (line.matches()) {
            take(Moments.now(), line, 1);
        }
    }

    private synchronized void take(long at, Matcher line, int first) {
        boolean there = line.group(first) == null;
        String device = line.group(first + 1);
        String flags = line.group(first + 2);
        if (flags != null) {
            put(withCarrier, device, there && List.of(flags.split(",")).contains("LOWER_UP"));
        } else if (address.equals(line.group(first + 3))) {
            put(withAddress, device, there);
        }
        boolean holds = withAddress.stream().anyMatch(withCarrier::contains);
        if (changes.isEmpty() || changes.get(changes.size() - 1).holds() != holds) {
            changes.add(new Change(at, holds));
        }
    }

    private static void put(Set<String> devices, String device, boolean in) {
        if (in) {
            devices.add(device);
        } else {
            devices.remove(device);
        }
    }

    synchronized boolean holds() {
        return !changes.isEmpty() && changes.get(changes.size() - 1).holds();
    }

    /** Every change so far, in order. */
    synchronized List<Change> changes() {
        return List.copyOf(changes);
    }

    /** For how many microseconds of a span both held the address. */
    static long both(List<Change> one, List<Change> other, long from, long to) {
        long sum = 0;
        long since = from;
        boolean oneHolds = at(one, from);
        boolean otherHolds = at(other, from);
        List<Change> rest = new ArrayList<>();
        one.stream().filter(c -> c.at() > from && c.at() < to).forEach(rest::add);
        other.stream().filter(c -> c.at() > from && c.at() < to).forEach(rest::add);
        rest.sort((a, b) -> Long.compare(a.at(), b.at()));
        for (Change change : rest) {
            sum += oneHolds && otherHolds ? change.at() - since : 0;
            since = change.at();
            oneHolds = at(one, since);
            otherHolds = at(other, since);
        }
        return sum + (oneHolds && otherHolds ? to - since : 0);
    }

    private static boolean at(List<Change> changes, long time) {
        boolean holds = false;
        for (Change change : changes) {
            if (change.at() > time) {
                break;
            }
            holds = change.holds();
        }
        return holds;
    }

    @Override
    public void close() {
        monitor.close();
    }
}
