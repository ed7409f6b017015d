package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vipagent.daemon.lab.AgentProcess;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.Installation;
import org.vipagent.daemon.lab.Lab;
import org.vipagent.net.IpAddress;

/**
 * A pair and its gateway on one switch. Of two addresses with the same master only the first is given up by who is cut
 * off: its instance has {@code witness gateway}, the other has none.
 */
class WitnessIT {
    private static final IpAddress GATEWAY = IpAddress.parse("10.5.0.1");
    private static final IpAddress WITNESSED = IpAddress.parse("10.5.0.100");
    private static final IpAddress PLAIN = IpAddress.parse("10.5.0.101");
    private static final Duration START = Duration.ofSeconds(40);
    /** Three questions without an answer after the one that was answered last, and the turn of the kernel. */
    private static final Duration DEAD = Duration.ofMillis(4_500);

    @TempDir
    Path directory;

    private Lab lab;
    private Host gateway;
    private Host first;
    private Host second;
    private AgentProcess better;
    private AgentProcess lesser;

    @BeforeEach
    void startThePair() {
        lab = Lab.create("vipagent-it-" + ProcessHandle.current().pid() + "-wit");
        gateway = host("gateway", 1);
        first = host("one", 133);
        second = host("two", 134);
        first.routeBy(GATEWAY);
        second.routeBy(GATEWAY);
        better = agent(first, 150, "10.5.0.134");
        lesser = agent(second, 100, "10.5.0.133");
        Await.until(
                "one is master of both",
                START,
                () -> first.has(WITNESSED)
                        && first.has(PLAIN)
                        && isIn(lesser, "witnessed", "BACKUP")
                        && isIn(lesser, "plain", "BACKUP"));
    }

    @AfterEach
    void removeTheLaboratory() {
        lab.close();
    }

    private Host host(String name, int number) {
        return lab.addHost(Host.Settings.of(name, "02:00:00:00:05:%02x".formatted(number), "10.5.0." + number + "/24"));
    }

    private AgentProcess agent(Host host, int priority, String peer) {
        String config = """
                vrrp_instance witnessed {
                    interface eth0
                    virtual_router_id 61
                    priority %1$d
                    witness gateway
                    unicast_peer { %2$s }
                    virtual_ipaddress { 10.5.0.100/24 }
                }
                vrrp_instance plain {
                    interface eth0
                    virtual_router_id 62
                    priority %1$d
                    unicast_peer { %2$s }
                    virtual_ipaddress { 10.5.0.101/24 }
                }
                """.formatted(priority, peer);
        AgentProcess.Place place = new AgentProcess.Place(host, directory.resolve(host.name()));
        return lab.build(() -> AgentProcess.start(Installation.running(), place, config));
    }

    private static boolean isIn(AgentProcess agent, String instance, String state) {
        return agent.state(instance).equals(Optional.of(state));
    }

    @Test
    void aMasterWhoseCableIsCutAtTheSwitchGivesUpAndTakesItsPlaceAgainAfterwards() {
        Instant cut = Instant.now();
        lab.cut(first);
        Await.until(
                "the witnessed address is on two alone", START, () -> second.has(WITNESSED) && !first.has(WITNESSED));
        Duration took = Duration.between(cut, Instant.now());
        Await.until("the plain one is on both", START, () -> second.has(PLAIN) && first.has(PLAIN));
        assertThat(better.status().orElseThrow().path("troubles").toString())
                .contains("cut off: the gateway 10.5.0.1 does not answer, and the peer 10.5.0.134 does not answer");
        System.out.println("cut at the switch: given up and taken over after " + took.toMillis() + " ms");
        assertThat(took).isLessThan(DEAD.plusSeconds(1));
        lab.restore(first);
        Await.until("one is master again", START, () -> first.has(WITNESSED) && !second.has(WITNESSED));
    }

    @Test
    void aGatewayThatGoesTakesTheAddressFromNobody() {
        lab.unplug(gateway);
        Await.until("it is told", START, () -> better.status()
                .map(s -> s.path("troubles").toString())
                .filter(t -> t.contains("the gateway 10.5.0.1 does not answer")
                        && t.contains("a peer does, so this node is not cut off and goes on"))
                .isPresent());
        assertThat(isIn(better, "witnessed", "MASTER")).isTrue();
        assertThat(isIn(lesser, "witnessed", "BACKUP")).isTrue();
        assertThat(first.has(WITNESSED)).isTrue();
        assertThat(second.has(WITNESSED)).isFalse();
        lab.plug(gateway);
        Await.until("nothing is wrong any more", START, () -> better.status()
                .filter(s -> s.path("troubles").isEmpty())
                .isPresent());
        assertThat(isIn(better, "witnessed", "MASTER")).isTrue();
    }
}
