package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.ConfigDifference.LeftClaim;
import org.vipagent.config.ConfigLoader;
import org.vipagent.config.LoadOptions;
import org.vipagent.config.LoadedConfig;
import org.vipagent.daemon.cli.ExitCode;
import org.vipagent.daemon.cli.LocalFiles;
import org.vipagent.daemon.control.ControlServer;
import org.vipagent.daemon.control.ReloadAnswers;
import org.vipagent.daemon.control.Requests;
import picocli.CommandLine;

/** {@code vipagent reload} from the command line to the exchange of the running parts, over a real control socket. */
class ReloadTest {
    private static final String PROVIDER = """
            cloud_provider idcf {
                endpoint https://compute.example.com/client/api
                credentials_file /etc/idcf.credentials
            }
            """;

    @TempDir
    private Path directory;

    private Path file;
    private final Notes notes = new Notes();
    private final List<AgentConfig> exchanged = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Reload.Exchange exchange = config -> {
        exchanged.add(config);
        return List.of();
    };

    @BeforeEach
    void start() {
        file = directory.resolve("vipagent.conf");
    }

    private static String instance(String... lines) {
        return "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 7\n    " + String.join("\n    ", lines)
                + "\n    virtual_ipaddress {\n        10.5.0.100\n    }\n}\n";
    }

    private static String claiming(String claims) {
        return PROVIDER + instance("cloud idcf {", claims, "}");
    }

    private Reload running(String text) throws IOException {
        Files.writeString(file, text);
        LoadedConfig loaded = load();
        return new Reload(
                file, virtual -> load(), loaded.config().orElseThrow(), config -> exchange.exchange(config), notes);
    }

    private LoadedConfig load() {
        return new ConfigLoader().load(file, new LocalFiles(Map.of()), LoadOptions.forHost("node1"));
    }

    private int reload(Reload reload, String text) throws IOException {
        Files.writeString(file, text);
        Requests requests = new Requests().add(ReloadAnswers.RELOAD, new ReloadAnswers(reload::reload));
        try (ControlServer server = ControlServer.open(directory.resolve("control.sock"), requests)) {
            new Thread(server, "control").start();
            CommandLine commandLine = Main.commandLine(
                    (path, sources, options) -> {
                        throw new AssertionError("the daemon reads the file");
                    },
                    order -> ExitCode.OK,
                    config -> "{}");
            commandLine.setOut(new PrintWriter(out, true));
            commandLine.setErr(new PrintWriter(err, true));
            return commandLine.execute("reload", "--runtime-dir", directory.toString());
        }
    }

