package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vipagent.cloud.CloudAdapterFactory;
import org.vipagent.cloud.simulator.SimulatorServer;
import org.vipagent.cloud.simulator.Zone;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.ZoneTiming;
import org.vipagent.config.ConfigLoader;
import picocli.CommandLine;

/**
 * The plan of the guide is what its configuration gives against the simulated zone. Rewritten with
 * {@code -Dreference.rewrite=true}.
 */
class CloudGuideTest {
    private static final Path GUIDE = Path.of("..", "..", "docs", "guides", "cloud.md");
    private static final String COMMAND = "vipagent plan -f rehearsal.conf";
    private static final Pattern CONFIGURATION = Pattern.compile("```conf\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern BLOCK =
            Pattern.compile("```console\n\\$ " + Pattern.quote(COMMAND) + "\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern SEEN = Pattern.compile("seen \\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}");

    @TempDir
    private Path directory;

    @Test
    void thePlanIsWhatTheGuideSays() throws IOException {
        String page = Files.readString(GUIDE);
        Matcher block = BLOCK.matcher(page);
        assertThat(block.find()).isTrue();
        String printed = SEEN.matcher(plan(page)).replaceAll("seen 2026-02-03 04:05:06");
        String expected = block.replaceFirst(
                Matcher.quoteReplacement("```console\n$ " + COMMAND + "\n" + printed.strip() + "\n```\n"));
        if (Boolean.getBoolean("reference.rewrite")) {
            Files.writeString(GUIDE, expected);
        }
        assertThat(Files.readString(GUIDE)).isEqualTo(expected);
    }

    private String plan(String page) throws IOException {
        Path keys =
                Files.writeString(directory.resolve("keys"), "api_key = demo-api-key\nsecret_key = demo-secret-key\n");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        Matcher configuration = CONFIGURATION.matcher(page);
        assertThat(configuration.find()).isTrue();
        try (SimulatorServer server =
                SimulatorServer.start(Zone.of(ZoneLayout.howTo(), new ZoneTiming(0, 0, 0, 0, 86_400_000), 1))) {
            Path file = Files.writeString(
                    directory.resolve("rehearsal.conf"),
                    configuration
                            .group(1)
                            .replace(
                                    "http://127.0.0.1:8080/client/api",
                                    server.endpoint().toString())
                            .replace("/etc/vipagent/rehearsal.credentials", keys.toString()));
            StringWriter out = new StringWriter();
            CommandLine commandLine = Main.commandLine(
                    (path, sources, options) -> new ConfigLoader().load(path, sources, options),
                    order -> 0,
                    new DryLook(Map.of(), ServiceLoader.load(CloudAdapterFactory.class)));
            commandLine.setOut(new PrintWriter(out, true));
            commandLine.setErr(new PrintWriter(out, true));
            int exitCode = commandLine.execute("plan", "-f", file.toString());
            assertThat(exitCode).as(out.toString()).isZero();
            return out.toString();
        }
    }
}
