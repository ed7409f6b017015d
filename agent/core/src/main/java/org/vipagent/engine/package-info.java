/**
 * The turn that feeds a node: packets first, then the inbox, then deadlines, then the effects. Speaks to the world only
 * through ports, each of a few methods in our own words. A rehearsal plays all of it in memory at the start.
 */
package org.vipagent.engine;
