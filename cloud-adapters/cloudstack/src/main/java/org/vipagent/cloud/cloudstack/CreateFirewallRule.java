package org.vipagent.cloud.cloudstack;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vipagent.cloud.cloudstack.api.FirewallRule;
import org.vipagent.net.IpAddress;

/** Creates a firewall rule: one that is claimed, or one that went with something else. */
public record CreateFirewallRule(String publicIpId, IpAddress publicIp, FirewallRule rule) implements CloudStackStep {
    @Override
    public String command() {
        return "createFirewallRule";
    }

    @Override
    public Map<String, String> parameters() {
        Map<String, String> all = new TreeMap<>(rule.parameters());
        all.put("ipaddressid", publicIpId);
        return all;
    }

    @Override
    public Optional<String> forwarding() {
        return Optional.of(rule.place(publicIpId));
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.FIREWALL);
    }

    @Override
    public String describe() {
        return command() + " " + publicIp + " " + rule.describe();
    }
}
