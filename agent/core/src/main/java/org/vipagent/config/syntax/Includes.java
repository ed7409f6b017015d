package org.vipagent.config.syntax;

import java.util.List;

/** Finds and opens what an include line names. */
public interface Includes {
    /**
     * The texts to be read in the place of the line, in order. What is missing or not readable has been reported.
     *
     * @param keyword {@code include} or one of its stricter variants
     * @param pattern a path or a shell pattern; a relative one starts at the including file's directory
     */
    List<Included> open(Word keyword, Word pattern);

    /**
     * A text to be read.
     *
     * @param file how the file is to be called in messages; the same file always by the same name
     */
    record Included(String file, String text) {}
}
