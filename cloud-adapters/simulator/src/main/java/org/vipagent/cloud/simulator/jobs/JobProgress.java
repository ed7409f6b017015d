package org.vipagent.cloud.simulator.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vipagent.cloud.simulator.api.Json;

/** Where a job stands after one of its parts. */
public sealed interface JobProgress {
    /** The next part runs so many milliseconds later; 0 means after everything else that is due now. */
    record Wait(long millis) implements JobProgress {}

    /** The job stays pending for ever. */
    record Hang() implements JobProgress {}

    /** The job ends well. */
    record Done(ObjectNode result) implements JobProgress {}

    /** The job ends with code 530, whatever the reason. */
    record Failed(String text) implements JobProgress {}

    static JobProgress success() {
        return new Done(Json.object().put("success", true));
    }

    /** A refusal by the API layer. */
    static JobProgress refused(String text) {
        return new Failed("ServerApiException: " + text);
    }

    /** A failure below it. */
    static JobProgress broken(String text) {
        return new Failed("CloudRuntimeException: " + text);
    }
}
