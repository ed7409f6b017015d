package org.vipagent.integration.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.vipagent.daemon.lab.AdvertFlood;
import org.vipagent.daemon.lab.AdvertFlood.Forgery;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.LabException;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.AdvertFormat;
import org.vipagent.vrrp.wire.Authentication;

/** Somebody on the segment sends thousands of adverts with the pair's VRID; the pair advertises each 0.1 s. */
final class Floods {
    static final int PER_SECOND = 5_000;
    private static final Pace PACE = Pace.V3_100MS;
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final IpAddress ATTACKER = IpAddress.parse("192.168.1.166");
    private static final IpAddress FOREIGN = IpAddress.parse("10.9.9.9");

    private final Options options;
    private final Path directory;
    private final List<Result> results = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Floods(Options options, Path directory) {
        this.options = options;
        this.directory = directory;
    }

    /** What is forged. */
    enum Kind {
        LOWER("lower priority", 50, false, 255),
        LOWER_FOREIGN("lower priority, foreign address", 50, true, 255),
        HIGHER_FOREIGN("higher priority, foreign address", 250, true, 255),
        ROUTED("higher priority, TTL 64", 250, false, 64);

        private final String text;
        private final int priority;
        private final boolean foreign;
        private final int ttl;

        Kind(String text, int priority, boolean foreign, int ttl) {
            this.text = text;
            this.priority = priority;
            this.foreign = foreign;
            this.ttl = ttl;
        }

        String text() {
            return text;
        }

        private Forgery forgery() {
            AdvertFormat format = new AdvertFormat(
                    3,
                    Post.VRID,
                    AddressFamily.INET,
                    PACE.interval().toNanos(),
                    List.of(foreign ? FOREIGN : Post.VIP),
                    Authentication.none(),
                    false,
                    false);
            return Forgery.of(format, priority, ATTACKER).withTtl(ttl);
        }
    }

    /**
     * What came of it.
     *
     * @param sentPerSecond what the flood reached
     * @param failovers how often the master lost the address or the backup took it; both together are one
     * @param lostAdverts of the master's that were due and did not come, by the gaps between those that came
     * @param dropped by the raw sockets of both
     * @param gapMillis the client's longest
     * @param logLines of both
     * @param microsPerPacket processor time of both for each packet received by one of them
     */
    record Result(
            Program program,
            Kind kind,
            double sentPerSecond,
            int failovers,
            int lostAdverts,
            long dropped,
            double gapMillis,
            long logLines,
            double microsPerPacket) {}

    List<Result> results() {
        return results;
    }

    List<String> problems() {
        return problems;
    }

    void run() {
        for (Kind kind : Kind.values()) {
            for (Program program : options.programs()) {
                try {
                    flood(program, kind);
                } catch (LabException e) {
                    problems.add("flood, " + kind.text() + ", " + program.text() + ": " + e.getMessage());
                }
            }
        }
    }

    private void flood(Program program, Kind kind) {
        String name = "vipagent-bench-" + ProcessHandle.current().pid();
        try (Arena arena = new Arena(name, directory, new Couple(program, program), PACE)) {
            Host attacker = arena.lab().addHost(Host.Settings.of("attacker", Arena.ATTACKER_MAC, ATTACKER + "/24"));
            arena.start(arena.second());
            arena.start(arena.first());
            arena.awaitCalmWith(arena.first());
            Counts before = Counts.of(arena);
            long from = Moments.now();
            long sent;
            try (AdvertFlood flood =
                    AdvertFlood.start(attacker, new AdvertFlood.Settings(PER_SECOND, List.of(kind.forgery())))) {
                Await.pause(WINDOW);
                sent = flood.sent();
            }
            long to = Moments.now();
            Counts after = Counts.of(arena);
            results.add(result(arena, kind, sent, new long[] {from, to}, before, after));
            System.out.println("[bench] flood: " + results.get(results.size() - 1));
        }
    }

    private static Result result(Arena arena, Kind kind, long sent, long[] span, Counts before, Counts after) {
        Traffic traffic = arena.traffic();
        long failovers = Math.max(changes(arena.first(), false, span), changes(arena.second(), true, span));
        return new Result(
                arena.couple().first(),
                kind,
                sent * 1e6 / (span[1] - span[0]),
                (int) failovers,
                lost(traffic.adverts(arena.first().address(), span[0], span[1]), span),
                after.drops() - before.drops(),
                Moments.millis(traffic.longestSilence(span[0], span[1])),
                after.logLines() - before.logLines(),
                after.cost().since(before.cost()).used().processorNanos() / 1e3 / sent);
    }

    private static long changes(Arena.Side side, boolean holds, long[] span) {
        return side.holding().stream()
                .filter(c -> c.holds() == holds && c.at() >= span[0] && c.at() <= span[1])
                .count();
    }

    /** One that is late is not lost: only a gap of nearly two intervals misses one. */
    private static int lost(List<Traffic.Advert> adverts, long[] span) {
        long previous = span[0];
        long lost = 0;
        for (Traffic.Advert advert : adverts) {
            lost += missing(advert.at() - previous);
            previous = advert.at();
        }
        return (int) (lost + missing(span[1] - previous));
    }

    private static long missing(long gap) {
        double intervals = Moments.millis(gap) / PACE.intervalMillis();
        return Math.max(0, (long) Math.floor(intervals + 0.1) - 1);
    }

    /** What both routers have used and lost so far. */
    private record Counts(Cost cost, long drops, long logLines) {
        static Counts of(Arena arena) {
            List<Long> pids = new ArrayList<>();
            long drops = 0;
            long lines = 0;
            for (Arena.Side side : List.of(arena.first(), arena.second())) {
                Running running = side.running();
                pids.addAll(running.pids());
                drops += Sockets.rawDrops(running.leaders().get(0));
                lines += lines(running.log());
            }
            return new Counts(Cost.of(pids), drops, lines);
        }

        private static long lines(Path log) {
            try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
                return lines.count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
