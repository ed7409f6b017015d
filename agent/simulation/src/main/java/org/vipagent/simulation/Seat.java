package org.vipagent.simulation;

import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/**
 * Who a node is.
 *
 * @param index from 0
 * @param name of the machine, here and in the cloud
 * @param address its own address
 * @param virtualMachine its id in the cloud
 */
record Seat(int index, String name, IpAddress address, MacAddress mac, String virtualMachine) {}
