package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.daemon.lab.AdvertFlood;
import org.vipagent.daemon.lab.AdvertFlood.Forgery;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Backlog;
import org.vipagent.daemon.lab.Command;
import org.vipagent.daemon.lab.Host;
import org.vipagent.integration.Capture.WireAdvert;
import org.vipagent.integration.Router.Manner;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.AdvertFormat;
import org.vipagent.vrrp.wire.Authentication;

/**
 * Somebody sends 5,000 adverts a second on our VRID that are not his to send. Nobody takes over, no advert of the
 * master is lost on its way or left out, the log stays readable, and the status says what was dropped.
 */
class FloodIT {
    private static final int RATE = 5_000;
    private static final Duration SPAN = Duration.ofSeconds(5);
    private static final Duration START = Duration.ofSeconds(25);
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(2);
    /** In any log, for all that is dropped in a minute: one line for each reason, and one for a master that is less. */
    private static final int LOG_LINES = 4;

    private static final IpAddress FORGER = IpAddress.parse("10.5.0.180");

    @TempDir
    Path directory;

    /** What is forged, and as what it is counted; nothing for what is believed and does not matter. */
    @SuppressWarnings("ImmutableEnumChecker") // both are immutable without saying so
    enum Kind {
        LESSER_MASTER(3, "10.5.0.100", Authentication.none(), ""),
        FOREIGN_ADDRESS(3, "10.5.0.200", Authentication.none(), "VRID_CLASH"),
        WRONG_CHECKSUM(3, "10.5.0.100", Authentication.none(), "BAD_CHECKSUM"),
        WRONG_PASSWORD(2, "10.5.0.100", Authentication.password("wrong"), "BAD_PASSWORD");

        private final int version;
        private final IpAddress claimed;
        private final Authentication authentication;
        private final String reason;

        Kind(int version, String claimed, Authentication authentication, String reason) {
            this.version = version;
            this.claimed = IpAddress.parse(claimed);
            this.authentication = authentication;
            this.reason = reason;
        }

        private Form form() {
            return new Form(
                    Form.Peer.KEEPALIVED,
                    version,
                    Form.Family.IPV4,
                    false,
                    version == 2 ? Form.Auth.PASS : Form.Auth.NONE);
        }

        private Forgery forgery() {
            AdvertFormat format = new AdvertFormat(
                    version,
                    Form.VRID,
                    AddressFamily.INET,
                    form().interval().toNanos(),
                    List.of(claimed),
                    authentication,
                    false,
                    false);
            // A better priority where nobody may believe it.
            Forgery sound = Forgery.of(format, this == LESSER_MASTER ? 50 : 200, FORGER);
            if (this == WRONG_CHECKSUM) {
                sound.message()[6] ^= 0x55;
            }
            return sound;
        }
    }

    @ParameterizedTest(name = "version {0}")
    @ValueSource(ints = {3, 2})
    void forgedAdvertsChangeNothing(int version) {
        List<Kind> kinds =
                Stream.of(Kind.values()).filter(k -> k.version == version).toList();
        Form form = kinds.get(0).form();
        try (Segment segment = Segment.create("flood" + version, form, directory, 2)) {
            OurRouter master = segment.ours(0);
            OurRouter backup = segment.ours(1);
            Handovers handovers = new Handovers(form, segment);
            master.start(new Manner(150, true));
            backup.start(new Manner(100, true));
            Await.until("one master, one backup", START, () -> handovers.holdsAlone(master) && backup.standsBy());
            Host forger = segment.addHost("forger", FORGER);
            try (Capture capture = segment.captureWithout(forger)) {
                handovers.rest();
                List<Flood> floods = kinds.stream()
                        .map(kind -> endure(kind, forger, List.of(new Side(master), new Side(backup))))
                        .toList();
                capture.stop();
                assertThat(segment.holdings().at(Instant.now())).isEqualTo(Set.of(master.name()));
                floods.forEach(flood -> flood.judgeAdverts(capture, master));
            }
        }
    }

