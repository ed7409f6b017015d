package org.vipagent.daemon.lab;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;

/**
 * What a cloud puts between a guest network and the world: the guests' gateway, and public addresses whose ports it
 * forwards by destination NAT. It finds a forward's target by ARP, as the real one does, so that traffic follows a
 * gratuitous ARP without any rule being changed. What no rule forwards is dropped. Safe for use by several threads.
 */
public final class VirtualRouter {
    private static final String TABLE = "table ip virtual_router";

    private final Host inside;
    private final Set<IpAddress> publicIps = new HashSet<>();
    private List<Forward> forwards = List.of();

    private VirtualRouter(Host inside) {
        this.inside = inside;
    }

    /**
     * Makes a router of a host.
     *
     * @param inside its place in the guest network, with the gateway's address
     */
    public static VirtualRouter on(Host inside) {
        inside.namespace().sysctl("ipv4/ip_forward", "1");
        VirtualRouter router = new VirtualRouter(inside);
        router.program(List.of());
        return router;
    }

    /** Connects a client out in the world. The client sends everything to the router. */
    public void connectWorld(Lab lab, NetworkNamespace client, Cidr clientAddress, Cidr routerAddress) {
        lab.connect(inside.namespace(), "eth1", client, "eth0");
        inside.namespace().ip("addr add " + routerAddress + " dev eth1");
        client.ip("addr add " + clientAddress + " dev eth0");
        client.ip("route add default via " + routerAddress.address());
    }

    /** Gives the router a public address. */
    public synchronized void addPublicIp(IpAddress address) {
        publicIps.add(address);
        inside.namespace().ip("addr add " + address + "/32 dev eth1");
        program(forwards);
    }

    public Host inside() {
        return inside;
    }

    /** Replaces all rules in one transaction. */
    public synchronized void program(List<Forward> wanted) {
        forwards = List.copyOf(wanted);
        inside.namespace().run(Command.of("nft", "-f", "-").withInput(ruleset(forwards, publicIps)));
    }

    /** What nft shall read: the table is replaced as a whole. */
    static String ruleset(List<Forward> forwards, Set<IpAddress> publicIps) {
        String nat = forwards.stream().map(VirtualRouter::rule).collect(Collectors.joining());
        String closed = publicIps.stream()
                .sorted()
                .map(ip -> "    ip daddr " + ip + " drop\n")
                .collect(Collectors.joining());
        return TABLE + "\ndelete " + TABLE + "\n" + TABLE + " {\n"
                + "  chain forwards {\n    type nat hook prerouting priority dstnat\n" + nat + "  }\n"
                + "  chain closed {\n    type filter hook input priority filter\n" + closed + "  }\n}\n";
    }

    private static String rule(Forward forward) {

        return "    ip daddr " + forward.publicIp() + " " + forward.protocol() + " dport " + forward.publicPorts()
                + " dnat to " + forward.target() + ":" + forward.privatePorts() + "\n";
    }
}
