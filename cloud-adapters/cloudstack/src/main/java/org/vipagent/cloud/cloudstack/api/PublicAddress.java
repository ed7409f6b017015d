package org.vipagent.cloud.cloudstack.api;

import java.util.Optional;
import org.vipagent.net.IpAddress;

/**
 * A public address of the account.
 *
 * @param networkId the guest network it belongs to; empty as long as it belongs to a VPC only
 * @param vpcId the VPC it belongs to
 * @param sourceNat whether it is the router's own, which no static NAT can have
 * @param binding the machine that it is bound to whole, by static NAT
 */
public record PublicAddress(
        String id,
        IpAddress address,
        Optional<String> networkId,
        Optional<String> vpcId,
        boolean sourceNat,
        Optional<Binding> binding) {
    /**
     * Where static NAT leads.
     *
     * @param target empty in answers of servers that failed to bind it
     */
    public record Binding(String machineId, String machineName, Optional<IpAddress> target) {
        public boolean leadsTo(IpAddress address) {
            return target.filter(address::equals).isPresent();
        }

        /** For people. */
        public String describe() {
            return target.map(IpAddress::toString).orElse("?") + " (" + machineName + ")";
        }
    }

    public boolean staticNat() {
        return binding.isPresent();
    }
}