    private static Flood endure(Kind kind, Host forger, List<Side> sides) {
        Instant from = Instant.now();
        long lostBefore = Backlog.lost();
        long flooded = flood(forger, kind.forgery());
        Flood endured = new Flood(kind, from, Instant.now());
        // What has arrived is counted in the engine's next turn.
        Await.pause(Duration.ofMillis(100));
        sides.forEach(side -> side.judge(kind, flooded, () -> Backlog.lost() - lostBefore));
        return endured;
    }

    private static long flood(Host forger, Forgery forgery) {
        AdvertFlood flood = AdvertFlood.start(forger, new AdvertFlood.Settings(RATE, List.of(forgery)));
        try (flood) {
            Await.pause(SPAN);
        }
        return flood.sent();
    }

    private record Flood(Kind kind, Instant from, Instant to) {
        /** The wire meanwhile: the master's adverts at their time, none of the backup. */
        private void judgeAdverts(Capture capture, OurRouter master) {
            List<WireAdvert> adverts = capture.adverts().stream()
                    .filter(a -> a.at().isAfter(from) && a.at().isBefore(to))
                    .toList();
            Duration longest = Duration.ZERO;
            Instant before = from;
            for (WireAdvert advert : adverts) {
                assertThat(advert.mac()).isEqualTo(master.mac());
                longest = Collections.max(List.of(longest, Duration.between(before, advert.at())));
                before = advert.at();
            }
            Duration interval = kind.form().interval();
            long due = Duration.between(from, to).dividedBy(interval);
            System.out.printf(
                    "[flood] %s: %d adverts on the wire, %d due; longest silence %.1f ms%n",
                    kind, adverts.size(), due, longest.toNanos() / 1e6);
            // A lesser master is answered, but not each time.
            assertThat(adverts).hasSizeBetween((int) due - 1, (int) (2 * due + 2));
            assertThat(longest).isLessThan(interval.multipliedBy(3));
        }
    }

    /** One of the routers, and what was to be read of it before the flood. */
    private static final class Side {
        private final OurRouter router;
        private final int logged;

        private Side(OurRouter router) {
            this.router = router;
            this.logged = log().size();
        }

        private List<String> log() {
            try {
                return Files.readAllLines(router.log());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** What its sockets could not take, as the kernel counts it. */
        private long lost() {
            return router.host()
                    .namespace()
                    .run(Command.of("cat", "/proc/net/raw"))
                    .lines()
                    .skip(1)
                    .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ', line.length() - 2))
                            .strip()))
                    .sum();
        }

        private JsonNode adverts() {
            return router.process()
                    .status()
                    .orElseThrow()
                    .path("instances")
                    .get(0)
                    .path("adverts");
        }

        private long dropped(Kind kind) {
            return adverts().path("dropped").path(kind.reason).path("packets").asLong();
        }

        /** @param onTheWay how many frames this machine has lost meanwhile before they arrived, these or others */
        private void judge(Kind kind, long flooded, LongSupplier onTheWay) {
            if (!kind.reason.isEmpty()) {
                // The last of them may still be on their way.
                Await.within(ARRIVES_WITHIN, () -> dropped(kind) >= flooded);
                assertThat(dropped(kind)).isBetween(flooded - onTheWay.getAsLong(), flooded);
            }
            JsonNode adverts = adverts();
            List<String> log = log();
            List<String> written = log.subList(logged, log.size());
            System.out.printf(
                    "[flood] %s, %s: %d packets, received %s, dropped %s, %d lost, log: %s%n",
                    kind, router.name(), flooded, adverts.path("received"), adverts.path("dropped"), lost(), written);
            assertThat(written).hasSizeLessThanOrEqualTo(LOG_LINES);
            assertThat(lost()).isZero();
        }
    }
}
