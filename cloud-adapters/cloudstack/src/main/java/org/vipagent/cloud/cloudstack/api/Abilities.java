package org.vipagent.cloud.cloudstack.api;

/**
 * What this server lets this key do, where servers differ.
 *
 * @param updateMovesRules whether {@code updatePortForwardingRule} takes {@code id} and {@code vmguestip}: before 4.5
 *     it takes neither, and up to 4.3 says that it is done and does nothing
 * @param natToSecondary whether {@code enableStaticNat} takes {@code vmguestip}
 * @param membersByAddress whether load-balancer rules take {@code vmidipmap}
 */
public record Abilities(boolean updateMovesRules, boolean natToSecondary, boolean membersByAddress) {}
