package org.vipagent.vrrp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterEffect.Announce;
import org.vipagent.vrrp.RouterEffect.ConfirmAddresses;
import org.vipagent.vrrp.RouterEffect.Noted;
import org.vipagent.vrrp.RouterEffect.RoleChanged;
import org.vipagent.vrrp.RouterEffect.SendAdvert;

/** A few nodes on one link with a delay of half a millisecond; writes down what happens, and who held the addresses. */
final class ScriptedLink {
    static final long MICROSECOND = 1_000L;
    private static final long DELAY_NANOS = 500 * MICROSECOND;

    private final Map<String, ScriptedNode> nodes = new LinkedHashMap<>();
    private final Set<String> cuts = new HashSet<>();
    private final Map<String, Integer> regularAdverts = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private String announcer = "nobody";
    private long now = 1_000_000_000_000L;
    private final long startedAt = now;
    private long unheld;
    private long held;
    private long heldTwice;

    void add(ScriptedNode node) {
        nodes.put(node.name, node);
    }

    ScriptedNode node(String name) {
        ScriptedNode node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no node " + name);
        }
        return node;
    }

    void start(String name) {
        ScriptedNode node = node(name);
        happened(node, new ScriptedNode.Happened(node.router.start(node.address, now), false));
    }

    void stop(String name) {
        ScriptedNode node = node(name);
        happened(node, new ScriptedNode.Happened(node.router.stop(now), false));
    }

    void hint(String name) {
        ScriptedNode node = node(name);
        happened(node, new ScriptedNode.Happened(node.router.resumed(now), false));
    }

    void cut(String from, String to) {
        cuts.add(from + ">" + to);
    }

    void heal() {
        cuts.clear();
    }

    /** Somebody who is none of the nodes sends to all of them. */
    void inject(IpAddress source, byte[] message, long at) {
        nodes.values().forEach(node -> node.deliver(new ScriptedNode.Packet(source, message, at)));
    }

    long now() {
        return now;
    }

    void run(long nanos) {
        long until = now + nanos;
        while (true) {
            ScriptedNode next = null;
            for (ScriptedNode node : nodes.values()) {
                if (node.nextAt() <= until && (next == null || node.nextAt() < next.nextAt())) {
                    next = node;
                }
            }
            if (next == null) {
                advance(until);
                return;
            }
            advance(Math.max(now, next.nextAt()));
            for (ScriptedNode.Happened happened : next.turn(now)) {
                happened(next, happened);
            }
        }
    }

    private void advance(long to) {
        long holders =
                nodes.values().stream().filter(ScriptedNode::holdsAddresses).count();
        if (holders == 0) {
            unheld += to - now;
        } else if (holders == 1) {
            held += to - now;
        } else {
            heldTwice += to - now;
        }
        now = to;
    }

    private void happened(ScriptedNode node, ScriptedNode.Happened happened) {
        List<String> words = new ArrayList<>();
        for (RouterEffect effect : happened.effects()) {
            words.add(perform(node, effect));
        }
        node.askKernel(now);
        if (happened.regular()) {
            regularAdverts.merge(node.name, 1, Integer::sum);
        } else if (!words.isEmpty()) {
            lines.add("> " + at() + " " + node.name + ": " + String.join("; ", words));
        }
    }

    private String perform(ScriptedNode node, RouterEffect effect) {
        if (effect instanceof SendAdvert advert) {
            byte[] message = node.advert(advert.priority());
            for (ScriptedNode other : nodes.values()) {
                if (other != node && !cuts.contains(node.name + ">" + other.name)) {
                    other.deliver(new ScriptedNode.Packet(node.address, message, now + DELAY_NANOS));
                }
            }
            return "send " + advert.priority();
        }
        if (effect instanceof Announce announce) {
            announcer = node.name;
            return "announce x" + announce.repeat();
        }
        if (effect instanceof RoleChanged change) {
            return change.from() + " -> " + change.to() + " epoch " + change.epoch() + " (" + change.cause() + ")";
        }
        if (effect instanceof Noted noted) {
            return "note " + noted.event() + " (" + noted.text() + ")";
        }
        if (effect instanceof ConfirmAddresses) {
            node.confirm(now);
            return "ask the kernel anew";
        }
        return "stopped";
    }

    private String at() {
        long micros = (now - startedAt) / MICROSECOND;
        return String.format(Locale.ROOT, "%d.%03d ms", micros / 1000, micros % 1000);
    }

    /** What happened since this was asked last, closed by a line on who is what. */
    List<String> report() {
        Set<String> holders = new TreeSet<>();
        List<String> roles = new ArrayList<>();
        for (ScriptedNode node : nodes.values()) {
            roles.add(node.name + " " + (node.isUp() ? node.router.role() : "down") + " sent "
                    + regularAdverts.getOrDefault(node.name, 0));
            if (node.holdsAddresses()) {
                holders.add(node.name);
            }
        }
        lines.add("= " + String.join(", ", roles) + "; held by " + holders + ", last announced by " + announcer
                + "; by none " + millis(unheld) + ", by one " + millis(held) + ", by more " + millis(heldTwice));
        List<String> report = List.copyOf(lines);
        lines.clear();
        regularAdverts.clear();
        unheld = 0;
        held = 0;
        heldTwice = 0;
        return report;
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
}
