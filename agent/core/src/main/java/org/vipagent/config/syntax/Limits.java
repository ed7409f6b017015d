package org.vipagent.config.syntax;

/**
 * How large a configuration may become, so that a variable that names itself or a sequence with too many zeros ends in
 * a message and not in a full memory.
 *
 * @param lines after all variables and sequences are put in
 * @param depth of templates in templates, includes in includes and blocks in blocks
 * @param substitutions in one line
 * @param lineLength of a line with its variables put in, in characters
 */
public record Limits(int lines, int depth, int substitutions, int lineLength) {
    /** Twice keepalived's own largest example, 65,024 instances of 12 lines. */
    public static Limits standard() {
        return new Limits(1_500_000, 64, 1_000, 65_536);
    }
}
