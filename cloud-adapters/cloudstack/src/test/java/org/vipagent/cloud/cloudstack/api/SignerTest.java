package org.vipagent.cloud.cloudstack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.cloud.Credentials;

class SignerTest {
    private static final JsonNode VECTORS = Recording.read("signing-vectors.json");
    private static final Credentials KEYS = new Credentials(
            VECTORS.path("apikey").asText(), VECTORS.path("secretkey").asText());
    private final Signer signer = new Signer(KEYS, Signer.Version.V3);

    static Stream<Arguments> vectors() {
        return StreamSupport.stream(VECTORS.path("vectors").spliterator(), false)
                .map(v -> Arguments.of(v.path("file").asText(), v));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void signsAsTheServerChecks(String file, JsonNode vector) {
        SortedMap<String, String> asked =
                Recording.of(file.replace(".json", "")).query();

        assertThat(Signer.stringToSign(asked))
                .isEqualTo(vector.path("string_to_sign").asText());
        String signature = signer.signature(asked);
        assertThat(signature).isEqualTo(vector.path("computed").asText());
        assertThat(signature.equals(vector.path("sent").asText()))
                .isEqualTo(vector.path("match").asBoolean());
    }

    @Test
    void datesARequestByTheServersClockWithANumericZone() {
        SortedMap<String, String> signed = signer.signed(call("name", "a b*~"), Instant.parse("2026-01-01T23:59:00Z"));

        assertThat(signed)
                .containsEntry("expires", "2026-01-02T00:04:00+0000")
                .containsEntry("signatureversion", "3")
                .containsEntry("command", "listVirtualMachines")
                .containsEntry("response", "json");
        SortedMap<String, String> unsigned = new TreeMap<>(signed);
        unsigned.remove("signature");
        assertThat(signed.get("signature")).isEqualTo(signer.signature(unsigned));
        assertThat(Signer.form(signed)).contains("name=a%20b*%7E").contains("expires=2026-01-02T00%3A04%3A00%2B0000");
    }

    @Test
    void everyRecordedVectorIsChecked() {
        assertThat(VECTORS.path("vectors")).hasSize(20);
    }

    @Test
    void inVersion2NothingExpires() {
        SortedMap<String, String> signed =
                new Signer(KEYS, Signer.Version.V2).signed(call("name", "a"), Instant.parse("2026-01-01T23:59:00Z"));

        assertThat(signed).doesNotContainKeys("expires", "signatureversion").containsKey("signature");
    }

    @Test
    void thereAreNoOtherVersions() {
        assertThat(Signer.Version.of(2)).isEqualTo(Signer.Version.V2);
        assertThat(Signer.Version.of(3)).isEqualTo(Signer.Version.V3);
        assertThatThrownBy(() -> Signer.Version.of(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signature_version is 2 or 3");
    }

    @Test
    void staysWithinWhatNewServersAdmit() {
        assertThat(Signer.VALIDITY).isLessThanOrEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void foldsLetterCaseInTheSameWayInEveryCountry() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            SortedMap<String, String> all = new TreeMap<>();
            all.put("name", "LISTIP");
            assertThat(Signer.stringToSign(all)).isEqualTo("name=listip");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static ApiCall call(String name, String value) {
        TreeMap<String, String> parameters = new TreeMap<>();
        parameters.put(name, value);
        return new ApiCall("listVirtualMachines", parameters, false, Duration.ofSeconds(1));
    }
}
