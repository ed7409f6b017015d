package org.vipagent.simulation.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.follow.FollowerConfig;
import org.vipagent.simulation.cloud.Outbreak.Span;

/**
 * Each call of each order of moving × each way to fail × once, for 30 s, and for 30 s with all other calls. Whatever
 * fails: when it is over, the cloud follows the master; meanwhile there are never two rules for one port, status names
 * what is wrong, and nobody loses anything. One line for each cell in {@code target/fault-matrix.txt}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixTest {
    private static final long MASTER_AT = 30 * VirtualTime.SECOND;
    /** The end of an outbreak may be followed by a job time-out, the longest wait to try again, and the moves themselves. */
    private static final long BOUND_NANOS = 200 * VirtualTime.SECOND;
    /**
     * An address that two jobs would not take away is let rest for five looks, with the rules to it in place; and a
     * rule whose job has not ended in time for that time once more, since the job may still be at it.
     */
    private static final long BOUND_AFTER_REST_NANOS = BOUND_NANOS + 6 * FollowedCloud.RECHECK_NANOS;
    /** Longer than between two looks: whoever is not done would go on. */
    private static final long AFTERMATH_NANOS = 75 * VirtualTime.SECOND;

    private static final Path REPORT = Path.of("target", "fault-matrix.txt");

    private final List<String> lines = new ArrayList<>();
    private final Map<String, Integer> cells = new LinkedHashMap<>();
    private long slowest;
    private int unseen;

    static List<Order> orders() {
        return Order.all();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whateverFailsTheCloudFollowsWhenItIsOver(Order order) {
        List<String> wrong = new ArrayList<>();
        for (Outbreak.Target target : targets(order)) {
            cells.merge(order.name(), 1, Integer::sum);
            cell(order, target).ifPresent(what -> wrong.add(order + " " + target + ": " + what));
        }
        assertThat(wrong).isEmpty();
    }

    @AfterAll
    void report() throws IOException {
        Files.createDirectories(REPORT.getParent());
        Files.write(REPORT, lines);
        int all = cells.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf(
                Locale.ROOT,
                "[fault matrix] %d cells: %s; slowest %.1f s after the fault was over; %d were made good within their"
                        + " stage; %s%n",
                all,
                cells,
                slowest / 1e9,
                unseen,
                REPORT);
    }

    /** Each write of the move without a fault, and the first of each other call, with all that can happen to it. */
    private static List<Outbreak.Target> targets(Order order) {
        FollowedCloud cloud = standingBy(order);
        int before = cloud.line().log().size();
        cloud.becomeMaster();
        assertThat(follows(cloud, cloud.time().now() + BOUND_NANOS)).isTrue();
        Map<String, Integer> counts = new LinkedHashMap<>();
        Set<Outbreak.Target> targets = new LinkedHashSet<>();
        for (Line.Sent sent :
                cloud.line().log().subList(before, cloud.line().log().size())) {
            String command = sent.call().command();
            int nth = counts.merge(command, 1, Integer::sum);
            if (sent.call().write() || nth == 1) {
                for (Failure failure : Failure.values()) {
                    if (failure.canMeet(command)) {
                        targets.add(new Outbreak.Target(command, nth, failure, Span.ONCE));
                        targets.add(new Outbreak.Target(command, nth, failure, Span.COMMAND_30_S));
                        if (nth == 1 && sent.call().write()) {
                            targets.add(new Outbreak.Target(command, nth, failure, Span.API_30_S));
                        }
                    }
                }
            }
        }
        return List.copyOf(targets);
    }

    private static FollowedCloud standingBy(Order order) {
        FollowedCloud cloud = new FollowedCloud(order, FollowerConfig.Mode.IMMEDIATE);
        cloud.runUntil(MASTER_AT, () -> false);
        assertThat(cloud.failures()).isEmpty();
        assertThat(cloud.status().lastSeenAt()).isGreaterThan(0);
        return cloud;
    }

    private static boolean follows(FollowedCloud cloud, long until) {
        return cloud.runUntil(until, () -> cloud.status().convergedAt() >= 0);
    }

    private static long bound(Outbreak.Target target) {
        return target.failure().effect() == Failure.Effect.JOB ? BOUND_AFTER_REST_NANOS : BOUND_NANOS;
    }

    private Optional<String> cell(Order order, Outbreak.Target target) {
        FollowedCloud cloud = standingBy(order);
        ZoneSnapshot before = cloud.snapshot();
        Outbreak outbreak = new Outbreak(target);
        cloud.line().breakOut(outbreak);
        int callsBefore = cloud.line().log().size();
        cloud.becomeMaster();
        cloud.runUntil(MASTER_AT + BOUND_NANOS, () -> outbreak.strikes() > 0);
        if (outbreak.strikes() == 0) {
            return Optional.of("it never struck");
        }
        boolean followed = follows(cloud, outbreak.endsAt() + bound(target));
        long took = Math.max(0, cloud.status().convergedAt() - outbreak.endsAt());
        int calls = cloud.line().log().size() - callsBefore;
        Optional<CloudFailure> named = cloud.failures().stream().findFirst();
        unseen += named.isEmpty() ? 1 : 0;
        slowest = Math.max(slowest, took);
        lines.add(String.format(
                Locale.ROOT,
                "%-11s %-28s %2d  %-32s %-12s  %2d rounds %3d calls  %6.1f s  %s",
                order.name(),
                target.command(),
                target.nth(),
                target.failure(),
                target.span(),
                cloud.rounds(),
                calls,
                took / 1e9,
                named.map(CloudFailure::describe).orElse("made good within the stage")));
        if (!followed) {
            return Optional.of("the cloud does not follow: " + cloud.status()
                    + order.wrong(cloud.snapshot()).orElse(""));
        }
        cloud.runUntil(Math.max(cloud.time().now(), outbreak.endsAt()) + AFTERMATH_NANOS, () -> false);
        return verdict(order, target, cloud, before);
    }

    private static Optional<String> verdict(
            Order order, Outbreak.Target target, FollowedCloud cloud, ZoneSnapshot before) {
        Optional<String> wrong = cloud.violations().stream()
                .findFirst()
                .or(() -> order.wrong(cloud.snapshot()))
                .or(() -> order.lost(before, cloud.snapshot()));
        Optional<CloudFailure> named = cloud.failures().stream().findFirst();
        return wrong.or(() -> named.filter(f -> !isNamedBy(f, target)).map(f -> "status says " + f.describe()));
    }

    /** A connection that was never there is named by where it should have led to. */
    private static boolean isNamedBy(CloudFailure failure, Outbreak.Target target) {
        boolean kind = target.failure().kinds().contains(failure.kind());
        boolean place =
                failure.text().contains(target.command()) || failure.text().contains("cloud:443");
        return kind && (place || target.span() == Span.API_30_S);
    }
}
