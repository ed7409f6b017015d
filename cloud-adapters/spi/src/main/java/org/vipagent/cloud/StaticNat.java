package org.vipagent.cloud;

import org.vipagent.net.IpAddress;

/**
 * A public address that leads whole to the master (CloudStack: {@code enableStaticNat}). Moving it takes all firewall
 * rules of the public address away; the adapter brings back those that it saw before.
 *
 * @param publicIp the public address
 * @param target where it leads
 */
public record StaticNat(IpAddress publicIp, Target target) implements Claim {
    @Override
    public String describe() {
        return "static_nat " + publicIp + " " + target.describe();
    }
}
