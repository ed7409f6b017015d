package org.vipagent.cloud.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What a command comes to. */
sealed interface Reply {
    /**
     * Answered at once.
     *
     * @param extraMillis what the answer takes longer than others
     */
    record Answered(ObjectNode content, long extraMillis) implements Reply {}

    /**
     * Becomes a job.
     *
     * @param createdId the id of what the call itself has made already
     */
    record Accepted(Optional<String> createdId, Optional<Job.Instance> instance, JobBody body) implements Reply {}

    static Reply now(ObjectNode content) {
        return new Answered(content, 0);
    }

    static Reply job(JobBody body) {
        return new Accepted(Optional.empty(), Optional.empty(), body);
    }

    static Reply creates(String id, Optional<Job.Instance> instance, JobBody body) {
        return new Accepted(Optional.of(id), instance, body);
    }
}
