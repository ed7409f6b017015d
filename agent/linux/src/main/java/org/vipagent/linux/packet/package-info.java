/**
 * What leaves and reaches an interface as whole packets: VRRP adverts over raw IPv4, gratuitous ARP over Ethernet.
 * Formats are pure and tested on frames of other implementations; sockets are non-blocking and belong to the engine's
 * thread.
 */
package org.vipagent.linux.packet;
