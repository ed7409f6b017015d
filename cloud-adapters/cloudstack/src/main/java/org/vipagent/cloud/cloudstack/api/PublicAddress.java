package org.vipagent.cloud.cloudstack.api;

import java.util.Optional;
import org.vipagent.net.IpAddress;

/**
 * A public address of the account.
 *
 * @param networkId the guest network it belongs to; empty as long as it belongs to a VPC only
 * @param staticNat whether it is bound whole to one machine
 * @param staticNatTarget the address inside that static NAT leads to
 */
public record PublicAddress(
        String id,
        IpAddress address,
        Optional<String> networkId,
        boolean staticNat,
        Optional<IpAddress> staticNatTarget) {}
