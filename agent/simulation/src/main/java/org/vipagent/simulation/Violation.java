package org.vipagent.simulation;

/**
 * Something that must not happen, and did.
 *
 * @param rule the rule's name
 * @param at nanoseconds since the world began
 * @param text what happened
 */
public record Violation(String rule, long at, String text) {
    @Override
    public String toString() {
        return rule + " at " + at / 1e9 + " s: " + text;
    }
}
