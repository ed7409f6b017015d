/**
 * CloudStack: how its secondary addresses, port-forwarding rules, static NAT, firewall rules and load-balancer members
 * are made to follow the master.
 *
 * <p>This package decides and does no IO. {@link org.vipagent.cloud.cloudstack.CloudStackCalls} turns a look or a stage
 * into conversations ({@code api}); a look lists what the claims need, keeps it, and puts it together to a view;
 * {@link org.vipagent.cloud.cloudstack.CloudStackPlanner} finds the legal order from it. The shell that really sends is in
 * {@code http}.
 */
package org.vipagent.cloud.cloudstack;
