package org.vipagent.linux.route;

import org.vipagent.net.IpAddress;

/** Where packets for everywhere else may go: one next hop of a default route. */
record DefaultRoute(int interfaceIndex, IpAddress gateway) {}
