/**
 * The running agent: what builds the parts, the threads they live on, and the order of start and stop. Everything that
 * decides stands in the core; here it meets sockets, clocks, files and signals.
 */
package org.vipagent.daemon;
