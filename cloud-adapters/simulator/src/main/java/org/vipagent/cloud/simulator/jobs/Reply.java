package org.vipagent.cloud.simulator.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What a command comes to. */
public sealed interface Reply {
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
     * @param queue the network whose jobs it waits for, where jobs wait at all
     */
    record Accepted(Optional<String> createdId, Optional<Job.Instance> instance, Optional<String> queue, JobBody body)
            implements Reply {
        public Accepted about(String type, String id) {
            return new Accepted(createdId, Job.Instance.of(type, id), queue, body);
        }

        public Accepted inQueueOf(String networkId) {
            return new Accepted(createdId, instance, Optional.of(networkId), body);
        }
    }

    static Reply now(ObjectNode content) {
        return new Answered(content, 0);
    }

    static Accepted job(JobBody body) {
        return new Accepted(Optional.empty(), Optional.empty(), Optional.empty(), body);
    }

    static Accepted creates(String id, Optional<Job.Instance> instance, JobBody body) {
        return new Accepted(Optional.of(id), instance, Optional.empty(), body);
    }
}
