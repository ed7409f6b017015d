package org.vipagent.cloud.cloudstack;

import java.util.Map;
import org.vipagent.net.IpAddress;

/**
 * A machine's address as a member of a load-balancer rule.
 *
 * @param rule the rule in words
 * @param byAddress whether the server takes members by address ({@code vmidipmap}); without it only a machine's primary
 *     address can be one
 */
public record Membership(
        String ruleId, String rule, String machineId, String machineName, IpAddress address, boolean byAddress) {
    /** What no other membership has. */
    String id() {
        return id(ruleId, machineId, address);
    }

    static String id(String ruleId, String machineId, IpAddress address) {
        return ruleId + " " + machineId + " " + address;
    }

    Map<String, String> parameters() {
        return byAddress
                ? Map.of("id", ruleId, "vmidipmap[0].vmid", machineId, "vmidipmap[0].vmip", address.toString())
                : Map.of("id", ruleId, "virtualmachineids", machineId);
    }

    String describe() {
        return rule + " " + address + " (" + machineName + ")";
    }
}
