package org.vipagent.simulation;

/** What was asked for cannot be played; the message says why. */
public class OrderException extends Exception {
    private static final long serialVersionUID = 1;

    OrderException(String message) {
        super(message);
    }
}
