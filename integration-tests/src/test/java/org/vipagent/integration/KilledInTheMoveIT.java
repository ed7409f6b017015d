package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
import org.vipagent.net.PortRange;

/**
 * The only agent is killed while a public address is bound to nobody: with static NAT all firewall rules of the address are
 * gone, and no list of the cloud shows them any more. What brings them back is a file.
 */
class KilledInTheMoveIT {
    private static final IpAddress VIP = IpAddress.parse("10.5.0.100");
    private static final IpAddress NAT = IpAddress.parse("210.140.68.231");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> FIREWALL = List.of("22 198.51.100.0/24", "80 0.0.0.0/0");

    @TempDir
    Path directory;

    private Lab lab;
    private SimulatedCloud cloud;
    private AgentProcess.Place place;
    private AgentProcess agent;

    @BeforeEach
    void startTheOnlyAgent() throws IOException {
        lab = Lab.create("vipagent-it-" + ProcessHandle.current().pid() + "-killed");
        VirtualRouter router =
                VirtualRouter.on(lab.addHost(Host.Settings.of("router", "02:00:00:00:05:01", "10.5.0.1/21")));
        cloud = lab.build(() -> SimulatedCloud.start(router, Zone.of(layout(), ZoneTiming.slowRouter(), 1)));
        Host host = lab.addHost(Host.Settings.of("lb-backup", "02:00:0a:30:00:10", "10.5.0.195/21"));
        place = new AgentProcess.Place(host, directory.resolve(host.name()));
        agent = start();
    }

    private AgentProcess start() throws IOException {
        String config = config();
        return lab.build(() -> AgentProcess.start(Installation.running(), place, config));
    }

    private static ZoneLayout layout() {
        return ZoneLayout.howTo().toBuilder()
                .publicIp(ZoneLayout.PublicIp.of("", NAT.toString(), "network1"))
                .staticNat(new ZoneLayout.StaticNat(NAT, "LB", VIP))
                .firewall(new ZoneLayout.Firewall(NAT, "tcp", Optional.of(PortRange.of(22)), "198.51.100.0/24"))
                .firewall(new ZoneLayout.Firewall(NAT, "tcp", Optional.of(PortRange.of(80)), "0.0.0.0/0"))
                .build();
    }

    private String config() throws IOException {
        Path credentials = directory.resolve("credentials");
        if (!Files.exists(credentials)) {
            Files.createFile(
                    credentials,
                    PosixFilePermissions.asFileAttribute(Set.copyOf(PosixFilePermissions.fromString("rw-------"))));
            Files.writeString(credentials, "api_key = demo-api-key\nsecret_key = demo-secret-key\n");
        }
        return """
                cloud_provider idcf {
                    type cloudstack
                    endpoint %s
                    credentials_file %s
                }
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id 1
                    advert_int 1
                    virtual_ipaddress {
                        10.5.0.100 dev eth0
                    }
                    cloud idcf {
                        secondary_ip
                        port_forward 210.140.68.220 tcp 80
                        static_nat 210.140.68.231
                        peers a2fa6425-aacc-4aba-bb84-e486a41e1c9e
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
    void theFirewallRulesThatWentWithStaticNatComeBackAfterTheRestart() throws IOException {
        Await.until("static NAT is off", PATIENCE, () -> cloud.snapshot()
                .staticNats()
                .isEmpty());
        agent.kill();
        Await.until("the agent is dead", PATIENCE, () -> !agent.isAlive());
        assertThat(firewall()).isEmpty();
        Path file = place.stateDirectory().resolve("cloud-idcf.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains("198.51.100.0/24").doesNotContain("demo-");

        agent = start();

        ZoneSnapshot.StaticNat moved = new ZoneSnapshot.StaticNat(NAT, "LB-backup", VIP);
        Await.until(
                "everything is back",
                PATIENCE,
                () -> cloud.snapshot().staticNats().contains(moved)
                        && firewall().equals(FIREWALL));
        Await.until("nothing is left to bring back", PATIENCE, () -> !read(file).contains("198.51.100.0/24"));
        assertThat(agent.status().map(s -> s.path("troubles").toString())).contains("[]");
        System.out.println("[killed in the move] " + moved + " and " + firewall() + " after the restart");
    }

    private List<String> firewall() {
        return cloud.snapshot().firewallRules().stream()
                .filter(rule -> rule.publicIp().equals(NAT) && rule.state().equals("Active"))
                .map(rule -> rule.ports() + " " + rule.cidrs())
                .sorted()
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "198.51.100.0/24";
        }
    }
}
