package org.vipagent.cloud.cloudstack.api;

import org.vipagent.cloud.CloudFailure;

/** What came of one request. */
public sealed interface ApiAnswer {
    /**
     * The server, or something on the way to it, answered.
     *
     * @param status the HTTP status
     * @param body the whole body as text
     */
    record Replied(int status, String body) implements ApiAnswer {}

    /**
     * No answer, or not a whole one.
     *
     * @param maybeSent whether the server may have got the request: then it may have acted on it
     */
    record NoReply(CloudFailure failure, boolean maybeSent) implements ApiAnswer {}
}
