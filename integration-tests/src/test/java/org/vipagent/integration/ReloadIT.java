package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.daemon.lab.AgentProcess;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Installation;
import org.vipagent.daemon.lab.KeepalivedProcess;
import org.vipagent.integration.Capture.WireAdvert;
import org.vipagent.net.IpAddress;

/** A master takes another configuration over while a keepalived waits for it to fail, as the wire shows it. */
class ReloadIT {
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration WATCHED = Duration.ofMillis(1_500);
    private static final IpAddress ADDED = IpAddress.parse("192.168.1.154");
    private static final String NAME = "keepalive_vi";

    @TempDir
    Path directory;

    private static String config(String interval, int priority, String... more) {
        return Pair.config("MASTER", priority, "version 3", "advert_int " + interval, String.join("\n    ", more));
    }

    /** Where the agent's file is: {@link Pair#agent} chooses the directory, under the host's name. */
    private AgentProcess.Place place(Pair pair) {
        return new AgentProcess.Place(pair.keep1, pair.fresh("ours"));
    }

    private static AgentProcess start(Pair pair, AgentProcess.Place place, String config) {
        return pair.lab().build(() -> AgentProcess.start(Installation.running(), place, config));
    }

    private static JsonNode reload(AgentProcess agent, AgentProcess.Place place, String config) {
        write(place, config);
        return agent.ask("reload").orElseThrow();
    }

    private static void write(AgentProcess.Place place, String config) {
        try {
            Files.writeString(place.configFile(), config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void watch(Duration duration) {
        Instant until = Instant.now().plus(duration);
        Await.until("the time to watch is over", duration.plusSeconds(5), () -> Instant.now()
                .isAfter(until));
    }

    @ParameterizedTest(name = "advert_int {0}")
    @ValueSource(strings = {"0.01", "0.1"})
    void aMasterMissesNoAdvertAndKeepalivedStaysBackup(String interval) {
        try (Pair pair = Pair.create("rl", directory);
                Capture capture = pair.capture()) {
            AgentProcess.Place place = place(pair);
            try (AgentProcess ours = start(pair, place, config(interval, 150));
                    KeepalivedProcess theirs = pair.keepalived(
                            pair.keep2, Pair.config("BACKUP", 100, "version 3", "advert_int " + interval, ""))) {
                pair.awaitOnly(pair.keep1, START);
                watch(WATCHED);
                Instant from = Instant.now();
                assertThat(reload(ours, place, config(interval, 150)).path("changed"))
                        .isEmpty();
                watch(WATCHED);
                String more = "virtual_ipaddress_excluded {\n 192.168.1.154/24\n }";
                assertThat(reload(ours, place, config(interval, 160, more)).path("changed"))
                        .singleElement()
                        .asString()
                        .contains("priority 150 -> 160")
                        .contains("new 192.168.1.154/24");
                Await.until("the added address is there", SOON, () -> pair.keep1.has(ADDED));
                watch(WATCHED);
                reload(ours, place, config(interval, 160));
                Await.until("the removed address is gone", SOON, () -> !pair.keep1.has(ADDED));
                watch(WATCHED);
                Instant to = Instant.now();
                capture.stop();
                assertThat(theirs.isAlive()).isTrue();
                assertThat(ours.state(NAME)).contains("MASTER");
                assertThat(pair.holders()).containsExactly("keep1");
                assertNothingWasMissed(interval, capture, from, to);
            }
        }
    }

    private static void assertNothingWasMissed(String interval, Capture capture, Instant from, Instant to) {
        List<WireAdvert> adverts = capture.adverts().stream()
                .filter(a -> a.at().isAfter(from) && a.at().isBefore(to))
                .toList();
        assertThat(adverts).extracting(WireAdvert::source).containsOnly("192.168.1.151");
        assertThat(adverts).extracting(WireAdvert::priority).containsOnly(150, 160);
        Duration each = Duration.ofNanos((long) (Double.parseDouble(interval) * 1e9));
        AdvertTiming timing = AdvertTiming.of(adverts, from, to, each);
        Duration longest = Duration.ZERO;
        for (int i = 1; i < adverts.size(); i++) {
            Duration gap =
                    Duration.between(adverts.get(i - 1).at(), adverts.get(i).at());
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }
        System.out.printf(
                "[reload] advert_int %s: %.4f of the adverts due over three reloads, longest gap %.1f ms%n",
                interval, timing.share(), longest.toNanos() / 1e6);
        assertThat(timing.share()).isGreaterThan(0.99);
        assertThat(longest).isLessThan(each.multipliedBy(3));
        assertThat(capture.announcements())
                .anySatisfy(a -> assertThat(a.address()).isEqualTo(ADDED.toString()));
    }

    @Test
    void anotherVridIsAPlannedStopAndAStart() {
        try (Pair pair = Pair.create("rv", directory);
                Capture capture = pair.capture()) {
            AgentProcess.Place place = place(pair);
            try (AgentProcess ours = start(pair, place, config("0.1", 150))) {
                pair.awaitOnly(pair.keep1, START);
                JsonNode answer = reload(ours, place, config("0.1", 150).replace("_id 52", "_id 62"));
                assertThat(answer.path("changed"))
                        .singleElement()
                        .asString()
                        .contains("virtual_router_id 52 -> 62; a planned stop, and a start of the new one");
                Await.until("the new one is master", SOON, () -> ours.state(NAME)
                        .filter("MASTER"::equals)
                        .isPresent());
                Await.until("the old one has left", SOON, () -> instances(ours) == 1);
                assertThat(pair.keep1.has(Pair.VIP)).isTrue();
            }
            capture.stop();
            List<WireAdvert> old =
                    capture.adverts().stream().filter(a -> a.vrid() == 52).toList();
            assertThat(old).last().satisfies(a -> assertThat(a.priority()).isZero());
            assertThat(capture.adverts()).anySatisfy(a -> {
                assertThat(a.vrid()).isEqualTo(62);
                assertThat(a.priority()).isEqualTo(150);
            });
        }
    }

    private static int instances(AgentProcess agent) {
        return agent.status().map(s -> s.path("instances").size()).orElse(0);
    }

    @Test
    void aBadFileChangesNothingAndASignalReloadsToo() {
        try (Pair pair = Pair.create("rb", directory)) {
            AgentProcess.Place place = place(pair);
            try (AgentProcess ours = start(pair, place, config("0.1", 150))) {
                pair.awaitOnly(pair.keep1, START);
                JsonNode answer = reload(ours, place, config("0.1", 150).replace("advert_int", "advrt_int"));
                assertThat(answer.path("taken_over").asBoolean()).isFalse();
                assertThat(answer.path("lines")).anySatisfy(line -> assertThat(line.asText())
                        .startsWith(place.configFile() + ":7:")
                        .contains("advert_int"));
                write(place, "vrrp_instance {");
                ours.hangUp();
                // The first one was refused as well.
                Await.until("the log says why", SOON, () -> log(place).split("refused: ", -1).length > 2);
                assertThat(ours.state(NAME)).contains("MASTER");
                write(place, config("0.1", 170));
                ours.hangUp();
                Await.until("the priority is taken over", SOON, () -> priority(ours) == 170);
                assertThat(ours.state(NAME)).contains("MASTER");
            }
        }
    }

    private static int priority(AgentProcess agent) {
        return agent.status()
                .map(s -> s.path("instances").path(0).path("priority").asInt())
                .orElse(0);
    }

    private static String log(AgentProcess.Place place) {
        try {
            return Files.readString(place.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
