/**
 * What leaves and reaches an interface as whole packets: adverts over raw IPv4, raw IPv6 and UDP, gratuitous ARP and
 * neighbour advertisements over Ethernet. Formats are pure and tested on frames of other implementations; sockets are
 * non-blocking and belong to the engine's thread.
 */
package org.vipagent.linux.packet;
