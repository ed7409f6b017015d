package org.vipagent.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.config.ConfigLoader;
import org.vipagent.daemon.Main;
import picocli.CommandLine;

class CommandLineTest {
    private static final String GOOD = """
            vrrp_instance VI_1 {
                interface eth0
                virtual_router_id 7
                priority 101
                virtual_ipaddress {
                    192.0.2.100/24
                }
            }
            """;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Daemon.Order> started = new ArrayList<>();

    private int run(String... arguments) {
        ConfigReader reader = (file, sources, options) -> new ConfigLoader().load(file, sources, options);
        return run(reader, arguments);
    }

    private int run(ConfigReader reader, String... arguments) {
        Daemon daemon = order -> {
            started.add(order);
            return ExitCode.OK;
        };
        CommandLine commandLine = Main.commandLine(reader, daemon, config -> "{}");
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("vipagent.conf"), text).toString();
    }

    @Test
    void acceptsAGoodConfiguration() throws IOException {
        String file = file(GOOD);

        assertThat(run("check", "-f", file)).isEqualTo(ExitCode.OK);
        assertThat(out).hasToString(file + ": 0 errors, 0 warnings, 1 vrrp_instance\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LB", "LB-backup"})
    void acceptsTheExampleWithoutAWarning(String node) {
        Path example = Path.of("../../conf/vipagent.conf");

        assertThat(run("check", "--strict", "-f", example.toString(), "--config-id", node))
                .as(out.toString())
                .isEqualTo(ExitCode.OK);
        assertThat(example).exists();
    }

    @Test
    void printsErrorsWithTheirPlaceAndRefuses() throws IOException {
        String file = file(GOOD.replace("priority 101", "prioritee 101"));

        assertThat(run("check", "-f", file)).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(out.toString().lines().findFirst().orElseThrow())
                .startsWith(file + ":4:5: error: ")
                .contains("prioritee")
                .endsWith("(did you mean priority?)");
        assertThat(out.toString()).endsWith(": 1 error, 0 warnings\n");
    }

    @Test
    void refusesWarningsOnlyWhenStrict() throws IOException {
        String file = file(GOOD.replace("virtual_router_id 7", "virtual_router_id 51"));

        assertThat(run("check", "-f", file)).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains(": warning: ").contains("0 errors, 1 warning,");
        assertThat(run("check", "--strict", "-f", file)).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void writesFindingsAsJson() throws IOException {
        String file = file(GOOD.replace("priority 101", "prioritee 101"));

        assertThat(run("check", "--json", "-f", file)).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(out.toString())
                .startsWith("[{\"severity\":\"error\",\"file\":\"" + file + "\",\"line\":4,\"column\":5,")
                .contains("\"word\":\"prioritee\"")
                .endsWith("\"suggestion\":\"priority\"}]\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authentication { auth_type PASS\nauth_pass top-secret }",
                "authentication { auth_type AH\nauth_pass top-secret more }",
                "auth_hmac { key 1 top-secret\nactive_key 1 }",
                "auth_hmac { key top-secret 1\nactive_key 1 }",
                "auth_hmac { key 1 hex:top-secret\nactive_key 1 }",
                "auth_hmac { key 1 top-secret-top-secret-top-secret-top-secret more\nactive_key 2 }"
            })
    void neverPrintsASecret(String lines) throws IOException {
        String file = file(GOOD.replace("priority 101", lines + "\n"));

        run("check", "--strict", "-f", file);
        run("check", "--json", "-f", file);
        run("run", "-f", file);

        assertThat(out.toString()).contains("auth").doesNotContain("top-");
        assertThat(err.toString()).doesNotContain("top-");
        assertThat(started).allMatch(order -> !order.toString().contains("top-"));
    }

    @Test
    void readsWhatRelativeIncludesName() throws IOException {
        Files.createDirectory(directory.resolve("conf.d"));
        Files.writeString(directory.resolve("conf.d/a.conf"), GOOD.replace("101", "1001"));

        assertThat(run("check", "-f", file("include conf.d/*.conf\n"))).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(out.toString()).startsWith(directory.resolve("conf.d/a.conf") + ":4:14: error: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "run"})
    void saysThatAFileIsMissing(String command) {
        Path missing = directory.resolve("missing.conf");

        assertThat(run(command, "-f", missing.toString())).isEqualTo(ExitCode.NOT_PERMITTED);
        assertThat(err).hasToString("vipagent " + command + ": " + missing + ": no such file\n");
    }

    @Test
    void startsNothingFromAConfigurationWithErrors() throws IOException {
        assertThat(run("run", "-f", file(GOOD.replace("priority 101", "priority 1001"))))
                .isEqualTo(ExitCode.CONFIGURATION);
        assertThat(err.toString()).contains(": error: ").contains("nothing was started");
        assertThat(started).isEmpty();
    }

    @Test
    void startsWithWarnings() throws IOException {
        String file = file(GOOD.replace("virtual_router_id 7", "virtual_router_id 51"));

        assertThat(run("run", "-f", file, "--runtime-dir", "/tmp/x")).isEqualTo(ExitCode.OK);
        assertThat(started).singleElement().satisfies(order -> {
            assertThat(order.runtimeDirectory()).isEqualTo(Path.of("/tmp/x"));
            assertThat(order.config().vrrpInstances()).hasSize(1);
            assertThat(order.warnings()).hasSize(1);
        });
    }

    @Test
    void takesTheFirstOfTheStateDirectoriesThatSystemdGives() throws IOException {
        String file = file(GOOD);

        run("run", "-f", file, "--state-dir", "/srv/a:/srv/b");
        run("run", "-f", file);

        assertThat(started)
                .extracting(Daemon.Order::stateDirectory)
                .containsExactly(Path.of("/srv/a"), Path.of("/var/lib/vipagent"));
    }

    @Test
    void takesTheLinesOfItsConfigId() throws IOException {
        String file = file(GOOD.replace("    priority 101", "@one priority 101\n@two priority 102"));

        run("run", "-f", file, "--config-id", "two");

        assertThat(started).singleElement().satisfies(order -> assertThat(
                        order.config().vrrpInstances().get(0).priority())
                .isEqualTo(102));
    }

    @Test
    void suggestsTheRightWord() {
        assertThat(run("chekc")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("chekc").contains("Did you mean").contains("check");
        assertThat(run("check", "--strikt")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--strict");
    }

    @Test
    void asksForACommandWhereThereIsNone() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("which command?").contains("run").contains("check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "check", "status", "simulate"})
    void helpsWithAnExampleAndExitCodes(String command) {
        assertThat(run(command, "--help")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("Example:")
                .contains("vipagent " + command)
                .contains("Exit codes:");
    }

    @Test
    void showsAFaultOfItsOwnInOneLine() throws IOException {
        ConfigReader faulty = (path, sources, options) -> {
            throw new IllegalStateException("for this test");
        };

        assertThat(run(faulty, "check", "-f", file(GOOD))).isEqualTo(ExitCode.INTERNAL);
        assertThat(err.toString().lines()).singleElement().asString().contains("for this test");
    }
}
