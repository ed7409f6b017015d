package org.vipagent.config.syntax;

/** The little that reading needs to know of the language, to find the brace that is missing and to keep secrets. */
public interface Outline {
    /** Whether the word may stand outside all blocks. */
    boolean standsAtTop(String word);

    /** Whether the word opens a block and may stand nowhere but outside all blocks. */
    boolean opensOnlyAtTop(String word);

    /** Whether what follows the word must not be shown to anyone. */
    boolean holdsSecret(String word);
}
