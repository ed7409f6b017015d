package org.vipagent.config.syntax;

import java.util.List;

/**
 * What stands between two braces.
 *
 * @param openedAt the opening brace
 * @param statements in the order of the text
 */
public record Block(Position openedAt, List<Statement> statements) {}
