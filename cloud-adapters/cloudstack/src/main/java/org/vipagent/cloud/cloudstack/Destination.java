package org.vipagent.cloud.cloudstack;

/**
 * The machine that rules to an address shall name.
 *
 * @param moved whether the address goes there in this plan, so that every rule to it has to be deleted before
 */
record Destination(String machineId, String machineName, boolean moved) {}
