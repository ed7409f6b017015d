/**
 * The turn that feeds a node: packets first, then the inbox, then deadlines, then the effects. Speaks to the world only
 * through ports, each of at most three methods in our own words.
 */
package org.vipagent.engine;
