package org.vipagent.config.syntax;

import java.util.List;

/** The little that reading needs to know of the language, to find the brace that is missing and to keep secrets. */
public interface Outline {
    /** Whether the word may stand outside all blocks. */
    boolean standsAtTop(String word);

    /** Whether the word opens a block and may stand nowhere but outside all blocks. */
    boolean opensOnlyAtTop(String word);

    /**
     * Whether a word is not known in a block but is in the one around it, so that a closing brace may be missing before
     * it.
     *
     * @param path the keywords of the blocks around the word, the outermost first
     */
    boolean belongsFurtherOut(List<String> path, String word);

    /** Whether what follows the word must not be shown to anyone. */
    boolean holdsSecret(String word);
}
