package org.vipagent.cloud.cloudstack;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.net.IpAddress;

/** The writes that a move is made of. */
public sealed interface CloudStackStep extends Step
        permits CloudStackStep.DeleteRule,
                CloudStackStep.UpdateRule,
                CloudStackStep.RemoveAddress,
                CloudStackStep.AddAddress,
                CloudStackStep.CreateRule,
                CloudStackStep.DisableStaticNat,
                CloudStackStep.EnableStaticNat,
                CreateFirewallRule,
                DeleteFirewallRule,
                MemberStep {
    /** The API command that carries it out. */
    String command();

    /** What the command takes; names in lower case. */
    Map<String, String> parameters();

    /** What it may change. */
    Set<Touch> touches();

    /** Steps of the same lane go one after the other, their jobs included; all others may go side by side. */
    default Optional<String> lane() {
        return Optional.empty();
    }

    /** A lane in which steps may go side by side, but not beside one that has it for itself as its {@link #lane}. */
    default Optional<String> sharedLane() {
        return Optional.empty();
    }

    /** What tells the rule that it makes, changes or takes away from every other: its id, or its place. */
    default Optional<String> forwarding() {
        return Optional.empty();
    }

    /** Whether the command answers only when everything is done, and with no job. */
    default boolean isSynchronous() {
        return false;
    }

    /** Whether its job has to be awaited before the step counts as done. */
    default boolean awaited() {
        return true;
    }

    /** How long to wait for the answer to the command itself; empty: as long as for any other request. */
    default Optional<Duration> readTimeout() {
        return Optional.empty();
    }

    @Override
    default boolean interrupts() {
        return false;
    }

    @Override
    default boolean destroys() {
        return false;
    }

    /**
     * Deletes a rule, and with it the firewall rule that was opened for it, if one was. Deletes and creates of one public
     * address may go side by side: in recorded moves none was lost. Beside an update they were never recorded.
     *
     * @param publicIpId that of the rule, for the lane
     * @param what the rule in words
     */
    record DeleteRule(String ruleId, String publicIpId, String what, boolean interrupts) implements CloudStackStep {
        @Override
        public String command() {
            return "deletePortForwardingRule";
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of("id", ruleId);
        }

        @Override
        public Optional<String> sharedLane() {
            return Optional.of(publicIpId);
        }

        @Override
        public Optional<String> forwarding() {
            return Optional.of(ruleId);
        }

        @Override
        public Set<Touch> touches() {
            return Set.of(Touch.RULES, Touch.FIREWALL);
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
     * Gives a rule another machine and another address inside, in place. One at a time for each public address: where
     * two were in flight, a live server lost rules although their jobs said success.
     *
     * @param publicIpId that of the rule, for the lane
     * @param what the rule in words, as it is now
     */
    record UpdateRule(
            String ruleId,
            String publicIpId,
            String what,
            IpAddress guestIp,
            String machineId,
            String machineName,
            boolean interrupts)
            implements CloudStackStep {
        @Override
        public String command() {
            return "updatePortForwardingRule";
        }

        // Without vmguestip the rule would silently go to the machine's primary address, and vmguestip without
        // virtualmachineid is refused.
        @Override
        public Map<String, String> parameters() {
            return Map.of("id", ruleId, "virtualmachineid", machineId, "vmguestip", guestIp.toString());
        }

        @Override
        public Optional<String> forwarding() {
            return Optional.of(ruleId);
        }

        @Override
        public Set<Touch> touches() {
            return Set.of(Touch.RULES);
        }

        @Override
        public Optional<String> lane() {
            return Optional.of(publicIpId);
        }

        /** Whether the rule is as the update wanted it. */
        boolean shows(ForwardingRule rule) {
            return rule.machineId().equals(machineId)
                    && rule.guestIp().filter(guestIp::equals).isPresent();
        }

        @Override
        public String describe() {
            return command() + " " + what + " to " + guestIp + " (" + machineName + ")";
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
        public Set<Touch> touches() {
            return Set.of(Touch.MACHINES);
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

    /**
     * Gives an address to this node's interface.
     *
     * @param filtered whether the network lets traffic through only once the job has programmed its rules for the
     *     address. Elsewhere the address is there when the answer is, and the job does nothing
     */
    record AddAddress(String nicId, IpAddress address, String machineName, boolean filtered) implements CloudStackStep {
        @Override
        public String command() {
            return "addIpToNic";
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of("nicid", nicId, "ipaddress", address.toString());
        }

        @Override
        public Set<Touch> touches() {
            return Set.of(Touch.MACHINES);
        }

        @Override
        public boolean awaited() {
            return filtered;
        }

        @Override
        public Optional<IpAddress> opens() {
            return filtered ? Optional.of(address) : Optional.empty();
        }

        @Override
        public String describe() {
            return command() + " " + address + " to " + machineName;
        }
    }

    /**
     * Creates a rule.
     *
     * @param guestIp where it leads inside
     * @param networkId for a public address that belongs to a VPC and not yet to one of its tiers
     * @param cidrList whom the rule that this one replaces admitted; empty for everyone
     */
    record CreateRule(
            String publicIpId,
            PortForward claim,
            IpAddress guestIp,
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
            all.put("vmguestip", guestIp.toString());
            // The default would open the port to the whole world, and cost a second programming of the router.
            all.put("openfirewall", "false");
            networkId.ifPresent(id -> all.put("networkid", id));
            if (!cidrList.isEmpty()) {
                all.put("cidrlist", cidrList);
            }
            return all;
        }

        @Override
        public Optional<String> sharedLane() {
            return Optional.of(publicIpId);
        }

        @Override
        public Optional<String> forwarding() {
            return Optional.of(
                    new ForwardingRule.Slot(publicIpId, claim.protocol().toString(), claim.publicPorts()).toString());
        }

        @Override
        public Set<Touch> touches() {
            return Set.of(Touch.RULES);
        }

        @Override
        public String describe() {
            return command() + " " + claim.publicIp() + " " + claim.protocol() + " " + claim.publicPorts() + " -> "
                    + guestIp + " " + claim.privatePorts() + " (" + machineName + ")";
        }
    }

    /** Unbinds a public address from its machine, which takes all firewall rules of the address away. */
    record DisableStaticNat(String publicIpId, IpAddress publicIp, String from, boolean interrupts)
            implements CloudStackStep {
        @Override
        public String command() {
            return "disableStaticNat";
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of("ipaddressid", publicIpId);
        }

        @Override
        public Set<Touch> touches() {
            return Set.of(Touch.PUBLIC_ADDRESSES, Touch.FIREWALL);
        }

        @Override
        public String describe() {
            return command() + " " + publicIp + " from " + from;
        }

        @Override
        public boolean destroys() {
            return true;
        }
    }

    /** Binds a public address whole to a machine. The only write that answers when the router has it, and has no job. */
    record EnableStaticNat(
            String publicIpId,
            IpAddress publicIp,
            IpAddress guestIp,
            String machineId,
            String machineName,
            Optional<String> networkId)
            implements CloudStackStep {
        private static final Duration READ_TIMEOUT = Duration.ofSeconds(90);

        @Override
        public String command() {
            return "enableStaticNat";
        }

        @Override
        public Map<String, String> parameters() {
            Map<String, String> all = new TreeMap<>();
            all.put("ipaddressid", publicIpId);
            all.put("virtualmachineid", machineId);
            all.put("vmguestip", guestIp.toString());
            networkId.ifPresent(id -> all.put("networkid", id));
            return all;
        }

        @Override
        public Set<Touch> touches() {
            return Set.of(Touch.PUBLIC_ADDRESSES);
        }

        @Override
        public boolean isSynchronous() {
            return true;
        }

        @Override
        public Optional<Duration> readTimeout() {
            return Optional.of(READ_TIMEOUT);
        }

        @Override
        public String describe() {
            return command() + " " + publicIp + " -> " + guestIp + " (" + machineName + ")";
        }
    }
}
