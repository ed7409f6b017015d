package org.vipagent.daemon.lab;

/** Something in the laboratory could not be done; the message says what and why, fit for a user's eyes. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LabException(String message) {
        super(message);
    }

    public LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
