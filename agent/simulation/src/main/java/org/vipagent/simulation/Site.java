package org.vipagent.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.cloudstack.NodeSettings;
import org.vipagent.cloud.cloudstack.Profile;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.VrrpInstance;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.RouterConfig;

/**
 * Names and numbers of a world: who the nodes are, what they are configured to do.
 *
 * @param seats the nodes
 * @param configs of the nodes, in their order
 * @param shared what the nodes have in common, instance by instance in the order of every configuration
 */
record Site(WorldOptions options, List<Seat> seats, List<AgentConfig> configs, List<Shared> shared) {
    static final IpAddress PUBLIC_IP = IpAddress.parse("210.140.68.220");

    static final int FIRST_VRID = 51;

    /** Where a message has its VRID (RFC 9568 §5.1). */
    private static final int VRID = 1;

    private static final int PRIORITY = 2;

    /**
     * An instance as all nodes have it.
     *
     * @param address that follows the master
     * @param forwards rules that follow it too
     */
    record Shared(IpAddress address, List<PortForward> forwards) {
        Shared {
            forwards = List.copyOf(forwards);
        }
    }

    Site {
        seats = List.copyOf(seats);
        configs = List.copyOf(configs);
        shared = List.copyOf(shared);
    }

    int instances() {
        return shared.size();
    }

    IpAddress virtualAddress(int instance) {
        return shared.get(instance).address();
    }

    List<PortForward> forwards(int instance) {
        return shared.get(instance).forwards();
    }

    /** The instance that an advert is about. */
    static int instanceOf(NodeEffect.SendPacket packet) {
        return (packet.pdu()[VRID] & 0xff) - FIRST_VRID;
    }

    /** Whether an advert gives mastership up. */
    static boolean isFarewell(NodeEffect.SendPacket packet) {
        return packet.pdu()[PRIORITY] == 0;
    }

    /** A node's configuration of an instance. */
    VrrpInstance instance(Seat seat, int instance) {
        return configs.get(seat.index()).vrrpInstances().get(instance);
    }

    /** Whether one node takes over from another that is master. */
    boolean mayReplace(Seat one, Seat master, int instance) {
        VrrpInstance mine = instance(one, instance);
        return mine.priority() > instance(master, instance).priority()
                && (mine.preempt() || mine.priority() == RouterConfig.OWNER);
    }

    /** Whether one node stays master when two are, and hear each other. */
    boolean beats(Seat one, Seat other, int instance) {
        int difference =
                instance(one, instance).priority() - instance(other, instance).priority();
        return difference > 0 || (difference == 0 && address(one, instance).compareTo(address(other, instance)) > 0);
    }

    private IpAddress address(Seat seat, int instance) {
        return seat.address(virtualAddress(instance).family());
    }

    NodeSettings nodeSettings(Seat seat) {
        return new NodeSettings(
                Optional.empty(),
                Set.of(seat.nic().mac()),
                Profile.named(options.cloud().profile()),
                Duration.ofNanos(options.cloud().requestTimeoutNanos()),
                Duration.ofNanos(options.cloud().jobTimeoutNanos()));
    }
}
