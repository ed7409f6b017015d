package org.vipagent.cloud.simulator.json;

/** A description of a zone that cannot be used; the message says where in it and why. */
public final class ZoneFileException extends Exception {
    private static final long serialVersionUID = 1;

    ZoneFileException(String message) {
        super(message);
    }
}
