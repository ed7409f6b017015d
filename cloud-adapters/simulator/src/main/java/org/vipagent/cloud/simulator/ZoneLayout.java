package org.vipagent.cloud.simulator;

import java.util.ArrayList;
import java.util.List;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/**
 * What a zone holds when it is made. Ids that are left empty are drawn from the zone's seed.
 *
 * @param accounts who may call the API; all of them see everything. At least one
 * @param networks guest networks; machines and public addresses refer to them by name
 * @param machines virtual machines, oldest first
 * @param publicIps public addresses that are allocated, and spare ones that {@code associateIpAddress} hands out
 * @param portForwards rules that are active from the start
 */
public record ZoneLayout(
        List<Account> accounts,
        List<Network> networks,
        List<Machine> machines,
        List<PublicIp> publicIps,
        List<PortForward> portForwards) {
    public ZoneLayout {
        accounts = List.copyOf(accounts);
        networks = List.copyOf(networks);
        machines = List.copyOf(machines);
        publicIps = List.copyOf(publicIps);
        portForwards = List.copyOf(portForwards);
        if (accounts.isEmpty()) {
            throw new IllegalArgumentException("a zone needs an account");
        }
    }

    /** A key pair of the API; {@link #toString} shows no secret. */
    public record Account(String name, String apiKey, String secretKey) {
        @Override
        public String toString() {
            return "Account[" + name + "]";
        }
    }

    /** Kinds of guest networks, as the API names them. */
    public enum NetworkType {
        ISOLATED("Isolated"),
        SHARED("Shared");

        private final String apiName;

        NetworkType(String apiName) {
            this.apiName = apiName;
        }

        String apiName() {
            return apiName;
        }
    }

    /**
     * A guest network.
     *
     * @param cidr the network
     * @param gateway the virtual router's address in it
     * @param vpcId the VPC that it is a tier of; empty for none
     */
    public record Network(String id, String name, Cidr cidr, IpAddress gateway, NetworkType type, String vpcId) {
        public static Network isolated(String name, String cidr, String gateway) {
            return new Network("", name, Cidr.parse(cidr), IpAddress.parse(gateway), NetworkType.ISOLATED, "");
        }

        public Network withId(String newId) {
            return new Network(newId, name, cidr, gateway, type, vpcId);
        }

        public Network tierOf(String newVpcId) {
            return new Network(id, name, cidr, gateway, type, newVpcId);
        }
    }

    /** A virtual machine that runs. */
    public record Machine(String id, String name, List<Nic> nics) {
        public Machine {
            nics = List.copyOf(nics);
        }

        /** A machine with one NIC whose ids come from the seed. */
        public static Machine of(String name, Nic nic) {
            return new Machine("", name, List.of(nic));
        }
    }

    /**
     * A network interface.
     *
     * @param network the network's name
     */
    public record Nic(String id, String network, MacAddress mac, IpAddress address, List<SecondaryIp> secondaryIps) {
        public Nic {
            secondaryIps = List.copyOf(secondaryIps);
        }

        public static Nic of(String network, String mac, String address) {
            return new Nic("", network, MacAddress.parse(mac), IpAddress.parse(address), List.of());
        }

        public Nic withId(String newId) {
            return new Nic(newId, network, mac, address, secondaryIps);
        }

        /** The same with one more secondary address; an empty id is drawn from the seed. */
        public Nic holding(String secondaryId, String secondaryAddress) {
            List<SecondaryIp> more = new ArrayList<>(secondaryIps);
            more.add(new SecondaryIp(secondaryId, IpAddress.parse(secondaryAddress)));
            return new Nic(id, network, mac, address, more);
        }
    }

    /** A secondary address. */
    public record SecondaryIp(String id, IpAddress address) {}

    /**
     * A public address.
     *
     * @param network the name of the network it belongs to; empty for none
     * @param vpcId the VPC that it belongs to; empty for none. Neither network nor VPC means spare
     */
    public record PublicIp(String id, IpAddress address, String network, String vpcId, boolean sourceNat) {
        public static PublicIp of(String id, String address, String network) {
            return new PublicIp(id, IpAddress.parse(address), network, "", false);
        }

        public static PublicIp sourceNat(String id, String address, String network) {
            return new PublicIp(id, IpAddress.parse(address), network, "", true);
        }

        public static PublicIp ofVpc(String id, String address, String vpcId) {
            return new PublicIp(id, IpAddress.parse(address), "", vpcId, false);
        }

        public static PublicIp spare(String address) {
            return new PublicIp("", IpAddress.parse(address), "", "", false);
        }

        boolean isSpare() {
            return network.isEmpty() && vpcId.isEmpty();
        }
    }

    /**
     * A port-forwarding rule that is active.
     *
     * @param machine the name of the virtual machine
     * @param target one of its addresses
     */
    public record PortForward(
            String id,
            IpAddress publicIp,
            TransportProtocol protocol,
            PortRange publicPorts,
            String machine,
            Target target) {
        public static PortForward tcp(String publicIp, int port, String machine, String target) {
            return new PortForward(
                    "",
                    IpAddress.parse(publicIp),
                    TransportProtocol.TCP,
                    PortRange.of(port),
                    machine,
                    new Target(IpAddress.parse(target), PortRange.of(port)));
        }

        public PortForward withId(String newId) {
            return new PortForward(newId, publicIp, protocol, publicPorts, machine, target);
        }
    }

    /** The inner side of a rule. */
    public record Target(IpAddress address, PortRange ports) {}

    /**
     * The zone of the how-to that this project began with: two load balancers and two web servers in one isolated
     * network, the virtual address on {@code LB}, and port 80 of the public address forwarded to it.
     */
    public static ZoneLayout howTo() {
        return HowTo.layout();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** This layout's parts, to be added to. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.accounts.addAll(accounts);
        builder.networks.addAll(networks);
        builder.machines.addAll(machines);
        builder.publicIps.addAll(publicIps);
        builder.portForwards.addAll(portForwards);
        return builder;
    }

    /** Collects the parts of a layout. */
    public static final class Builder {
        private final List<Account> accounts = new ArrayList<>();
        private final List<Network> networks = new ArrayList<>();
        private final List<Machine> machines = new ArrayList<>();
        private final List<PublicIp> publicIps = new ArrayList<>();
        private final List<PortForward> portForwards = new ArrayList<>();

        public Builder account(Account account) {
            accounts.add(account);
            return this;
        }

        public Builder network(Network network) {
            networks.add(network);
            return this;
        }

        public Builder machine(Machine machine) {
            machines.add(machine);
            return this;
        }

        public Builder publicIp(PublicIp publicIp) {
            publicIps.add(publicIp);
            return this;
        }

        public Builder portForward(PortForward rule) {
            portForwards.add(rule);
            return this;
        }

        public ZoneLayout build() {
            return new ZoneLayout(accounts, networks, machines, publicIps, portForwards);
        }
    }
}
