package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vipagent.daemon.lab.AgentProcess;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.Installation;
import org.vipagent.daemon.lab.Lab;
import org.vipagent.net.IpAddress;

/** The other how-tos' configurations run as they are printed: with a password, and by unicast with equal priorities. */
@SideBySide
class HowToPairsIT {
    private static final Path SEEDS = Path.of("..", "agent", "core", "src", "test", "resources", "seeds");
    private static final Duration START = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private static String howTo(String name) throws IOException {
        // eth1 is what the article's virtual machines call the interface.
        return Files.readString(SEEDS.resolve(name)).replace("eth1", Host.INTERFACE);
    }

    private AgentProcess agent(Lab lab, Host host, String config) {
        AgentProcess.Place place = new AgentProcess.Place(host, directory.resolve(host.name()));
        return lab.build(() -> AgentProcess.start(Installation.running(), place, config));
    }

    private static List<String> holders(IpAddress vip, Host... hosts) {
        return List.of(hosts).stream().filter(h -> h.has(vip)).map(Host::name).toList();
    }

    @Test
    void theMendedLoadBalancersElectOneByPasswordAndTheOtherTakesOver() throws IOException {
        IpAddress vip = IpAddress.parse("10.0.0.5");
        try (Lab lab = Lab.create("vipagent-it-" + ProcessHandle.current().pid() + "-001")) {
            Host lb1 = lab.addHost(Host.Settings.of("lb1", "02:00:00:00:00:01", "10.0.0.1/24"));
            Host lb2 = lab.addHost(Host.Settings.of("lb2", "02:00:00:00:00:02", "10.0.0.2/24"));
            try (AgentProcess first = agent(lab, lb1, howTo("001-lb1-mended.conf"));
                    AgentProcess second =
                            agent(lab, lb2, howTo("001-lb2.conf").replace("virtusl_server", "virtual_server"))) {
                Await.until(
                        "lb1 alone has it", START, () -> holders(vip, lb1, lb2).equals(List.of("lb1")));
                assertThat(first.stop()).isZero();
                Await.until(
                        "lb2 alone has it", START, () -> holders(vip, lb1, lb2).equals(List.of("lb2")));
                System.out.println("[how-to 001, mended] 10.0.0.5 on lb1, after its stop on lb2");
                assertThat(second.state("VI_1")).contains("MASTER");
            }
        }
    }

    @Test
    void theRedisPairAgreesByUnicastAlthoughPrioritiesAreEqualAndEachNamesItselfAsPeer() throws IOException {
        IpAddress vip = IpAddress.parse("192.168.33.20");
        try (Lab lab = Lab.create("vipagent-it-" + ProcessHandle.current().pid() + "-002")) {
            Host server1 = lab.addHost(Host.Settings.of("server1", "02:00:00:00:00:11", "192.168.33.11/24"));
            Host server2 = lab.addHost(Host.Settings.of("server2", "02:00:00:00:00:12", "192.168.33.12/24"));
            try (AgentProcess first = agent(lab, server1, howTo("002.conf"));
                    AgentProcess second = agent(lab, server2, howTo("002.conf"))) {
                Await.until("one has it", START, () -> !holders(vip, server1, server2)
                        .isEmpty());
                Await.until("one is master, one backup", START, () -> List.of(
                                first.state("VI_1").orElse(""),
                                second.state("VI_1").orElse(""))
                        .containsAll(List.of("MASTER", "BACKUP")));
                Host master = first.state("VI_1").orElse("").equals("MASTER") ? server1 : server2;
                assertThat(holders(vip, server1, server2)).containsExactly(master.name());
                System.out.println("[how-to 002] 192.168.33.20 on " + master.name() + " alone, by unicast");
            }
        }
    }
}
