package org.vipagent.cloud.simulator.http;

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
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vipagent.cloud.simulator.ZoneAnswer;

/** {@code /client/api}: reads a request, checks its signature, asks the zone, and answers when the zone says so. */
public final class ApiHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
    private static final int BAD_REQUEST = 400;
    private static final int LARGEST_BODY = 1 << 20;

    private final ZoneGate gate;
    private final BiPredicate<Map<String, String>, Long> mayPass;
    private final ScheduledExecutorService later;

    /**
     * A handler of API calls.
     *
     * @param mayPass whether a request with such parameters may pass, at a time in milliseconds since 1970
     */
    public ApiHandler(ZoneGate gate, BiPredicate<Map<String, String>, Long> mayPass, ScheduledExecutorService later) {
        this.gate = gate;
        this.mayPass = mayPass;
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
        answer(exchange, parameters);
    }

    private void answer(HttpExchange exchange, Map<String, String> parameters) {
        String client = exchange.getRemoteAddress().getAddress().getHostAddress();
        ZoneAnswer answer = gate.with(zone -> mayPass.test(parameters, gate.now())
                ? zone.handle(parameters, gate.now())
                : zone.denied(parameters, client));
        LOG.debug("{} from {}: {} {}", parameters.get("command"), client, answer.status(), answer.form());
        if (answer.form() == ZoneAnswer.Form.HANGING) {
            // The exchange stays open and unanswered until the client or the server goes.
            return;
        }
        HttpReply reply = HttpReply.of(answer, "json".equalsIgnoreCase(parameters.get("response")));
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
