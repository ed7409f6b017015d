package org.vipagent.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.Target;
import org.vipagent.cloud.cloudstack.NodeSettings;
import org.vipagent.cloud.cloudstack.Profile;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.VrrpInstance;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.RouterConfig;
import org.vipagent.vrrp.wire.Transport;

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

    /** What an authentication header puts before the message (RFC 2402 §2, with 96 bits of digest). */
    private static final int HEADER_BYTES = 24;

    private static final int NONE = -1;

    /**
     * An instance as all nodes have it.
     *
     * @param address that follows the master: the first, where there are several
     * @param forwards rules that follow it too
     * @param members how each node has it, in their order; some nodes may not have it at all
     */
    record Shared(IpAddress address, List<PortForward> forwards, List<Optional<VrrpInstance>> members) {
        Shared {
            forwards = List.copyOf(forwards);
            members = List.copyOf(members);
        }

        /** As one of the nodes has it. */
        VrrpInstance any() {
            return members.stream().flatMap(Optional::stream).findFirst().orElseThrow();
        }

        /** What one node calls it; empty where it does not have it. */
        Optional<String> nameAt(Seat seat) {
            return members.get(seat.index()).map(VrrpInstance::name);
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

    /** Where a rule leads: to a virtual address, in this world. */
    static IpAddress address(PortForward forward) {
        return ((Target.Virtual) forward.target()).address();
    }

    IpAddress virtualAddress(int instance) {
        return shared.get(instance).address();
    }

    List<PortForward> forwards(int instance) {
        return shared.get(instance).forwards();
    }

    /** What an instance claims beside its address and its rules. */
    OtherClaims otherClaims(int instance) {
        return new OtherClaims(options, instance, virtualAddress(instance));
    }

    /** The instance that an advert of a node is about; −1 if it is about none that the node has. */
    int instanceOf(Seat sender, NodeEffect.SendPacket packet) {
        int vrid = packet.pdu()[messageAt(packet) + VRID] & 0xff;
        for (int i = 0; i < shared.size(); i++) {
            Optional<VrrpInstance> mine = shared.get(i).members().get(sender.index());
            if (mine.isPresent()
                    && mine.get().virtualRouterId() == vrid
                    && mine.get().family() == packet.source().family()
                    && mine.get().interfaceName().equals(packet.device())) {
                return i;
            }
        }
        return NONE;
    }

    /** Whether an advert gives mastership up. */
    static boolean isFarewell(NodeEffect.SendPacket packet) {
        return packet.pdu()[messageAt(packet) + PRIORITY] == 0;
    }

    private static int messageAt(NodeEffect.SendPacket packet) {
        return packet.transport().kind() == Transport.Kind.AUTHENTICATION_HEADER ? HEADER_BYTES : 0;
    }

    /** What an instance is called, and what it is about; the VRID, too, where two have the same address by mistake. */
    String label(int instance) {
        Shared labelled = shared.get(instance);
        boolean alone =
                shared.stream().filter(s -> s.address.equals(labelled.address)).count() == 1;
        VrrpInstance any = labelled.any();
        return any.name() + " " + labelled.address + (alone ? "" : " VRID " + any.virtualRouterId());
    }

    /** Whether a node has an instance. */
    boolean has(Seat seat, int instance) {
        return shared.get(instance).members().get(seat.index()).isPresent();
    }

    /** A node's configuration of an instance, which it must have. */
    VrrpInstance instance(Seat seat, int instance) {
        return shared.get(instance).members().get(seat.index()).orElseThrow();
    }

    /** What a node calls each instance, in their order; empty where it does not have it. */
    List<String> namesAt(Seat seat) {
        return shared.stream().map(s -> s.nameAt(seat).orElse("")).toList();
    }

    /** The shortest advert interval of any node. */
    long shortestAdvertNanos() {
        return shared.stream()
                .flatMap(s -> s.members().stream().flatMap(Optional::stream))
                .mapToLong(i -> i.advertInterval().toNanos())
                .min()
                .orElseThrow();
    }

    /** Whether one node takes over from another that is master. */
    boolean mayReplace(Seat one, Seat master, int instance) {
        if (!has(one, instance) || !has(master, instance)) {
            return false;
        }
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
        VrrpInstance mine = instance(seat, instance);
        return mine.delivery().sourceAddress().orElseGet(() -> seat.nic(mine.interfaceName())
                .address(mine.family()));
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
