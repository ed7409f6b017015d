package org.vipagent.cloud;

/** The outcome of a look. "I could not look" is a value of its own; it never means "it is not there". */
public sealed interface Observation {
    /** The cloud answered everything that was asked. */
    record Seen(CloudView view) implements Observation {}

    /** The look failed; nothing is known. */
    record Unseen(CloudFailure failure) implements Observation {}
}
