package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.cloud.Credentials;
import org.vipagent.cloud.ProviderSettings;
import org.vipagent.config.CloudProvider;
import org.vipagent.config.CredentialsPlace;
import org.vipagent.daemon.cli.ExitCode;

class CredentialsFilesTest {
    private static final String KEYS = "# of the agent\napi_key = the-api-key\n\nsecret_key=the=secret\n";

    @TempDir
    private Path directory;

    private final CredentialsFiles none = new CredentialsFiles(Map.of());

    private static CloudProvider provider(CredentialsPlace place) {
        Duration any = Duration.ofSeconds(1);
        return new CloudProvider(
                "idcf",
                "cloudstack",
                "idcf",
                URI.create("https://cloud.example/client/api"),
                ProviderSettings.Owner.KEY,
                place,
                3,
                Optional.empty(),
                Optional.empty(),
                any,
                any,
                any,
                5,
                Optional.empty());
    }

    private CloudProvider file(String text, String mode) throws IOException {
        Path file = Files.writeString(directory.resolve("idcf.credentials"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return provider(CredentialsPlace.inFile(file));
    }

    @Test
    void readsAPrivateFile() throws Exception {
        Credentials credentials = none.read(file(KEYS, "rw-------"));

        assertThat(credentials.apiKey()).isEqualTo("the-api-key");
        assertThat(credentials.secretKey()).isEqualTo("the=secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw------x"})
    void refusesAFileThatOthersHaveAccessTo(String mode) throws IOException {
        CloudProvider provider = file(KEYS, mode);

        assertThatThrownBy(() -> none.read(provider))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("chmod 600 " + directory.resolve("idcf.credentials"))
                .extracting(e -> ((StartException) e).exitCode())
                .isEqualTo(ExitCode.NOT_PERMITTED);
    }

    @Test
    void refusesWhatIsNoFile() {
        assertThatThrownBy(() -> none.read(provider(CredentialsPlace.inFile(directory))))
                .hasMessageContaining("not a regular file");
        assertThatThrownBy(() -> none.read(provider(CredentialsPlace.inFile(directory.resolve("x")))))
                .hasMessageContaining("no such file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"api_key = a\n", "secret_key = very-secret\n", "api_key = a\nsecret_key =\n", "very-secret\n"})
    void saysWhatIsMissingWithoutShowingWhatIsThere(String text) throws IOException {
        CloudProvider provider = file(text, "rw-------");

        assertThatThrownBy(() -> none.read(provider))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("_key = VALUE'")
                .hasMessageNotContaining("very-secret");
    }

    @Test
    void readsASystemdCredentialWhateverItsMode() throws Exception {
        file(KEYS, "rw-r-----");
        CredentialsFiles systemd = new CredentialsFiles(Map.of("CREDENTIALS_DIRECTORY", directory.toString()));

        assertThat(systemd.read(provider(CredentialsPlace.inSystemd("idcf.credentials")))
                        .apiKey())
                .isEqualTo("the-api-key");
    }

    @Test
    void saysWhichLineTheUnitNeeds() {
        assertThatThrownBy(() -> none.read(provider(CredentialsPlace.inSystemd("idcf"))))
                .hasMessageContaining("LoadCredential=idcf:");
    }

    @Test
    void readsThePrivateFileOfACommandLine() throws Exception {
        Path file = Files.writeString(
                directory.resolve(".idcfrc"), "[account]\nhost = x\napi_key = the-api-key\nsecret_key = the=secret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Credentials credentials = none.read(provider(CredentialsPlace.inIdcfrc(file)));

        assertThat(credentials.apiKey()).isEqualTo("the-api-key");
        assertThat(credentials.secretKey()).isEqualTo("the=secret");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> none.read(provider(CredentialsPlace.inIdcfrc(file))))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining("the-api-key");
    }
}
