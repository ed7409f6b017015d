package org.vipagent.config;

/**
 * Where something stands in a configuration.
 *
 * @param file the path as it was opened
 * @param line from 1
 * @param column from 1, in characters
 */
public record SourcePosition(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
