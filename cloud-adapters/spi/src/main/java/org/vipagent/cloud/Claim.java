package org.vipagent.cloud;

/** One thing in the cloud that has to point to the master. */
public sealed interface Claim permits SecondaryIp, PortForward, StaticNat, FirewallOpening, BalancerMember {
    /** The claim in the words of the configuration file, for logs and status. */
    String describe();
}
