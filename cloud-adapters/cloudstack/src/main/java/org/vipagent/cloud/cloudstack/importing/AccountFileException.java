package org.vipagent.cloud.cloudstack.importing;

/** A file of a command line that cannot be used. The message says where and why, and never holds a part of a key. */
public final class AccountFileException extends Exception {
    private static final long serialVersionUID = 1L;

    AccountFileException(String message) {
        super(message);
    }
}
