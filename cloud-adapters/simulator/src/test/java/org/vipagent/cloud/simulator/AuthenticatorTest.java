package org.vipagent.cloud.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.cloud.simulator.api.Authenticator;

/** Against signatures that a live server accepted or refused. */
class AuthenticatorTest {
    private static final long WHEN_RECORDED =
            Instant.parse("2026-11-21T02:41:15Z").toEpochMilli();
    private static final JsonNode VECTORS = new Recordings().read("signing-vectors.json");

    private final String secret = VECTORS.path("secretkey").asText();
    private final Authenticator authenticator = new Authenticator(
            List.of(new ZoneLayout.Account("ha", VECTORS.path("apikey").asText(), secret)));

    static Stream<JsonNode> vectors() {
        return StreamSupport.stream(VECTORS.path("vectors").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void computesTheSignatureOfTheLiveServer(JsonNode vector) {
        Map<String, String> parameters = parametersOf(vector);
        assertThat(Authenticator.signedText(parameters))
                .isEqualTo(vector.path("string_to_sign").asText());
        assertThat(Authenticator.sign(parameters, secret))
                .isEqualTo(vector.path("computed").asText());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void acceptsWhatTheLiveServerAccepted(JsonNode vector) {
        boolean accepted = vector.path("http_status").asInt() != 401;
        assertThat(authenticator.accepts(parametersOf(vector), WHEN_RECORDED)).isEqualTo(accepted);
    }

    private static Map<String, String> parametersOf(JsonNode vector) {
        return Recordings.parameters(new Recordings().read(vector.path("file").asText()));
    }

    @Test
    void refusesAnUnknownKey() {
        Map<String, String> parameters = parametersOf(VECTORS.path("vectors").path(0));
        parameters.put("apikey", "someone-else");
        parameters.put("signature", Authenticator.sign(parameters, secret));
        assertThat(authenticator.accepts(parameters, WHEN_RECORDED)).isFalse();
    }

    @Test
    void refusesAParameterThatWasChangedAfterSigning() {
        Map<String, String> parameters = parametersOf(VECTORS.path("vectors").path(0));
        assertThat(authenticator.accepts(parameters, WHEN_RECORDED)).isTrue();
        parameters.put("id", "4232b7bf-95b3-41bb-93bf-000000000000");
        assertThat(authenticator.accepts(parameters, WHEN_RECORDED)).isFalse();
    }
}
