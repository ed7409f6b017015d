package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vipagent.cloud.ProviderSettings;
import org.vipagent.config.CloudProvider;
import org.vipagent.config.CredentialsPlace;
import org.vipagent.daemon.cli.ExitCode;
import org.vipagent.linux.process.Capability;
import org.vipagent.linux.process.ProcessStatus;

class StartTest {
    @TempDir
    private Path directory;

    @Test
    void keepsASecondDaemonOutAndNamesTheFirst() throws Exception {
        try (RuntimeDirectory first = RuntimeDirectory.open(directory.resolve("run"))) {
            assertThat(first.controlSocket()).isEqualTo(directory.resolve("run/control.sock"));
            assertThatThrownBy(() -> RuntimeDirectory.open(directory.resolve("run")))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("(pid " + ProcessHandle.current().pid() + ")")
                    .extracting(e -> ((StartException) e).exitCode())
                    .isEqualTo(ExitCode.TROUBLE);
        }
        RuntimeDirectory.open(directory.resolve("run")).close();
    }

    @Test
    void removesADeadDaemonsSocket() throws Exception {
        Files.createFile(directory.resolve("control.sock"));

        try (RuntimeDirectory open = RuntimeDirectory.open(directory)) {
            assertThat(open.controlSocket()).doesNotExist();
        }
    }

    @Test
    void makesTheDirectoryReadableForAll() throws Exception {
        RuntimeDirectory.open(directory.resolve("run")).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("run"))))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void saysWhichCapabilitiesAreMissingAndHowToGetThem() {
        assertThat(Capabilities.complaint(new ProcessStatus(Set.of(), 0, 0)))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("CAP_NET_ADMIN and CAP_NET_RAW missing")
                        .contains("AmbientCapabilities="));
        assertThat(Capabilities.complaint(new ProcessStatus(Set.of(Capability.NET_ADMIN), 0, 0)))
                .hasValueSatisfying(text -> assertThat(text).contains("permitted: CAP_NET_RAW missing"));
        assertThat(Capabilities.complaint(new ProcessStatus(Set.of(Capability.NET_ADMIN, Capability.NET_RAW), 0, 0)))
                .isEmpty();
    }

    @Test
    void namesTheAdaptersThatThereAre() throws IOException {
        Duration any = Duration.ofSeconds(1);
        CloudProvider provider = new CloudProvider(
                "idcf",
                "other",
                "idcf",
                URI.create("https://cloud.example/client/api"),
                ProviderSettings.Owner.KEY,
                CredentialsPlace.inFile(directory),
                3,
                Optional.empty(),
                Optional.empty(),
                any,
                any,
                any,
                5,
                Optional.empty());

        assertThatThrownBy(() -> new Adapters(List.of(), new CredentialsFiles(Map.of())).make(List.of(provider)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("cloud_provider idcf")
                .hasMessageContaining("type other");
    }

    @Test
    void seesASuspendAndAJumpOfTheWallClock() {
        PauseDetector pauses = new PauseDetector(5_000_000_000L, 9_000_000_000L, 1_000_000_000L);

        assertThat(pauses.stoodStill(6_000_000_000L, 10_000_000_000L, 2_000_000_000L))
                .isFalse();
        assertThat(pauses.stoodStill(6_900_000_000L, 10_700_000_000L, 2_700_000_000L))
                .as("suspended")
                .isTrue();
        assertThat(pauses.stoodStill(6_950_000_000L, 10_750_000_000L, 2_750_000_000L))
                .as("told once")
                .isFalse();
        assertThat(pauses.stoodStill(7_000_000_000L, 11_500_000_000L, 2_800_000_000L))
                .as("set forward")
                .isTrue();
        assertThat(pauses.stoodStill(7_000_000_000L, 1_500_000_000L, 2_800_000_000L))
                .as("set back")
                .isFalse();
    }

    @Test
    void endsWithTheFaultOfTheFirstThreadThatDies() throws Exception {
        BlockingQueue<String> died = new ArrayBlockingQueue<>(1);

        new Threads(died::add).start("kernel", () -> {
            throw new IOException("no socket");
        });

        assertThat(died.poll(10, TimeUnit.SECONDS)).contains("kernel").contains("no socket");
    }

    @Test
    void stopsWhenAskedAndReportsAStopThatDoesNotEnd() {
        Lifetime well = new Lifetime(Duration.ofSeconds(10));
        well.requestStop();
        assertThat(well.await(well::finished)).isEmpty();

        Lifetime hung = new Lifetime(Duration.ofMillis(1));
        hung.requestStop();
        assertThat(hung.await(() -> {}))
                .hasValueSatisfying(text -> assertThat(text).contains("did not end"));

        Lifetime broken = new Lifetime(Duration.ofSeconds(10));
        broken.failed("a fault");
        assertThat(broken.await(() -> {
                    throw new AssertionError("nobody asked for a stop");
                }))
                .contains("a fault");
    }
}
