/**
 * How a text becomes a tree of blocks: comments, quotes, includes, conditions, variables, sequences, braces. Every word
 * keeps the place where it stands. Knows nothing of VRRP; what the words mean is said in {@code org.vipagent.config}.
 *
 * <p>The way of a text: {@link org.vipagent.config.syntax.Preprocessor} turns files into
 * {@link org.vipagent.config.syntax.Line}s without comments, variables and conditions;
 * {@link org.vipagent.config.syntax.TreeBuilder} turns lines into {@link org.vipagent.config.syntax.Statement}s.
 */
package org.vipagent.config.syntax;
