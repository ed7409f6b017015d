package org.vipagent.cloud.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.vipagent.cloud.simulator.ZoneAnswer;
import org.vipagent.cloud.simulator.api.XmlAnswer;

/** What goes back over HTTP. */
record HttpReply(int status, String contentType, String description, String body) {
    static HttpReply of(ZoneAnswer answer, boolean asJson) {
        return switch (answer.form()) {
            case HTML -> new HttpReply(answer.status(), "text/html;charset=utf-8", "", answer.text());
            case EMPTY -> new HttpReply(answer.status(), "application/json;charset=utf-8", "", "");
            case GARBLED -> new HttpReply(answer.status(), "application/json;charset=utf-8", "", answer.text());
            default -> asJson ? json(answer.status(), answer.body()) : xml(answer.status(), answer.body());
        };
    }

    static HttpReply json(int status, JsonNode body) {
        return new HttpReply(status, "application/json;charset=utf-8", describe(body), body.toString());
    }

    static HttpReply xml(int status, JsonNode body) {
        return new HttpReply(status, "text/xml;charset=utf-8", describe(body), XmlAnswer.of(body));
    }

    static HttpReply text(int status, String text) {
        return new HttpReply(status, "text/plain;charset=utf-8", "", text + "\n");
    }

    /** The error text without the name of the server's exception; empty for a success. */
    private static String describe(JsonNode body) {
        String text = body.elements().hasNext()
                ? body.elements().next().path("errortext").asText("")
                : "";
        return text.replaceFirst("^[A-Za-z]+Exception: ", "").replaceAll("[^ -~]", "?");
    }

    void send(HttpExchange exchange) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        // As the recorded server. It also keeps the JDK's server from waiting for a delayed TCP acknowledgement.
        exchange.getResponseHeaders().set("Connection", "close");
        if (!description.isEmpty()) {
            exchange.getResponseHeaders().set("X-Description", description);
        }
        // For the JDK's server -1 is a body of no bytes, and 0 one of unknown length.
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
