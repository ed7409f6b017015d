package org.vipagent.integration.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.Lab;
import org.vipagent.daemon.lab.LabException;

/** What it costs to be master or backup of many virtual routers at one advert a second, with nothing happening. */
final class Scales {
    /** Beyond that FRR takes longer to settle than all else together. */
    private static final int MOST_FOR_FRR = 255;

    private static final Duration MASTER_WITHIN = Duration.ofSeconds(90);
    /** The second announcement after a takeover comes after five seconds. */
    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(10);

    private final Options options;
    private final Path directory;
    private final List<Result> results = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Scales(Options options, Path directory) {
        this.options = options;
        this.directory = directory;
    }

    /** The part a router played. */
    enum Part {
        MASTER,
        BACKUP
    }

    /**
     * What it cost.
     *
     * @param processorPerMinute seconds on a processor in 60 s
     * @param wakeUpsPerSecond context switches of all threads
     * @param residentMegabytes RSS
     * @param proportionalMegabytes PSS
     * @param packetsPerSecond sent by the machine: a backup that is one sends none
     * @param held addresses at the window's end
     */
    record Result(
            Program program,
            int instances,
            Part part,
            double processorPerMinute,
            double wakeUpsPerSecond,
            double residentMegabytes,
            double proportionalMegabytes,
            double packetsPerSecond,
            long held) {}

    List<Result> results() {
        return results;
    }

    List<String> problems() {
        return problems;
    }

    void run() {
        for (int instances : options.instances()) {
            for (Program program : options.programs()) {
                if (program != Program.FRR || instances <= MOST_FOR_FRR) {
                    measure(program, new Crowd(instances));
                }
            }
        }
    }

    private void measure(Program program, Crowd crowd) {
        try (Lab lab = Lab.create("vipagent-bench-" + ProcessHandle.current().pid())) {
            Host one = lab.addHost(Host.Settings.of("r1", "02:00:00:00:01:51", "192.168.1.151/24"));
            Host two = lab.addHost(Host.Settings.of("r2", "02:00:00:00:01:52", "192.168.1.152/24"));
            for (int i = 1; i < crowd.interfaces(); i++) {
                lab.connect(one.namespace(), "eth" + i, two.namespace(), "eth" + i);
                one.namespace().ip("addr add 192.168." + (i + 1) + ".151/24 dev eth" + i);
                two.namespace().ip("addr add 192.168." + (i + 1) + ".152/24 dev eth" + i);
            }
            try (Running master = lab.build(() -> crowd.start(program, one, fresh(), 150))) {
                Await.until("the first is master of all", MASTER_WITHIN, () -> Crowd.heldBy(one) == crowd.instances());
                try (Running backup = lab.build(() -> crowd.start(program, two, fresh(), 100))) {
                    Await.pause(SETTLES_WITHIN);
                    count(
                            program,
                            crowd,
                            List.of(new Player(Part.MASTER, one, master), new Player(Part.BACKUP, two, backup)));
                }
            }
        } catch (LabException e) {
            problems.add("scale, " + crowd.instances() + " instances, " + program.text() + ": " + e.getMessage());
        }
    }

    private record Player(Part part, Host host, Running running) {
        Cost cost() {
            return Cost.of(running.pids());
        }

        long sent() {
            return Sockets.sent(running.leaders().get(0));
        }
    }

    private void count(Program program, Crowd crowd, List<Player> players) {
        List<Cost> costs = players.stream().map(Player::cost).toList();
        List<Long> sent = players.stream().map(Player::sent).toList();
        long from = System.nanoTime();
        Await.pause(options.window());
        for (int i = 0; i < players.size(); i++) {
            Player player = players.get(i);
            double seconds = (System.nanoTime() - from) / 1e9;
            Cost cost = player.cost().since(costs.get(i));
            Result result = new Result(
                    program,
                    crowd.instances(),
                    player.part(),
                    cost.used().processorNanos() / 1e9 * 60 / seconds,
                    cost.used().wakeUps() / seconds,
                    cost.residentKibibytes() / 1024.0,
                    cost.proportionalKibibytes() / 1024.0,
                    (player.sent() - sent.get(i)) / seconds,
                    Crowd.heldBy(player.host()));
            results.add(result);
            System.out.println("[bench] scale: " + result);
        }
    }

    private Path fresh() {
        try {
            return Files.createTempDirectory(directory, "crowd");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
