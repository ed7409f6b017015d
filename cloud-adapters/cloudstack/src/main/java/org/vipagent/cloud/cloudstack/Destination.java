package org.vipagent.cloud.cloudstack;

/**
 * The machine that what leads to an address shall name.
 *
 * @param moved whether the address goes there in this plan, so that whatever leads to it has to be taken away before
 * @param pathWorks whether traffic reaches the master through what leads there now, whichever machine it names
 */
record Destination(String machineId, String machineName, Inside inside, boolean moved, boolean pathWorks) {}
