package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.vipagent.daemon.lab.AgentProcess;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.Installation;
import org.vipagent.daemon.lab.KeepalivedProcess;
import org.vipagent.daemon.lab.KernelWatch;
import org.vipagent.daemon.lab.Lab;
import org.vipagent.net.IpAddress;

/**
 * Two clusters that know nothing of each other use one VRID on one segment, as CloudStack's own routers and a tenant's
 * pair do: two vipagent with one address, two keepalived with another, one better and one worse than ours.
 */
class ForeignClusterIT {
    private static final IpAddress OURS = IpAddress.parse("10.5.0.100");
    private static final IpAddress THEIRS = IpAddress.parse("10.5.0.200");
    private static final Duration START = Duration.ofSeconds(25);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration TAKEOVER = Duration.ofMillis(361).plus(Handover.TOLERANCE);

    @TempDir
    Path directory;

    private Lab lab;
    private Host first;
    private Host second;
    private Host strangerA;
    private Host strangerB;
    private AgentProcess better;
    private AgentProcess lesser;
    private KeepalivedProcess theirBetter;
    private KernelWatch seenOnSecond;
    private KernelWatch seenOnStranger;

    @BeforeEach
    void startBothClusters(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        lab = Lab.create("vipagent-it-" + ProcessHandle.current().pid() + "-" + name.substring(0, 4));
        first = host("one", 133);
        second = host("two", 134);
        strangerA = host("stranger-a", 141);
        strangerB = host("stranger-b", 142);
        seenOnSecond = watch(second);
        seenOnStranger = watch(strangerB);
        better = agent(first, 150);
        lesser = agent(second, 100);
        theirBetter = keepalived(strangerA, 200);
        keepalived(strangerB, 50);
        Await.until(
                "each cluster has one master",
                START,
                () -> holders().equals(List.of("one", "stranger-a"))
                        && lesser.state("VI_1").filter("BACKUP"::equals).isPresent());
    }

    @AfterEach
    void removeTheLaboratory() {
        lab.close();
    }

    private Host host(String name, int number) {
        return lab.addHost(Host.Settings.of(name, "02:00:00:00:05:%02x".formatted(number), "10.5.0." + number + "/24"));
    }

    private static String config(int priority, IpAddress vip) {
        // Real time, as ConfiguredRouter says: two laboratories of four daemons share the processors.
        return """
                global_defs {
                    vrrp_rt_priority 50
                    vrrp_rlimit_rttime 1000000
                }
                vrrp_instance VI_1 {
                    state BACKUP
                    interface eth0
                    virtual_router_id 51
                    version 3
                    advert_int 0.1
                    priority %d
                    virtual_ipaddress {
                        %s/24
                    }
                }
                """.formatted(priority, vip);
    }

    private AgentProcess agent(Host host, int priority) {
        AgentProcess.Place place = new AgentProcess.Place(host, directory.resolve(host.name()));
        return lab.build(() -> AgentProcess.start(Installation.running(), place, config(priority, OURS)));
    }

    private KeepalivedProcess keepalived(Host host, int priority) {
        return lab.build(() -> KeepalivedProcess.start(host, directory.resolve(host.name()), config(priority, THEIRS)));
    }

    private KernelWatch watch(Host host) {
        Path place = directory.resolve("seen-on-" + host.name());
        return lab.build(() -> {
            assertThat(place.toFile().mkdir()).isTrue();
            return KernelWatch.start(host.namespace(), place);
        });
    }

    /** When a host's kernel first got an address after a moment. */
    private static Optional<Instant> got(KernelWatch watch, IpAddress address, Instant after) {
        return watch.changes().stream()
                .filter(c ->
                        c.text().contains(" inet " + address + "/") && !c.text().startsWith("Deleted "))
                .map(KernelWatch.Change::at)
                .filter(at -> at.isAfter(after))
                .findFirst();
    }

    private static Duration waited(KernelWatch watch, IpAddress address, Instant since) {
        Await.until(address + " is there", TAKEOVER.plusSeconds(2), () -> got(watch, address, since)
                .isPresent());
        return Duration.between(since, got(watch, address, since).orElseThrow());
    }

    /** Of the first address, then of the second. */
    private List<String> holders() {
        return List.of(first, second, strangerA, strangerB).stream()
                .filter(h -> h.has(h == first || h == second ? OURS : THEIRS))
                .map(Host::name)
                .toList();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void bothKeepTheirAddressesAndTheClashIsReportedOnce() throws IOException {
        Instant from = Instant.now();
        Await.pause(INTERVAL.multipliedBy(30));
        assertThat(holders()).startsWith("one", "stranger-a");
        assertThat(got(seenOnSecond, OURS, from)).isEmpty();
        // keepalived's backup sometimes takes over while its master lives; that is not for us to judge.
        System.out.println("[foreign cluster] keepalived's backup took the address: "
                + got(seenOnStranger, THEIRS, from).isPresent());
        for (AgentProcess agent : List.of(better, lesser)) {
            JsonNode status = agent.status().orElseThrow();
            String dropped = status.path("instances")
                    .get(0)
                    .path("adverts")
                    .path("dropped")
                    .toString();
            System.out.println("[foreign cluster] dropped: " + dropped + ", events: " + status.path("events"));
            assertThat(dropped).contains("VRID_CLASH");
            assertThat(status.path("events").toString()).contains("another cluster uses our virtual_router_id");
        }
        for (Host host : List.of(first, second)) {
            assertThat(Files.readAllLines(directory.resolve(host.name()).resolve("vipagent.log")))
                    .filteredOn(line -> line.contains("another cluster"))
                    .hasSizeBetween(1, 2);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void eachClusterFailsOverByItselfInTime() {
        Instant killedAt = Instant.now();
        better.kill();
        Duration ours = waited(seenOnSecond, OURS, killedAt);
        assertThat(strangerA.has(THEIRS)).isTrue();
        Instant theirsKilledAt = Instant.now();
        theirBetter.kill();
        lab.cut(strangerA);
        Await.until("stranger-b has theirs", Duration.ofSeconds(2), () -> strangerB.has(THEIRS));
        System.out.printf(
                "[foreign cluster] our takeover beside strangers %d ms, theirs %s%n",
                ours.toMillis(),
                got(seenOnStranger, THEIRS, theirsKilledAt)
                        .map(at -> Duration.between(theirsKilledAt, at).toMillis() + " ms")
                        .orElse("before its master died"));
        assertThat(ours).isLessThan(TAKEOVER);
        assertThat(second.has(OURS)).isTrue();
    }
}
