package org.vipagent.cloud.cloudstack.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SecretsTest {
    private static final String WIRE = "org.apache.hc.client5.http.wire";

    private final Api api = new Api();
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Listener log = new Listener();
    private final List<Logger> ours = List.of(
            context.getLogger("org.vipagent"),
            context.getLogger("org.apache.hc"),
            context.getLogger("io.github.resilience4j"));
    private final List<String> said = new ArrayList<>();

    /** Formats at once: the library logs buffers that it empties afterwards. */
    private static final class Listener extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            String trace =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + trace);
        }
    }

    @BeforeEach
    void listen() {
        log.start();
        for (Logger logger : ours) {
            logger.setLevel(Level.TRACE);
            logger.setAdditive(false);
            logger.addAppender(log);
        }
    }

    @AfterEach
    void stop() {
        for (Logger logger : ours) {
            logger.detachAppender(log);
            logger.setLevel(null);
            logger.setAdditive(true);
        }
        context.getLogger(WIRE).setLevel(null);
        api.close();
    }

    private void talk() {
        api.answers("addIpToNic", Api.error(401));
        said.add(api.execute().toString());
        api.answers("addIpToNic", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        said.add(api.execute().toString());
        api.requestTimeout = Duration.ofMillis(500);
        api.answers("addIpToNic", aResponse().withFixedDelay(2000));
        said.add(api.execute().toString());
        said.add(api.observe().toString());
        said.add(Api.settings(api.endpoint()).toString());
        said.add(new SignedBody("apikey=api-key-4711").toString());
        said.addAll(log.lines);
    }

    @Test
    void neitherKeyNorSignatureIsEverSaid() {
        // The library can write every byte that it sends; that is for whoever switches it on by name.
        assertThat(context.getLogger(WIRE).getLevel()).isNull();
        context.getLogger(WIRE).setLevel(Level.INFO);

        talk();

        assertThat(said).anyMatch(s -> s.contains("org.apache.hc")).anyMatch(s -> s.contains("addIpToNic {"));
        assertThat(said)
                .noneMatch(s -> s.contains(Api.CREDENTIALS.secretKey()))
                .noneMatch(s -> s.contains(Api.CREDENTIALS.apiKey()))
                .noneMatch(s -> s.contains("signature="));
    }

    @Test
    void theSecretKeyIsNotEvenInWhatGoesOverTheWire() {
        talk();

        assertThat(said)
                .anyMatch(s -> s.contains("apikey=" + Api.CREDENTIALS.apiKey()))
                .noneMatch(s -> s.contains(Api.CREDENTIALS.secretKey()));
    }
}
