package org.vipagent.cloud.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the zone answers to one request.
 *
 * @param status the HTTP status
 * @param body an object with a single member, named as the real server names it
 * @param delayMillis how long after the request the answer leaves the server, at least 0
 * @param delivered false when a fault loses the answer although the request was carried out
 */
public record ZoneAnswer(int status, JsonNode body, long delayMillis, boolean delivered) {
    /** The value of the body's only member. */
    public JsonNode content() {
        return body.elements().next();
    }

    ZoneAnswer lost() {
        return new ZoneAnswer(status, body, delayMillis, false);
    }
}
