package org.vipagent.cloud.cloudstack;

/**
 * Who held an address when it was last seen at another machine. A destroyed machine is listed no longer and blocks the
 * address all the same, until the server expunges it; then only these ids help.
 */
record Remembered(String machineId, String machineName, String networkId, String secondaryId) {}
