package org.vipagent.simulation;

/** A fault, or when it is to happen, cannot be understood. The message says which word, where, and what was expected. */
public final class FaultSyntaxException extends OrderException {
    private static final long serialVersionUID = 1;

    private final String text;
    private final int column;

    /**
     * @param text the fault as it was written
     * @param column of the word that it is about, from 1; one after the end where a word is missing
     */
    FaultSyntaxException(String text, int column, String message) {
        super(message);
        this.text = text;
        this.column = column;
    }

    /** The fault as it was written. */
    public String text() {
        return text;
    }

    /** Where the trouble is, counted from 1. */
    public int column() {
        return column;
    }
}
