/**
 * CloudStack: how its secondary addresses and port-forwarding rules are made to follow the master.
 *
 * <p>This package decides and does no IO: {@link org.vipagent.cloud.cloudstack.CloudStackCalls} turns a look or a step
 * into a conversation ({@code api}), {@link org.vipagent.cloud.cloudstack.CloudStackPlanner} finds the legal order. The
 * shell that really sends is in {@code http}.
 */
package org.vipagent.cloud.cloudstack;
