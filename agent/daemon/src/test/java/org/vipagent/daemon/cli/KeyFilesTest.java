package org.vipagent.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.config.SourceReader.Text;
import org.vipagent.config.SourceReader.Unreadable;

/** Files that {@code key ID file:PATH} names. */
class KeyFilesTest {
    private static final String KEY = "hex:" + "0f".repeat(32);

    @TempDir
    private Path directory;

    private final LocalFiles files = new LocalFiles(Map.of());
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("vrrp.key"), KEY);
    }

    private void mode(String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------"})
    void areReadWhenNobodyElseMay(String mode) throws IOException {
        mode(mode);

        assertThat(files.readSecret(file)).isEqualTo(new Text(KEY, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw------x"})
    void areRefusedWhenOthersHaveAccess(String mode) throws IOException {
        mode(mode);

        assertThat(files.readSecret(file))
                .isEqualTo(new Unreadable("holds secrets and others have access to it; run: chmod 600 " + file));
    }

    @Test
    void areRefusedWhenTheyBelongToSomebodyElse() throws IOException {
        mode("rw-------");
        Files.setAttribute(file, "unix:uid", 12_345);

        assertThat(files.readSecret(file))
                .isEqualTo(new Unreadable("belongs to user 12345; run: chown root:root " + file));
    }

    @Test
    void areRegularFiles() {
        assertThat(files.readSecret(directory)).isEqualTo(new Unreadable("not a regular file"));
        assertThat(files.readSecret(directory.resolve("x"))).isEqualTo(new Unreadable("no such file"));
    }

    @Test
    void mayHaveAnyModeWhereSystemdKeepsThem() throws IOException {
        mode("rw-r-----");
        LocalFiles underSystemd = new LocalFiles(Map.of("CREDENTIALS_DIRECTORY", directory.toString()));

        assertThat(underSystemd.readSecret(file)).isEqualTo(new Text(KEY, false));
        assertThat(underSystemd.readSecret(directory.resolve("../" + directory.getFileName() + "/../vrrp.key")))
                .isEqualTo(new Unreadable("no such file"));
    }
}
