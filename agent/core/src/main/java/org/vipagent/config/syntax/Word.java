package org.vipagent.config.syntax;

/**
 * One word of a line.
 *
 * @param text without its quotes
 * @param position of its first character, or of its opening quote
 * @param quoted whether it stood in quotes
 */
public record Word(String text, Position position, boolean quoted) {}
