package org.vipagent.cloud.cloudstack.api;

import com.fasterxml.jackson.databind.JsonNode;
import org.vipagent.cloud.CloudFailure;

/** What an {@link ApiAnswer} means. */
public sealed interface Reply {
    /**
     * The command was carried out or, if it is asynchronous, accepted.
     *
     * @param content what stands under the answer's only key
     */
    record Accepted(JsonNode content) implements Reply {}

    /** The API itself refused: it got the request and did not do it. */
    record Refused(CloudFailure failure) implements Reply {}

    /**
     * No answer that can be relied on.
     *
     * @param maybeDone whether the command may have been carried out nevertheless
     */
    record Lost(CloudFailure failure, boolean maybeDone) implements Reply {}

    /** Reads the answer to a command. Never throws, whatever the answer holds. */
    static Reply to(String command, ApiAnswer answer) {
        if (answer instanceof ApiAnswer.NoReply none) {
            return new Lost(none.failure(), none.maybeSent());
        }
        return ReplyReader.read(command, (ApiAnswer.Replied) answer);
    }
}
