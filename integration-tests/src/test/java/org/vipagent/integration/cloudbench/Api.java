package org.vipagent.integration.cloudbench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The cloud's API as a command-line client uses it: one call, and its answer awaited. */
interface Api {
    /**
     * What stands under the answer's only key.
     *
     * @throws IllegalStateException if the call is refused
     */
    JsonNode call(String command, Map<String, String> parameters);

    static IllegalStateException refused(String command, int status, String body) {
        return new IllegalStateException(command + " is refused with " + status + ": " + body);
    }
}
