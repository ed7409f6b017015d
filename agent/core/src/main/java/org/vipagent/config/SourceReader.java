package org.vipagent.config;

import java.nio.file.Path;
import java.util.List;

/** Where configuration texts come from. The only way of the loader to the outside. */
public interface SourceReader {
    /** Reads a file as UTF-8, with malformed bytes replaced; never throws. */
    Source read(Path file);

    /**
     * Reads a file that holds a secret, and only if it is kept as one: it belongs to root or to the user of this
     * process, and nobody else has access. Never throws; a reason never holds a part of the content.
     */
    Source readSecret(Path file);

    /**
     * The paths that match a shell pattern ({@code *}, {@code ?}, {@code [a-z]}; no braces), in the order of their
     * names, as glob(3) gives them. A pattern without such characters gives its path if that exists; a malformed one
     * matches nothing. Never throws. Braces have been worked on already: one that is left stands for itself.
     *
     * @param directory what a relative pattern starts from
     */
    List<Path> expand(Path directory, String pattern);

    /** What came of reading a file. */
    sealed interface Source permits Text, Unreadable {}

    /**
     * A file that could be read.
     *
     * @param executable whether anyone may execute it, which {@code includer} refuses
     */
    record Text(String content, boolean executable) implements Source {}

    /**
     * A file that could not.
     *
     * @param reason for the operator: {@code no such file}, {@code a directory}, {@code permission denied}
     */
    record Unreadable(String reason) implements Source {}
}
