package org.vipagent.cloud.cloudstack;

import java.util.Optional;

/**
 * A virtual machine that holds an address.
 *
 * @param secondaryId what {@code removeIpFromNic} wants; empty where it is this node's primary address
 * @param ours whether it is this node
 * @param gone whether the machine is destroyed or in error, so that what it holds goes when the server expunges it
 * @param clings whether the server has refused again and again to let it go
 */
record Holder(
        String machineId,
        String machineName,
        Optional<String> secondaryId,
        boolean ours,
        boolean gone,
        boolean clings) {}
