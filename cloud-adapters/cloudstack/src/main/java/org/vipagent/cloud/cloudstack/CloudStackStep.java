package org.vipagent.cloud.cloudstack;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.Step;
import org.vipagent.net.IpAddress;

/** The four writes that a move is made of. */
public sealed interface CloudStackStep extends Step {
    /** The API command that carries it out. */
    String command();

    /** What the command takes; names in lower case. */
    Map<String, String> parameters();

    /**
     * Deletes a rule.
     *
     * @param what the rule in words
     */
    record DeleteRule(String ruleId, String what, boolean interrupts) implements CloudStackStep {
        @Override
        public String command() {
            return "deletePortForwardingRule";
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of("id", ruleId);
        }

        @Override
        public String describe() {
            return command() + " " + what;
        }

        @Override
        public boolean destroys() {
            return true;
        }
    }

    /**
     * Takes a secondary address from a machine.
     *
     * @param secondaryId the id of the secondary address, not the address
     */
    record RemoveAddress(String secondaryId, IpAddress address, String machineName, boolean interrupts)
            implements CloudStackStep {
        @Override
        public String command() {
            return "removeIpFromNic";
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of("id", secondaryId);
        }

        @Override
        public String describe() {
            return command() + " " + address + " from " + machineName;
        }

        @Override
        public boolean destroys() {
            return true;
        }
    }

    /** Gives an address to this node's interface. */
    record AddAddress(String nicId, IpAddress address, String machineName) implements CloudStackStep {
        @Override
        public String command() {
            return "addIpToNic";
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of("nicid", nicId, "ipaddress", address.toString());
        }

        @Override
        public String describe() {
            return command() + " " + address + " to " + machineName;
        }

        @Override
        public boolean interrupts() {
            return false;
        }

        @Override
        public boolean destroys() {
            return false;
        }
    }

    /**
     * Creates a rule.
     *
     * @param networkId for a public address that belongs to a VPC and not yet to one of its tiers
     * @param cidrList whom the rule that this one replaces admitted; empty for everyone
     */
    record CreateRule(
            String publicIpId,
            PortForward claim,
            String machineId,
            String machineName,
            Optional<String> networkId,
            String cidrList)
            implements CloudStackStep {
        @Override
        public String command() {
            return "createPortForwardingRule";
        }

        @Override
        public Map<String, String> parameters() {
            Map<String, String> all = new TreeMap<>();
            all.put("ipaddressid", publicIpId);
            all.put("protocol", claim.protocol().toString());
            all.put("publicport", Integer.toString(claim.publicPorts().first()));
            all.put("privateport", Integer.toString(claim.privatePorts().first()));
            if (claim.publicPorts().size() > 1) {
                all.put("publicendport", Integer.toString(claim.publicPorts().last()));
                all.put("privateendport", Integer.toString(claim.privatePorts().last()));
            }
            all.put("virtualmachineid", machineId);
            all.put("vmguestip", claim.target().toString());
            // The default would open the port to the whole world, and cost a second programming of the router.
            all.put("openfirewall", "false");
            networkId.ifPresent(id -> all.put("networkid", id));
            if (!cidrList.isEmpty()) {
                all.put("cidrlist", cidrList);
            }
            return all;
        }

        @Override
        public String describe() {
            return command() + " " + claim.publicIp() + " " + claim.protocol() + " " + claim.publicPorts() + " -> "
                    + claim.target() + " " + claim.privatePorts() + " (" + machineName + ")";
        }

        @Override
        public boolean interrupts() {
            return false;
        }

        @Override
        public boolean destroys() {
            return false;
        }
    }
}
