package org.vipagent.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CloudSimulatorCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Stops as soon as it serves. */
    private int run(String... arguments) {
        return new CommandLine(new CloudSimulatorCommand(Runnable::run))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void servesAZoneOfOnesOwn() throws IOException {
        Path zone = folder.resolve("zone.json");
        assertThat(run("--print-zone")).isZero();
        Files.writeString(zone, out.toString().replace("demo-api-key", "our-key"));
        assertThat(run("--zone", zone.toString(), "--port", "0", "--admin-port", "0", "--profile", "idcf"))
                .isZero();
        assertThat(out.toString()).contains("api_key = our-key");
    }

    @Test
    void namesThePlaceOfAMistake() throws IOException {
        Path zone = folder.resolve("zone.json");
        Files.writeString(zone, "{\"accounts\":[{\"name\":\"a\"}]}");
        assertThat(run("--zone", zone.toString())).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "vipagent cloud-simulator: " + zone + ": accounts[0].apiKey is missing\n");
    }

    @Test
    void saysThatAFileIsNotThere() {
        assertThat(run("--zone", folder.resolve("none.json").toString())).isEqualTo(ExitCode.NOT_PERMITTED);
        assertThat(err.toString()).contains("none.json: no such file");
    }

    @Test
    void saysThatAPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("--port", Integer.toString(taken.getLocalPort()), "--admin-port", "0"))
                    .isEqualTo(ExitCode.TROUBLE);
        }
        assertThat(err.toString()).startsWith("vipagent cloud-simulator: cannot listen: ");
    }

    @Test
    void listensOnAddressesOnly() {
        assertThat(run("--bind", "localhost")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--port", "70000")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--call-millis", "-1")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--profile", "aws")).isEqualTo(ExitCode.USAGE);
    }
}
