package org.vipagent.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;

/** Needs root: a laboratory is made of network namespaces. */
class LabTest {
    private static final IpAddress VIP = IpAddress.parse("10.5.0.100");
    private static final IpAddress PUBLIC = IpAddress.parse("210.140.68.220");
    private static final Duration SOON = Duration.ofSeconds(10);

    private final String prefix = "vipagent-test-" + ProcessHandle.current().pid();
    private Lab lab;

    @BeforeEach
    void build() {
        lab = Lab.create(prefix);
    }

    @AfterEach
    void removesEverythingAndMakesNothingAfterwards() {
        lab.close();
        assertThat(Path.of("/run/netns"))
                .satisfiesAnyOf(
                        directory -> assertThat(directory).doesNotExist(),
                        directory -> assertThat(directory.toFile().list()).noneMatch(name -> name.startsWith(prefix)));
        assertThatThrownBy(() -> lab.addNamespace("late")).hasMessageContaining("closed");
    }

    private Host host(String name, int last) {
        return lab.addHost(Host.Settings.of(name, "02:00:00:00:00:%02d".formatted(last), "10.5.0." + last + "/21"));
    }

    private Probe probe(NetworkNamespace from, IpAddress target) {
        return lab.build(() -> Probe.start(
                from,
                new Probe.Settings(
                        new InetSocketAddress(target.toString(), 80), Duration.ofMillis(20), Duration.ofMillis(200))));
    }

    private static boolean answersNow(Probe probe, String who) {
        return probe.log().last().filter(last -> last.answeredBy().equals(who)).isPresent();
    }

    /** Makes a laboratory and leaves it to itself. */
    static final class Forgetful {
        private Forgetful() {}

        public static void main(String[] args) throws InterruptedException {
            Lab lab = Lab.create(args[0]);
            NetworkNamespace somewhere = lab.addNamespace("somewhere");
            Child child = lab.build(() -> Child.start(somewhere, List.of("sleep", "600"), Path.of(args[1])));
            System.out.println(child.pid());
            new CountDownLatch(1).await();
        }
    }

    @Test
    void goesWithAProcessThatIsToldToEndWithWhatRunsInIt(@TempDir Path directory) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Forgetful.class.getName(),
                        prefix,
                        directory.resolve("output").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            long child = Long.parseLong(output.readLine());
            assertThat(ProcessHandle.of(child)).isPresent();
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(ProcessHandle.of(child)).isEmpty();
        }
    }

    @Test
    void losesFramesWhereItIsCutAndMeasuresHowLong() {
        Host server = host("server", 10);
        Host client = host("client", 11);
        lab.build(() -> Responder.start(server, 80, "server"));
        Probe probe = probe(client.namespace(), server.settings().address().address());
        Await.until("an answer", SOON, () -> answersNow(probe, "server"));

        long before = System.nanoTime();
        lab.cut(server);
        Await.until("no answer", SOON, () -> answersNow(probe, ""));
        lab.restore(server);
        Await.until("an answer again", SOON, () -> answersNow(probe, "server"));

        assertThat(probe.log().outages(before, System.nanoTime())).hasSize(1);
    }

    @Test
    void mutesOneDirectionAlone() {
        Host one = host("one", 10);
        Host other = host("other", 11);
        lab.mute(one);
        // What a mute host sends is lost, so its question for the other's hardware address is never answered.
        assertThatThrownBy(() ->
                        one.namespace().run(Command.of("arping", "-c", "1", "-w", "1", "-I", "eth0", "10.5.0.11")))
                .isInstanceOf(LabException.class);
        lab.unmute(one);
        assertThat(one.namespace().run(Command.of("arping", "-c", "1", "-w", "5", "-I", "eth0", "10.5.0.11")))
                .containsIgnoringCase(other.settings().mac().toString());
    }

    @Test
    void forwardsAPublicPortByArpAndDropsWithoutARule() {
        Host inside = host("router", 1);
        Host server = host("server", 10);
        server.routeBy(IpAddress.parse("10.5.0.1"));
        lab.build(() -> Responder.start(server, 80, "server"));
        VirtualRouter router = VirtualRouter.on(inside);
        NetworkNamespace client = lab.addNamespace("client");
        router.connectWorld(lab, client, Cidr.parse("203.0.113.10/24"), Cidr.parse("203.0.113.1/24"));
        router.addPublicIp(PUBLIC);
        Probe probe = probe(client, PUBLIC);
        Await.until("no answer without a rule", SOON, () -> answersNow(probe, ""));

        server.namespace().ip("addr add " + VIP + "/32 dev eth0");
        router.program(List.of(ForwardTest.http(PUBLIC, VIP)));
        Await.until("an answer by the rule", SOON, () -> answersNow(probe, "server"));

        assertThat(server.has(VIP)).isTrue();
        router.program(List.of());
        Await.until("no answer any more", SOON, () -> answersNow(probe, ""));
    }

    @Test
    void seesKeepalivedTakeOver(@TempDir Path directory) {
        Host one = host("one", 10);
        Host other = host("other", 11);
        KeepalivedProcess master = keepalived(one, directory.resolve("one"), 200);
        keepalived(other, directory.resolve("other"), 100);
        Await.until("the higher priority is master", SOON, () -> one.has(VIP) && !other.has(VIP));

        master.kill();
        Await.until("the other takes over", SOON, () -> other.has(VIP));

        assertThat(master.isAlive()).isFalse();
        assertThat(one.has(VIP))
                .as("nobody took the address from the dead one's kernel")
                .isTrue();
        one.forgetAddresses();
        assertThat(one.addresses()).containsExactly(IpAddress.parse("10.5.0.10"));
    }

    @Test
    void seesFrrTakeOverAndTheKernelTellWhen(@TempDir Path directory) {
        Host one = host("one", 10);
        Host other = host("other", 11);
        FrrProcess.Router better = new FrrProcess.Router(3, 1, 200, 100, true, List.of(VIP));
        FrrProcess.Router lesser = new FrrProcess.Router(3, 1, 100, 100, true, List.of(VIP));
        FrrProcess.prepare(one, better);
        FrrProcess.prepare(other, lesser);
        KernelWatch watch = lab.build(() -> KernelWatch.start(other.namespace(), directory));
        FrrProcess master = lab.build(() -> FrrProcess.start(one, better));
        FrrProcess backup = lab.build(() -> FrrProcess.start(other, lesser));
        Await.until("the lesser one stands by", SOON, backup::hasBecomeBackup);
        Await.until("the better one is master", SOON, () -> master.log().contains("Backup -> Master"));

        Instant killedAt = Instant.now();
        master.kill();
        Await.until("its kernel puts the device to work", SOON, () -> watch.changes().stream()
                .anyMatch(c -> c.at().isAfter(killedAt)
                        && c.text().contains("vrrp4")
                        && c.text().contains("state UP")));

        assertThat(backup.log()).contains("Backup -> Master");
        assertThat(master.isAlive()).isFalse();
    }

    private KeepalivedProcess keepalived(Host host, Path directory, int priority) {
        return lab.build(() -> KeepalivedProcess.start(host, directory, """
                vrrp_instance VI_1 {
                  state BACKUP
                  interface eth0
                  virtual_router_id 1
                  priority %d
                  advert_int 1
                  virtual_ipaddress { 10.5.0.100 dev eth0
                  }
                }
                """.formatted(priority)));
    }
}
