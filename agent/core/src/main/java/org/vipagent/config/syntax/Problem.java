package org.vipagent.config.syntax;

/**
 * Something wrong or odd in the text itself, whatever its words mean.
 *
 * @param isError whether the text cannot be used
 * @param position where
 * @param word the word it is about; never the text around it, which may be a password
 * @param message what is wrong and what was expected
 */
public record Problem(boolean isError, Position position, String word, String message) {
    /** Something that cannot be used. */
    public static Problem error(Position position, String word, String message) {
        return new Problem(true, position, word, message);
    }

    /** Something that can be used but may not mean what it seems to. */
    public static Problem warning(Position position, String word, String message) {
        return new Problem(false, position, word, message);
    }
}
