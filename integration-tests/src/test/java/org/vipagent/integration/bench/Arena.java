package org.vipagent.integration.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.Lab;

/**
 * Two routers on a switch and a client that asks their address each millisecond, with everything that watches them. The
 * first router is host 151, the second 152; which of them answered shows in the TTL.
 */
final class Arena implements AutoCloseable {
    static final Duration CALM_WITHIN = Duration.ofSeconds(25);

    /** How long the same router must have answered every question before the world counts as calm. */
    private static final long CALM_MILLIS = 300;

    /** Whoever floods the segment: the capture leaves those frames out, for their number would drown it. */
    static final String ATTACKER_MAC = "02:00:00:00:01:66";

    private static final String FILTER = "icmp or arp or (ip proto 112 and not ether src " + ATTACKER_MAC + ")";
    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(15);

    private final Lab lab;
    private final Path directory;
    private final Couple couple;
    private final Pace pace;
    private final List<Side> sides = new ArrayList<>();
    private final Set<Side> away = new HashSet<>();
    private final Hand hand;
    private final Client client;
    private final Sniffer sniffer;

    /** One of the two. */
    static final class Side {
        private final Program program;
        private final Post post;
        private final int ttl;
        private final HoldWatch watch;
        private volatile Running running;

        private Side(Program program, Post post, int ttl, HoldWatch watch) {
            this.program = program;
            this.post = post;
            this.ttl = ttl;
            this.watch = watch;
        }

        Running running() {
            return running;
        }

        private void endProgram() {
            if (running != null) {
                running.close();
            }
        }

        /** The switch's port of its machine. */
        String port() {
            return post.host().name();
        }

        String address() {
            return post.host().settings().address().address().toString();
        }

        int priority() {
            return post.priority();
        }

        int ttl() {
            return ttl;
        }

        List<HoldWatch.Change> holding() {
            return watch.changes();
        }
    }

    /** @param name short, unique on this machine at this time */
    Arena(String name, Path directory, Couple couple, Pace pace) {
        this.directory = directory;
        this.couple = couple;
        this.pace = pace;
        this.lab = Lab.create(name);
        try {
            Host one = lab.addHost(Host.Settings.of("r1", "02:00:00:00:01:51", "192.168.1.151/24"));
            Host two = lab.addHost(Host.Settings.of("r2", "02:00:00:00:01:52", "192.168.1.152/24"));
            Host asking = lab.addHost(Host.Settings.of("client", "02:00:00:00:01:99", "192.168.1.199/24"));
            sides.add(side(couple.first(), one, 150, 101));
            sides.add(side(couple.second(), two, 100, 102));
            hand = lab.build(() -> Hand.in(lab.switchboard()));
            sniffer = lab.build(() -> Sniffer.start(asking, fresh("wire"), FILTER));
            client = lab.build(() -> Client.start(asking.namespace(), Post.VIP));
            sides.forEach(side -> lab.<AutoCloseable>build(() -> side::endProgram));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Side side(Program program, Host host, int priority, int ttl) {
        host.namespace().sysctl("ipv4/ip_default_ttl", Integer.toString(ttl));
        Post post = new Post(host, directory, pace, priority);
        program.prepare(post);
        return new Side(program, post, ttl, lab.build(() -> HoldWatch.start(host.namespace(), Post.VIP)));
    }

    Path fresh(String name) {
        try {
            return Files.createTempDirectory(directory, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Lab lab() {
        return lab;
    }

    Couple couple() {
        return couple;
    }

    Pace pace() {
        return pace;
    }

    Side first() {
        return sides.get(0);
    }

    Side second() {
        return sides.get(1);
    }

    Hand.Deed act(String command) {
        return hand.act(command);
    }

    /** Starts a router's program; returns when it was started, in microseconds. */
    long start(Side side) {
        away.remove(side);
        long at = Moments.now();
        side.running = side.program.start(side.post.in(fresh(side.port())));
        return at;
    }

    /** Waits for the end of a program that was asked to leave, and tidies up after it. */
    void awaitEnd(Side side) {
        long leader = side.running.leaders().get(0);
        Await.until(side.port() + " has left", LEAVES_WITHIN, () -> ProcessHandle.of(leader)
                .isEmpty());
        side.running.close();
    }

    /** From here on the router does not count, whatever its kernel still holds: nobody can reach it, or it stands still. */
    void disregard(Side side) {
        away.add(side);
    }

    /** Ends what {@link #disregard} began. */
    void regard(Side side) {
        away.remove(side);
    }

    /** What remains of a router that was cut off and frozen goes, and its cable is good again. */
    void clearAway(Side side) {
        act(side.running.signal("KILL"));
        side.running.close();
        side.program.forget(side.post);
        act(Cables.restore(side));
    }

    /** Whether this router alone holds the address and has answered the client for a while. */
    boolean isCalmWith(Side master) {
        Set<Side> holding =
                sides.stream().filter(s -> s.watch.holds() && !away.contains(s)).collect(Collectors.toSet());
        return holding.equals(Set.of(master)) && client.answeredFor(master.ttl()) >= CALM_MILLIS;
    }

    void awaitCalmWith(Side master) {
        Await.until(master.port() + " alone serves", CALM_WITHIN, () -> isCalmWith(master));
    }

    /** Whether a router holds the address, for its kernel. */
    boolean holds(Side side) {
        return side.watch.holds();
    }

    /** Ends the observation. */
    Traffic traffic() {
        return sniffer.stop();
    }

    @Override
    public void close() {
        lab.close();
    }
}
