package org.vipagent.node;

/**
 * Something that happened and that an operator may want to read afterwards.
 *
 * @param at monotonic nanoseconds of the node's clock
 * @param subject the instance's name, or the interface's, or {@code node}
 */
public record NodeEvent(long at, Severity severity, String subject, String text) {
    /** How much attention an event asks for. */
    public enum Severity {
        INFORMATION,
        WARNING,
        TROUBLE
    }
}
