package org.vipagent.cloud.cloudstack.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.cloud.cloudstack.Regions;

class CommandLineAccountTest {
    private static final String KEYS = "api_key = the-api-key\nsecret_key=very=secret:0815\n";

    @TempDir
    private Path directory;

    private Path file(String text, String mode) throws IOException {
        Path file = Files.writeString(directory.resolve("idcfrc"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private CommandLineAccount read(String text) throws IOException, AccountFileException {
        return CommandLineAccount.read(file(text, "rw-------"));
    }

    @Test
    void readsWhatTheOldCommandLineWasSetUpWith() throws Exception {
        CommandLineAccount account =
                read("# of last year\n[account]\nHost = https://compute.jp-east.idcfcloud.com/client/api\n" + KEYS
                        + "api_refs_json = /usr/share/refs.json\n");

        assertThat(account.credentials().apiKey()).isEqualTo("the-api-key");
        assertThat(account.credentials().secretKey()).isEqualTo("very=secret:0815");
        assertThat(account.endpoint()).contains(URI.create("https://compute.jp-east.idcfcloud.com/client/api"));
    }

    @Test
    void aHostAloneStandsForItsApi() throws Exception {
        assertThat(read("[account]\nhost: compute.jp-west.idcfcloud.com\n" + KEYS)
                        .endpoint())
                .contains(Regions.endpoint("jp-west"));
    }

    @Test
    void readsTheDefaultProfileOfTheNewCommandLine() throws Exception {
        CommandLineAccount account =
                read("[default]\n" + KEYS + "region = jp-east-2\n;output = xml\n[test]\napi_key = another\n");

        assertThat(account.credentials().apiKey()).isEqualTo("the-api-key");
        assertThat(account.endpoint()).contains(Regions.endpoint("jp-east-2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "region = default\n", "region =\n"})
    void withoutARegionTheConfigurationHasToNameTheEndpoint(String region) throws Exception {
        assertThat(read("[default]\n" + region + KEYS).endpoint()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------"})
    void refusesAFileThatIsNotPrivate(String mode) throws IOException {
        Path file = file("[default]\n" + KEYS, mode);

        assertThatThrownBy(() -> CommandLineAccount.read(file))
                .isInstanceOf(AccountFileException.class)
                .hasMessageContaining("chmod 600 " + file);
    }

    @Test
    void refusesWhatIsNoFile() {
        assertThatThrownBy(() -> CommandLineAccount.read(directory)).hasMessageContaining("not a regular file");
        assertThatThrownBy(() -> CommandLineAccount.read(directory.resolve("x")))
                .hasMessageContaining("no such file");
    }

    @ParameterizedTest
    @CsvSource({
        "'[account]\napi_key = a\nsecretkey = very-secret', :3: 'secretkey' is unknown here: did you mean secret_key?",
        "'[account]\napi_key = a\nvery-secret', ':3: expected [SECTION], NAME = VALUE, or a comment after # or ;'",
        "'[account]\napi_key = a\nsecret_key =', :3: secret_key has no value",
        "'[account]\napi_key = a\napi_key = b', :3: api_key is given a second time",
        "'[account]\napi_key = a', : section [account] has no line 'secret_key = VALUE'",
        "'[default]\napi_key = a\nsecret_key = very-secret\nregion = jp-north', :4: region 'jp-north' is unknown: it is one",
        "'[account]\napi_key = a\nsecret_key = very-secret\nhost = ftp://x', :4: host is no http or https address",
        "'[account]\napi_key = a\nsecret_key = very-secret\nhost = https://me:very-secret@x/y', :4: host is no http",
        "'api_key = a\nsecret_key = very-secret', ' has neither a section [account]'"
    })
    void saysWhereAndWhatWithoutShowingAKey(String text, String expected) throws IOException {
        Path file = file(text, "rw-------");

        assertThatThrownBy(() -> CommandLineAccount.read(file))
                .isInstanceOf(AccountFileException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(expected)
                .hasMessageNotContaining("very-secret");
    }

    @Test
    void aFileThatIsNoTextIsRefusedWithoutShowingIt() throws IOException {
        Path file = file("", "rw-------");
        Files.write(file, new byte[] {'[', 'a', ']', (byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> CommandLineAccount.read(file))
                .isInstanceOf(AccountFileException.class)
                .hasMessageContaining("cannot be read");
    }
}
