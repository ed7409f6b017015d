package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vipagent.cloud.simulator.Zone;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.cloud.simulator.ZoneTiming;
import org.vipagent.daemon.lab.AgentProcess;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.Installation;
import org.vipagent.daemon.lab.Lab;
import org.vipagent.daemon.lab.SimulatedCloud;
import org.vipagent.daemon.lab.VirtualRouter;
import org.vipagent.net.IpAddress;

/** A master's {@code cloud} block changes: what is new is taken, what is gone from the file stays in the cloud. */
class CloudReloadIT {
    private static final IpAddress VIP = IpAddress.parse("10.5.0.100");
    private static final IpAddress SECOND_VIP = IpAddress.parse("10.5.0.101");
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private Lab lab;
    private SimulatedCloud cloud;
    private AgentProcess.Place place;
    private AgentProcess agent;

    @BeforeEach
    void startTheHowTosMaster() throws IOException {
        lab = Lab.create("vipagent-it-" + ProcessHandle.current().pid() + "-clrl");
        VirtualRouter router =
                VirtualRouter.on(lab.addHost(Host.Settings.of("router", "02:00:00:00:05:01", "10.5.0.1/21")));
        cloud = lab.build(() -> SimulatedCloud.start(router, Zone.of(ZoneLayout.howTo(), ZoneTiming.measured(), 1)));
        Host master = lab.addHost(Host.Settings.of("lb", "02:00:56:df:00:0f", "10.5.0.133/21"));
        place = new AgentProcess.Place(master, directory.resolve("lb"));
        keys("demo-secret-key");
        String both = "secondary_ip\n port_forward 210.140.68.220 tcp 80";
        agent = lab.build(() -> AgentProcess.start(Installation.running(), place, config("10.5.0.100", both)));
        Await.until("the cloud follows", SOON, () -> converged(2));
    }

    @AfterEach
    void removeTheLaboratory() {
        agent.close();
        lab.close();
    }

    private void keys(String secret) throws IOException {
        Path credentials = directory.resolve("credentials");
        Files.writeString(credentials, "api_key = demo-api-key\nsecret_key = " + secret + "\n");
        Files.setPosixFilePermissions(credentials, Set.copyOf(PosixFilePermissions.fromString("rw-------")));
    }

    private String config(String addresses, String claims) {
        return """
                cloud_provider idcf {
                    type cloudstack
                    endpoint %s
                    credentials_file %s
                }
                vrrp_instance VI_1 {
                    state MASTER
                    interface eth0
                    virtual_router_id 1
                    version 3
                    priority 150
                    advert_int 0.1
                    virtual_ipaddress {
                        %s
                    }
                    cloud idcf {
                        %s
                        follow immediate
                        recheck 10
                    }
                }
                """.formatted(cloud.endpoint(), directory.resolve("credentials"), addresses, claims);
    }

    private JsonNode reload(String config) throws IOException {
        Files.writeString(place.configFile(), config);
        return agent.ask("reload").orElseThrow();
    }

    private boolean converged(int claims) {
        return agent.status()
                .map(s -> s.at("/instances/0/cloud"))
                .filter(c -> c.path("claims").size() == claims && c.has("follows_since"))
                .isPresent();
    }

    private long forwards() {
        return cloud.snapshot().portForwards().stream()
                .filter(ZoneSnapshot.PortForward::isActive)
                .count();
    }

    @Test
    void aNewClaimIsTakenAndOneThatIsGoneStaysAndIsReported() throws IOException {
        assertThat(forwards()).isEqualTo(1);
        long epoch = agent.status().orElseThrow().at("/instances/0/epoch").asLong();
        JsonNode answer = reload(config("10.5.0.100\n10.5.0.101", "secondary_ip"));
        assertThat(answer.path("taken_over").asBoolean()).as("%s", answer).isTrue();
        assertThat(answer.path("left_in_cloud"))
                .singleElement()
                .asString()
                .contains("port_forward 210.140.68.220 tcp 80");
        Await.until("the second address is the master's in the cloud", SOON, () -> converged(2));
        assertThat(cloud.snapshot().holders(SECOND_VIP)).containsExactly("LB");
        assertThat(cloud.snapshot().holders(VIP)).containsExactly("LB");
        assertThat(forwards()).as("nothing was removed").isEqualTo(1);
        JsonNode status = agent.status().orElseThrow();
        assertThat(status.path("left_in_cloud")).hasSize(1);
        assertThat(status.path("warnings").toString()).contains("left in the cloud by a reload");
        assertThat(status.at("/instances/0/epoch").asLong()).isEqualTo(epoch);
        assertThat(status.at("/instances/0/state").asText()).isEqualTo("MASTER");
    }

    @Test
    void anApiKeyIsExchangedWithoutARestart() throws IOException {
        keys("not-the-right-one");
        String same = config("10.5.0.100", "secondary_ip\n port_forward 210.140.68.220 tcp 80");
        assertThat(reload(same).path("changed")).singleElement().asString().contains("other keys");
        Await.until(
                "the cloud refuses the wrong key",
                SOON,
                () -> agent.status().orElseThrow().path("troubles").toString().contains("authentication"));
        keys("demo-secret-key");
        assertThat(reload(same).path("changed")).singleElement().asString().contains("other keys");
        Await.until("the cloud is seen again", SOON, () -> converged(2));
        assertThat(agent.status().orElseThrow().path("troubles")).isEmpty();
        assertThat(agent.state("VI_1")).contains("MASTER");
    }
}