    @Test
    void takesAChangedFileOverAndSaysWhatHasChanged() throws IOException {
        Reload reload = running(instance("priority 100"));
        assertThat(reload(reload, instance("priority 150"))).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).isEqualTo("changed: vrrp_instance VI_1: priority 100 -> 150\ntaken over\n");
        assertThat(exchanged).singleElement().satisfies(config -> assertThat(
                        config.vrrpInstances().get(0).priority())
                .isEqualTo(150));
        assertThat(notes.lines())
                .containsExactly("INFORMATION reload: changed: vrrp_instance VI_1: priority 100 -> 150");
    }

    @Test
    void comparesWithWhatRunsAndNotWithTheFirstFile() throws IOException {
        Reload reload = running(instance("priority 100"));
        reload(reload, instance("priority 150"));
        reload(reload, instance("priority 150"));
        assertThat(out.toString()).endsWith("taken over\nnothing has changed\n");
    }

    @Test
    void aBadFileKeepsEverythingAndNamesThePlace() throws IOException {
        Reload reload = running(instance("priority 100"));
        assertThat(reload(reload, instance("priority 300"))).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(out.toString()).startsWith(file + ":4:14: error: ");
        assertThat(err.toString()).contains("what runs goes on unchanged");
        assertThat(exchanged).isEmpty();
        assertThat(notes.lines()).anyMatch(line -> line.startsWith("TROUBLE reload: " + file + ":4:14: error: "));
    }

    @Test
    void aFileThatIsGoneIsAnErrorAndNotAnEmptyConfiguration() throws IOException {
        Reload reload = running(instance("priority 100"));
        Files.delete(file);
        assertThat(reload.reload().refusal()).isPresent();
        assertThat(exchanged).isEmpty();
    }

    @Test
    void anEmptiedFileDoesNotEndTheService() throws IOException {
        Reload reload = running(instance("priority 100"));
        assertThat(reload(reload, "")).isEqualTo(ExitCode.TROUBLE);
        assertThat(err.toString()).contains("has no vrrp_instance any more");
        assertThat(exchanged).isEmpty();
    }

    @Test
    void saysWhyTheRunningPartsRefuse() throws IOException {
        exchange = config -> {
            throw StartException.trouble("the agent is stopping");
        };
        Reload reload = running(instance("priority 100"));
        assertThat(reload(reload, instance("priority 150"))).isEqualTo(ExitCode.TROUBLE);
        assertThat(err.toString()).contains("the agent is stopping");
        // Nothing was taken over, so the next one still has the same to do.
        exchange = config -> List.of();
        reload(reload, instance("priority 150"));
        assertThat(out.toString()).contains("changed: vrrp_instance VI_1: priority 100 -> 150");
    }

    @Test
    void aFaultOfOursIsARefusalAndNotTheEnd() throws IOException {
        exchange = config -> {
            throw new IllegalStateException("a fault");
        };
        assertThat(reload(running(instance("priority 100")), instance("priority 150")))
                .isEqualTo(ExitCode.TROUBLE);
    }

    @Test
    void saysWhatNeedsARestartAndThatKeysAreOthers() throws IOException {
        exchange = config -> List.of("idcf");
        Reload reload = running(claiming("secondary_ip"));
        reload(reload, "global_defs {\n    vrrp_rt_priority 50\n}\n" + claiming("secondary_ip"));
        assertThat(out.toString()).isEqualTo("""
                        changed: cloud_provider idcf: other keys
                        needs a restart: vrrp_rt_priority 0 -> 50
                        taken over
                        """);
    }

    @Test
    void whatNeedsARestartIsSaidAgainUntilThereWasOne() throws IOException {
        Reload reload = running(instance("priority 100"));
        String realTime = "global_defs {\n    vrrp_rt_priority 50\n}\n" + instance("priority 100");
        reload(reload, realTime);
        reload(reload, realTime);
        assertThat(out.toString())
                .isEqualTo("needs a restart: vrrp_rt_priority 0 -> 50\nnothing has changed\n".repeat(2));
    }

    @Test
    void claimsThatLeaveTheFileAreReportedUntilTheyAreMadeAgain() throws IOException {
        Reload reload = running(claiming("secondary_ip\nfirewall 203.0.113.1 tcp 80 0.0.0.0/0"));
        reload(reload, claiming("secondary_ip"));
        String left = "firewall 203.0.113.1 tcp 80 0.0.0.0/0 in cloud idcf (VI_1)";
        assertThat(out.toString()).contains("left in the cloud as it is: " + left);
        assertThat(notes.lines()).contains("WARNING reload: left in the cloud: " + left);
        reload(reload, claiming("secondary_ip"));
        assertThat(reload.leftInCloud()).extracting(LeftClaim::describe).containsExactly(left);
        reload(reload, claiming("secondary_ip\nfirewall 203.0.113.1 tcp 80 0.0.0.0/0"));
        assertThat(reload.leftInCloud()).isEmpty();
    }

    @Test
    void twoAtOnceGoOneAfterTheOther() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CyclicBarrier leaves = new CyclicBarrier(2);
        List<String> order = new ArrayList<>();
        exchange = config -> {
            order.add("begins");
            if (inside.getCount() > 0) {
                inside.countDown();
                awaitBarrier(leaves);
            }
            order.add("ends");
            return List.of();
        };
        Reload reload = running(instance("priority 100"));
        Files.writeString(file, instance("priority 150"));
        Thread first = new Thread(reload::reload);
        first.start();
        inside.await();
        Thread second = new Thread(reload::reload);
        second.start();
        while (second.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
        leaves.await();
        first.join();
        second.join();
        assertThat(order).containsExactly("begins", "ends", "begins", "ends");
    }

    private static void awaitBarrier(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
