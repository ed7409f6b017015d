package org.vipagent.cloud.cloudstack;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.cloudstack.api.FirewallRule;
import org.vipagent.net.IpAddress;

/** Takes away a firewall rule that the router did not take and so lets nobody in, to make it anew. */
record DeleteFirewallRule(IpAddress publicIp, FirewallRule rule) implements CloudStackStep {
    @Override
    public String command() {
        return "deleteFirewallRule";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("id", rule.id());
    }

    @Override
    public Optional<String> forwarding() {
        return Optional.of(rule.id());
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.FIREWALL);
    }

    @Override
    public String describe() {
        return command() + " " + publicIp + " " + rule.describe() + ", which is in state " + rule.state();
    }
}
