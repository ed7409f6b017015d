package org.vipagent.cloud.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /client/api}: reads a request, checks its signature, asks the zone, and answers when the zone says so. */
final class ApiHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
    private static final int BAD_REQUEST = 400;
    private static final int LARGEST_BODY = 1 << 20;

    private final ZoneGate gate;
    private final Authenticator authenticator;
    private final ScheduledExecutorService later;

    ApiHandler(ZoneGate gate, Authenticator authenticator, ScheduledExecutorService later) {
        this.gate = gate;
        this.authenticator = authenticator;
        this.later = later;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Map<String, String> parameters;
        try {
            parameters = parameters(exchange);
        } catch (IllegalArgumentException e) {
            HttpReply.text(BAD_REQUEST, "The request cannot be read: " + e.getMessage())
                    .send(exchange);
            return;
        }
        String command = parameters.getOrDefault("command", "");
        if (gate.with(zone -> zone.faults().strikes(Fault.Kind.HTTP_RESET, command))) {
            exchange.close();
        } else if (gate.with(zone -> zone.faults().strikes(Fault.Kind.HTTP_HANG, command))) {
            // The exchange stays open and unanswered until the client or the server goes.
            LOG.debug("{} hangs on purpose", command);
        } else {
            answer(exchange, parameters);
        }
    }

    private void answer(HttpExchange exchange, Map<String, String> parameters) {
        String client = exchange.getRemoteAddress().getAddress().getHostAddress();
        ZoneAnswer answer = gate.with(zone -> authenticator.accepts(parameters, gate.now())
                ? zone.handle(parameters, gate.now())
                : zone.denied(parameters, client));
        LOG.debug("{} from {}: {}", parameters.get("command"), client, answer.status());
        HttpReply reply = "json".equalsIgnoreCase(parameters.get("response"))
                ? HttpReply.json(answer.status(), answer.body())
                : HttpReply.xml(answer.status(), answer.body());
        ScheduledFuture<?> unused =
                later.schedule(() -> finish(exchange, answer, reply), answer.delayMillis(), TimeUnit.MILLISECONDS);
    }

    private static void finish(HttpExchange exchange, ZoneAnswer answer, HttpReply reply) {
        if (!answer.delivered()) {
            exchange.close();
            return;
        }
        try {
            reply.send(exchange);
        } catch (IOException e) {
            LOG.debug("the client did not wait for its answer: {}", e.getMessage());
            exchange.close();
        }
    }

    private static Map<String, String> parameters(HttpExchange exchange) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        decode(query == null ? "" : query, parameters);
        if (exchange.getRequestMethod().equals("POST")) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
            decode(new String(body, StandardCharsets.UTF_8), parameters);
        }
        return parameters;
    }

    private static void decode(String form, Map<String, String> parameters) {
        for (String pair : form.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.put(decoded(name), decoded(value));
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
