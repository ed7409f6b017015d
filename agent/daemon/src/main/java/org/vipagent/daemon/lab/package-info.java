/**
 * A network of our own to try things in: hosts in network namespaces on a switch, whole agents and keepalived as
 * processes on them, a virtual router that does what the cloud's rules say, and a client that measures outages. Needs
 * root on Linux. The demonstration and the integration tests are built from this.
 *
 * <p>Everything made here is removed by {@code close()}, and nothing outside of our own namespaces is touched.
 */
package org.vipagent.daemon.lab;
