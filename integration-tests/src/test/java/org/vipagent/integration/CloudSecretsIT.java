package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vipagent.cloud.simulator.Fault;
import org.vipagent.cloud.simulator.Fault.Kind;
import org.vipagent.cloud.simulator.Zone;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.ZoneTiming;
import org.vipagent.daemon.control.StatusAnswers;
import org.vipagent.daemon.lab.AgentProcess;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.Installation;
import org.vipagent.daemon.lab.Lab;
import org.vipagent.daemon.lab.SimulatedCloud;
import org.vipagent.daemon.lab.VirtualRouter;
import org.vipagent.net.IpAddress;

/**
 * A whole agent that logs all it can, whose cloud fails in every way: nothing that it leaves for others to read holds
 * its keys.
 */
@SideBySide
class CloudSecretsIT {
    private static final IpAddress VIP = IpAddress.parse("10.5.0.100");
    private static final String API_KEY = "Akey-vW8sXq3bT1nLz7Rk";
    private static final String SECRET_KEY = "Skey-9dPmZc4uYh2fJe6G";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private Lab lab;
    private Host host;
    private SimulatedCloud cloud;
    private AgentProcess.Place place;
    private AgentProcess agent;

    @BeforeEach
    void startAnAgentThatLogsAllItCan() throws IOException {
        lab = Lab.create("vipagent-it-" + ProcessHandle.current().pid() + "-secrets");
        VirtualRouter router =
                VirtualRouter.on(lab.addHost(Host.Settings.of("router", "02:00:00:00:05:01", "10.5.0.1/21")));
        cloud = lab.build(() -> SimulatedCloud.start(router, Zone.of(layout(), ZoneTiming.measured(), 1)));
        host = lab.addHost(Host.Settings.of("lb-backup", "02:00:0a:30:00:10", "10.5.0.195/21"));
        place = new AgentProcess.Place(host, directory.resolve(host.name()));
        List<String> words = new ArrayList<>(List.of("env", "VIPAGENT_LOG=debug"));
        words.addAll(Installation.running().words());
        String config = config();
        agent = lab.build(() -> AgentProcess.start(new Installation(words), place, config));
    }

    private static ZoneLayout layout() {
        ZoneLayout howTo = ZoneLayout.howTo();
        return new ZoneLayout(
                List.of(new ZoneLayout.Account("demo", API_KEY, SECRET_KEY)),
                howTo.projects(),
                howTo.networks(),
                howTo.machines(),
                howTo.publicIps(),
                howTo.rules());
    }

    private String config() throws IOException {
        Path credentials = directory.resolve("credentials");
        Files.createFile(
                credentials,
                PosixFilePermissions.asFileAttribute(Set.copyOf(PosixFilePermissions.fromString("rw-------"))));
        Files.writeString(credentials, "api_key = " + API_KEY + "\nsecret_key = " + SECRET_KEY + "\n");
        return """
                cloud_provider idcf {
                    type cloudstack
                    endpoint %s
                    credentials_file %s
                    request_timeout 1
                }
                vrrp_instance VI_1 {
                    state MASTER
                    interface eth0
                    virtual_router_id 1
                    version 3
                    priority 150
                    advert_int 0.1
                    virtual_ipaddress {
                        10.5.0.100 dev eth0
                    }
                    cloud idcf {
                        secondary_ip
                        port_forward 210.140.68.220 tcp 80
                        follow immediate
                        recheck 10
                    }
                }
                """.formatted(cloud.endpoint(), credentials);
    }

    @AfterEach
    void removeTheLaboratory() {
        lab.close();
    }

    @Test
    void nothingThatTheAgentLeavesToReadHoldsItsKeys() throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        Await.until("the cloud follows", PATIENCE, () -> status().contains("the cloud follows"));
        assertThat(cloud.snapshot().holders(VIP)).containsExactly("LB-backup");
        fail("authentication", Kind.STATUS, 401, found);
        fail("unreachable", Kind.HTTP_RESET, 0, found);
        fail("timeout", Kind.HTTP_HANG, 0, found);
        fail("protocol", Kind.ANSWER_GARBLED, 0, found);
        long pid = agent.pid();
        found.put("arguments", read(Path.of("/proc/" + pid + "/cmdline")));
        found.put("environment", read(Path.of("/proc/" + pid + "/environ")));
        found.put("plan", agent.ask("plan").map(Object::toString).orElse(""));
        try (Stream<Path> files = Files.walk(place.runtimeDirectory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put("file " + file.getFileName(), read(file));
            }
        }
        try (Stream<Path> files = Files.walk(place.stateDirectory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put("state file " + file.getFileName(), read(file));
            }
        }
        assertThat(found).containsKey("state file cloud-idcf.json");
        agent.terminate();
        Await.until("the agent has ended", PATIENCE, () -> !agent.isAlive());
        found.put("log", read(place.log()));

        assertThat(found.get("log")).contains("listVirtualMachines").contains("http-outgoing");
        assertThat(found.get("environment")).contains("VIPAGENT_LOG=debug");
        for (Map.Entry<String, String> place : found.entrySet()) {
            assertThat(place.getValue())
                    .as(place.getKey())
                    .isNotEmpty()
                    .doesNotContain(SECRET_KEY)
                    .doesNotContain(API_KEY)
                    .doesNotContain("signature=");
            System.out.printf(
                    "[secrets] %s: %d characters, neither key nor signature%n",
                    place.getKey(), place.getValue().length());
        }
    }

    /** Lets all calls fail until status says so. */
    private void fail(String words, Kind kind, int status, Map<String, String> found) {
        cloud.zone(zone -> {
            zone.faults().arm(new Fault(kind, Fault.ANY, Integer.MAX_VALUE, status));
            return null;
        });
        Await.until("status says " + words, PATIENCE, () -> troubles().contains(words));
        found.put("status while " + words, status());
        cloud.zone(zone -> {
            zone.faults().clear();
            return null;
        });
        Await.until(
                "no trouble is left", Duration.ofSeconds(60), () -> troubles().equals("[]"));
    }

    private String status() {
        return agent.ask(StatusAnswers.STATUS).map(Object::toString).orElse("");
    }

    private String troubles() {
        return agent.status().map(s -> s.path("troubles").toString()).orElse("");
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
