package org.vipagent.cloud.cloudstack.api;

import java.time.Duration;
import java.util.Optional;
import org.vipagent.cloud.CloudFailure;

/** What came of one request. */
public sealed interface ApiAnswer {
    /**
     * The server, or something on the way to it, answered.
     *
     * @param status the HTTP status
     * @param body the whole body as text
     * @param misdated by how much the request was dated wrong, if that alone is reason enough for a refusal
     */
    record Replied(int status, String body, Optional<Duration> misdated) implements ApiAnswer {
        /** The answer to a request that was dated well. */
        public Replied(int status, String body) {
            this(status, body, Optional.empty());
        }
    }

    /**
     * No answer, or not a whole one.
     *
     * @param maybeSent whether the server may have got the request: then it may have acted on it
     */
    record NoReply(CloudFailure failure, boolean maybeSent) implements ApiAnswer {}
}
