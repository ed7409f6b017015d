package org.vipagent.cloud.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the zone answers to one request.
 *
 * @param status the HTTP status
 * @param body an object with a single member, named as the real server names it
 * @param delayMillis how long after the request the answer leaves the server, at least 0
 * @param form what a fault makes of it on its way
 */
public record ZoneAnswer(int status, JsonNode body, long delayMillis, Form form) {
    private static final String PAGE = """
            <html>
            <head><title>%1$d</title></head>
            <body><center><h1>%1$d</h1></center></body>
            </html>
            """;

    /** What arrives of an answer. */
    public enum Form {
        /** All of it. */
        WHOLE,
        /** The connection is closed instead. */
        CUT,
        /** Nothing, and the connection stays open. */
        HANGING,
        /** A page for people, as from a proxy in front of the server. */
        HTML,
        /** A body of no bytes. */
        EMPTY,
        /** JSON that ends in the middle. */
        GARBLED
    }

    /** An answer that arrives as it is. */
    static ZoneAnswer whole(int status, JsonNode body, long delayMillis) {
        return new ZoneAnswer(status, body, delayMillis, Form.WHOLE);
    }

    /** The value of the body's only member. */
    public JsonNode content() {
        return body.elements().next();
    }

    /** Whether the client gets an answer at all, readable or not. */
    public boolean delivered() {
        return form != Form.CUT && form != Form.HANGING;
    }

    /** The body as it arrives at a client that asked for JSON; empty if nothing arrives. */
    public String text() {
        return switch (form) {
            case WHOLE -> body.toString();
            case HTML -> PAGE.formatted(status);
            case GARBLED -> body.toString().substring(0, body.toString().length() / 2);
            case EMPTY, CUT, HANGING -> "";
        };
    }

    ZoneAnswer as(Form newForm) {
        return new ZoneAnswer(status, body, delayMillis, newForm);
    }

    ZoneAnswer with(int newStatus) {
        return new ZoneAnswer(newStatus, body, delayMillis, form);
    }

    ZoneAnswer later(long millis) {
        return millis == 0 ? this : new ZoneAnswer(status, body, delayMillis + millis, form);
    }
}
