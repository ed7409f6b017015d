package org.vipagent.cloud.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/**
 * What a zone holds when it is made. Ids that are left empty are drawn from the zone's seed.
 *
 * @param accounts who may call the API; each sees what is its own, its projects' and everybody's. At least one
 * @param projects that accounts share
 * @param networks guest networks; machines and public addresses refer to them by name
 * @param machines virtual machines, oldest first
 * @param publicIps public addresses that are allocated, and spare ones that {@code associateIpAddress} hands out
 * @param rules what leads in from public addresses and is active from the start
 */
public record ZoneLayout(
        List<Account> accounts,
        List<Project> projects,
        List<Network> networks,
        List<Machine> machines,
        List<PublicIp> publicIps,
        Rules rules) {
    public ZoneLayout {
        accounts = List.copyOf(accounts);
        projects = List.copyOf(projects);
        networks = List.copyOf(networks);
        machines = List.copyOf(machines);
        publicIps = List.copyOf(publicIps);
        if (accounts.isEmpty()) {
            throw new IllegalArgumentException("a zone needs an account");
        }
    }

    /**
     * What leads in from public addresses.
     *
     * @param portForwards port-forwarding rules
     * @param staticNats static NAT of whole public addresses
     * @param firewalls firewall rules of public addresses
     * @param balancers load-balancer rules
     */
    public record Rules(
            List<PortForward> portForwards,
            List<StaticNat> staticNats,
            List<Firewall> firewalls,
            List<Balancer> balancers) {
        public Rules {
            portForwards = List.copyOf(portForwards);
            staticNats = List.copyOf(staticNats);
            firewalls = List.copyOf(firewalls);
            balancers = List.copyOf(balancers);
        }
    }

    public List<PortForward> portForwards() {
        return rules.portForwards();
    }

    /** A key pair of the API; {@link #toString} shows no secret. */
    public record Account(String name, String domain, String apiKey, String secretKey) {
        /** An account of the domain ROOT. */
        public Account(String name, String apiKey, String secretKey) {
            this(name, "ROOT", apiKey, secretKey);
        }

        @Override
        public String toString() {
            return "Account[" + name + "]";
        }
    }

    /**
     * A project: what it owns is seen by its members when they name it.
     *
     * @param members names of accounts
     */
    public record Project(String id, String name, List<String> members) {
        public Project {
            members = List.copyOf(members);
        }

        public static Project of(String name, String... members) {
            return new Project("", name, List.of(members));
        }
    }

    /** Kinds of guest networks, as the API names them. */
    public enum NetworkType {
        ISOLATED("Isolated"),
        SHARED("Shared"),
        /** A shared network of a zone with security groups. */
        SECURITY_GROUPS("Shared");

        private final String apiName;

        NetworkType(String apiName) {
            this.apiName = apiName;
        }

        public String apiName() {
            return apiName;
        }
    }

    /**
     * A guest network.
     *
     * @param cidr the network
     * @param gateway the virtual router's address in it
     * @param vpcId the VPC that it is a tier of; empty for none
     * @param owner the account or project; empty: the first account, but everybody for a shared network
     */
    public record Network(
            String id, String name, Cidr cidr, IpAddress gateway, NetworkType type, String vpcId, String owner) {
        public static Network isolated(String name, String cidr, String gateway) {
            return of(NetworkType.ISOLATED, name, cidr, gateway);
        }

        /** A network of the provider that all accounts use, without a router that forwards. */
        public static Network shared(String name, String cidr, String gateway) {
            return of(NetworkType.SHARED, name, cidr, gateway);
        }

        /** A shared network in which only addresses get through that the cloud knows of. */
        public static Network withSecurityGroups(String name, String cidr, String gateway) {
            return of(NetworkType.SECURITY_GROUPS, name, cidr, gateway);
        }

        private static Network of(NetworkType type, String name, String cidr, String gateway) {
            return new Network("", name, Cidr.parse(cidr), IpAddress.parse(gateway), type, "", "");
        }

        public Network withId(String newId) {
            return new Network(newId, name, cidr, gateway, type, vpcId, owner);
        }

        public Network tierOf(String newVpcId) {
            return new Network(id, name, cidr, gateway, type, newVpcId, owner);
        }

        public Network ownedBy(String newOwner) {
            return new Network(id, name, cidr, gateway, type, vpcId, newOwner);
        }
    }

    /**
     * A virtual machine that runs.
     *
     * @param owner the account or project; empty: the first account
     */
    public record Machine(String id, String name, List<Nic> nics, String owner) {
        public Machine {
            nics = List.copyOf(nics);
        }

        /** A machine of the first account. */
        public Machine(String id, String name, List<Nic> nics) {
            this(id, name, nics, "");
        }

        public Machine ownedBy(String newOwner) {
            return new Machine(id, name, nics, newOwner);
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
     * @param owner the account or project; empty: that of the network
     */
    public record PublicIp(
            String id, IpAddress address, String network, String vpcId, boolean sourceNat, String owner) {
        public static PublicIp of(String id, String address, String network) {
            return new PublicIp(id, IpAddress.parse(address), network, "", false, "");
        }

        public static PublicIp sourceNat(String id, String address, String network) {
            return new PublicIp(id, IpAddress.parse(address), network, "", true, "");
        }

        public static PublicIp ofVpc(String id, String address, String vpcId) {
            return new PublicIp(id, IpAddress.parse(address), "", vpcId, false, "");
        }

        public static PublicIp spare(String address) {
            return new PublicIp("", IpAddress.parse(address), "", "", false, "");
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

    /** All of a public address leads to an address of a machine, by the machine's name. */
    public record StaticNat(IpAddress publicIp, String machine, IpAddress target) {}

    /**
     * A firewall rule of a public address.
     *
     * @param protocol {@code tcp}, {@code udp} or {@code icmp}
     * @param ports empty for all
     * @param cidrs who may come in, separated by commas
     */
    public record Firewall(IpAddress publicIp, String protocol, Optional<PortRange> ports, String cidrs) {}

    /**
     * A load-balancer rule.
     *
     * @param port the public port and that of the members
     * @param members machines by name, and the address of each
     */
    public record Balancer(String id, String name, IpAddress publicIp, int port, Map<String, IpAddress> members) {
        public Balancer {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

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
        builder.projects.addAll(projects);
        builder.networks.addAll(networks);
        builder.machines.addAll(machines);
        builder.publicIps.addAll(publicIps);
        builder.portForwards.addAll(rules.portForwards());
        builder.staticNats.addAll(rules.staticNats());
        builder.firewalls.addAll(rules.firewalls());
        builder.balancers.addAll(rules.balancers());
        return builder;
    }

    /** Collects the parts of a layout. */
    public static final class Builder {
        private final List<Account> accounts = new ArrayList<>();
        private final List<Project> projects = new ArrayList<>();
        private final List<Network> networks = new ArrayList<>();
        private final List<Machine> machines = new ArrayList<>();
        private final List<PublicIp> publicIps = new ArrayList<>();
        private final List<PortForward> portForwards = new ArrayList<>();
        private final List<StaticNat> staticNats = new ArrayList<>();
        private final List<Firewall> firewalls = new ArrayList<>();
        private final List<Balancer> balancers = new ArrayList<>();

        public Builder account(Account account) {
            accounts.add(account);
            return this;
        }

        public Builder project(Project project) {
            projects.add(project);
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

        public Builder staticNat(StaticNat nat) {
            staticNats.add(nat);
            return this;
        }

        public Builder firewall(Firewall rule) {
            firewalls.add(rule);
            return this;
        }

        public Builder balancer(Balancer rule) {
            balancers.add(rule);
            return this;
        }

        public ZoneLayout build() {
            Rules rules = new Rules(portForwards, staticNats, firewalls, balancers);
            return new ZoneLayout(accounts, projects, networks, machines, publicIps, rules);
        }
    }
}
