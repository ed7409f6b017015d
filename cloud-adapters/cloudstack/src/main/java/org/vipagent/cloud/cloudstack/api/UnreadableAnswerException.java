package org.vipagent.cloud.cloudstack.api;

/** An answer in the right envelope that lacks what its kind must have. The message says what. */
public final class UnreadableAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableAnswerException(String what) {
        super(what);
    }
}
