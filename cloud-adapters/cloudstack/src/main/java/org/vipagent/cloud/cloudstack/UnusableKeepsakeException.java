package org.vipagent.cloud.cloudstack;

/** What was kept cannot be used, and why, in words for the operator. */
final class UnusableKeepsakeException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableKeepsakeException(String message) {
        super(message);
    }
}
