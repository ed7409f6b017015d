/**
 * What the operator asked for, as values: typed, immutable records made from a keepalived.conf, and diagnostics for
 * everything in it that is wrong or does not mean what it seems to.
 *
 * <p>The words of the language and what each block may hold stand here; how a text becomes blocks and words stands in
 * {@code config.syntax}.
 */
package org.vipagent.config;
