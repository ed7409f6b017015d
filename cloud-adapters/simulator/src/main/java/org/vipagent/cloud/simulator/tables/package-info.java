/**
 * The management server's database: plain rows with one owner, the zone; whoever changes them is in the commands.
 */
package org.vipagent.cloud.simulator.tables;
