package org.vipagent.cloud.cloudstack.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.StepOutcome;

class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path directory;

    private Path authority;
    private Api api;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Path keys = directory.resolve("keys.p12");
        authority = directory.resolve("authority.pem");
        keytool("-genkeypair -alias a -keyalg EC -dname CN=test -ext san=ip:127.0.0.1 -validity 2", keys);
        keytool("-exportcert -rfc -alias a -file " + authority, keys);
        api = new Api(WireMockConfiguration.options()
                .dynamicHttpsPort()
                .httpDisabled(true)
                .bindAddress("127.0.0.1")
                .keystorePath(keys.toString())
                .keystoreType("PKCS12")
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD));
        api.answers("addIpToNic", Api.error(431));
    }

    private static void keytool(String command, Path keys) throws IOException, InterruptedException {
        String line = Path.of(System.getProperty("java.home"), "bin", "keytool") + " " + command
                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + keys;
        Process process = new ProcessBuilder(line.split(" ")).inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private StepOutcome execute(String host, Optional<Path> caFile) {
        URI endpoint = URI.create("https://" + host + ":" + api.server.httpsPort() + Api.PATH);
        try (CloudStackAdapter adapter = new CloudStackAdapter(Api.settings(endpoint, caFile, 1000))) {
            return Api.execute(adapter);
        }
    }

    @Test
    void anUnknownAuthorityIsRefusedBeforeAnythingIsSent() {
        assertUnreachable(execute("127.0.0.1", Optional.empty()));
        assertThat(api.received("addIpToNic")).isZero();
    }

    @Test
    void theAuthorityOfTheCaFileIsTrusted() {
        StepOutcome outcome = execute("127.0.0.1", Optional.of(authority));

        assertThat(((StepOutcome.Refused) outcome).failure().kind()).isEqualTo(Kind.REFUSED);
        assertThat(api.received("addIpToNic")).isEqualTo(1);
    }

    @Test
    void aCertificateForAnotherNameIsRefused() {
        assertUnreachable(execute("localhost", Optional.of(authority)));
        assertThat(api.received("addIpToNic")).isZero();
    }

    @Test
    void aCaFileWithoutACertificateIsRefusedInWords() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");

        assertThatThrownBy(() -> TrustFile.context(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds no certificate");
    }

    private static void assertUnreachable(StepOutcome outcome) {
        CloudFailure failure = ((StepOutcome.Refused) outcome).failure();
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.text()).contains("TLS");
    }
}
