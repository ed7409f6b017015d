package org.vipagent.integration.cloudbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.StaticNat;
import org.vipagent.cloud.Target;
import org.vipagent.cloud.simulator.Zone;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.cloud.simulator.ZoneTiming;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/**
 * What there is to move when the machine LB has died and LB-backup is master: the virtual address, and what leads to it
 * from outside, in an isolated network.
 *
 * @param rules port-forwarding rules, or firewall rules of static NAT
 * @param queued whether the jobs of the network's router wait for each other
 * @param pace how long calls and router commands take
 */
record Scene(Order order, int rules, boolean queued, Pace pace) {
    static final String DEAD = "LB";
    static final String MASTER = "LB-backup";
    static final String DEAD_ID = "a2fa6425-aacc-4aba-bb84-e486a41e1c9e";
    static final String MASTER_ID = "bb4095f1-c6b1-4646-8e89-762cd26a53d2";
    static final String MASTER_NIC = "5bd3a9a5-9a4f-4bb5-8c7a-3f0f6a9d5d10";
    static final String PUBLIC_IP_ID = "0c5cc05a-26d5-4539-9c7a-0f935291f71d";
    static final MacAddress MASTER_MAC = MacAddress.parse("02:00:0a:30:00:10");
    static final IpAddress VIRTUAL = IpAddress.parse("10.5.0.100");
    static final IpAddress MASTER_ADDRESS = IpAddress.parse("10.5.0.195");
    private static final IpAddress PUBLIC = IpAddress.parse("210.140.68.220");

    private static final String NETWORK = "network1";
    private static final int FIRST_PORT = 8001;
    private static final long SEED = 4;

    /** How it is moved. */
    enum Order {
        /** Rules are deleted and made anew, as a server of the 4.3 line demands. */
        S1("idcf"),
        /** Rules are parked and updated, as long as they are few. */
        S2("cloudstack"),
        /** Static NAT with its firewall rules. */
        S5("idcf");

        private final String profile;

        Order(String profile) {
            this.profile = profile;
        }

        String profile() {
            return profile;
        }

        boolean isOldServer() {
            return profile.equals("idcf");
        }
    }

    /** How quick the cloud is. The router needs 0.7 s for each command, the server 0.13 s for a job. */
    enum Pace {
        /** 0.35 s for a call. */
        REALISTIC,
        /** 0.02 s for a call, as where whole moves were recorded. */
        RECORDED;

        private ZoneTiming timing() {
            return this == REALISTIC ? ZoneTiming.realistic() : ZoneTiming.slowRouter();
        }

        double secondsPerCall() {
            return timing().callMillis() / 1000.0;
        }
    }

    List<Integer> ports() {
        return IntStream.range(FIRST_PORT, FIRST_PORT + rules).boxed().toList();
    }

    Zone zone() {
        ZoneLayout.Builder layout = ZoneLayout.builder()
                .account(new ZoneLayout.Account("demo", "demo-api-key", "demo-secret-key"))
                .network(ZoneLayout.Network.isolated(NETWORK, "10.5.0.0/21", "10.5.0.1"))
                .machine(new ZoneLayout.Machine(DEAD_ID, DEAD, List.of(deadNic())))
                .machine(new ZoneLayout.Machine(MASTER_ID, MASTER, List.of(masterNic())));
        if (order == Order.S5) {
            layout.publicIp(ZoneLayout.PublicIp.sourceNat("", "210.140.68.221", NETWORK))
                    .publicIp(ZoneLayout.PublicIp.of(PUBLIC_IP_ID, PUBLIC.toString(), NETWORK));
        } else {
            layout.publicIp(ZoneLayout.PublicIp.sourceNat(PUBLIC_IP_ID, PUBLIC.toString(), NETWORK));
            ports().forEach(port ->
                    layout.portForward(ZoneLayout.PortForward.tcp(PUBLIC.toString(), port, DEAD, VIRTUAL.toString())));
        }
        ZoneLayout built = layout.build();
        Zone zone = Zone.of(order == Order.S5 ? withStaticNat(built) : built, pace.timing(), SEED);
        zone.faults().habits().jobsQueue(queued);
        zone.faults().habits().oldServer(order.isOldServer());
        return zone;
    }

    private static ZoneLayout.Nic deadNic() {
        return ZoneLayout.Nic.of(NETWORK, "02:00:56:df:00:0f", "10.5.0.133").holding("", VIRTUAL.toString());
    }

    private static ZoneLayout.Nic masterNic() {
        return ZoneLayout.Nic.of(NETWORK, MASTER_MAC.toString(), MASTER_ADDRESS.toString())
                .withId(MASTER_NIC);
    }

    private ZoneLayout withStaticNat(ZoneLayout layout) {
        List<ZoneLayout.Firewall> firewalls = ports().stream()
                .map(port -> new ZoneLayout.Firewall(PUBLIC, "tcp", Optional.of(PortRange.of(port)), "0.0.0.0/0"))
                .toList();
        List<ZoneLayout.StaticNat> nats = List.of(new ZoneLayout.StaticNat(PUBLIC, DEAD, VIRTUAL));
        return new ZoneLayout(
                layout.accounts(),
                layout.projects(),
                layout.networks(),
                layout.machines(),
                layout.publicIps(),
                new ZoneLayout.Rules(List.of(), nats, firewalls, List.of()));
    }

    Claims claims() {
        List<Claim> claims = new ArrayList<>(List.of(new SecondaryIp(VIRTUAL)));
        Target target = new Target.Virtual(VIRTUAL);
        if (order == Order.S5) {
            claims.add(new StaticNat(PUBLIC, target));
        } else {
            ports().forEach(port -> claims.add(
                    new PortForward(PUBLIC, TransportProtocol.TCP, PortRange.of(port), target, PortRange.of(port))));
        }
        return new Claims("VI_1", claims, List.of(DEAD_ID, MASTER_ID));
    }

    /** Whether a packet to that port of the public address is led to the master, which has answered ARP from the first. */
    boolean leadsToMaster(int port, ZoneSnapshot zone) {
        if (order == Order.S5) {
            return zone.staticNats().stream()
                            .anyMatch(nat -> nat.publicIp().equals(PUBLIC)
                                    && nat.target().equals(VIRTUAL))
                    && zone.firewallRules().stream()
                            .anyMatch(rule ->
                                    rule.ports().equals(PortRange.of(port).toString())
                                            && rule.state().equals("Active"));
        }
        return zone.portForwards().stream()
                .anyMatch(rule -> rule.published().ports().equals(PortRange.of(port))
                        && rule.isActive()
                        && (rule.target().equals(VIRTUAL) || rule.target().equals(MASTER_ADDRESS)));
    }

    /** Whether all is the master's. */
    boolean isMoved(ZoneSnapshot zone) {
        boolean named = order == Order.S5
                ? zone.staticNats().stream().allMatch(nat -> nat.machine().equals(MASTER))
                : zone.portForwards().stream().filter(this::isMasters).count() == rules;
        return named
                && zone.holders(VIRTUAL).equals(List.of(MASTER))
                && ports().stream().allMatch(port -> leadsToMaster(port, zone));
    }

    private boolean isMasters(ZoneSnapshot.PortForward rule) {
        return rule.isActive() && rule.machine().equals(MASTER) && rule.target().equals(VIRTUAL);
    }
}
