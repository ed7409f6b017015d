package org.vipagent.config.syntax;

/**
 * Where a character stands.
 *
 * @param file the path as it was opened
 * @param line from 1
 * @param column from 1, in characters
 */
public record Position(String file, int line, int column) {}
