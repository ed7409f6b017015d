package org.vipagent.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.node.Machine.ETH0;
import static org.vipagent.node.Machine.SECOND;
import static org.vipagent.node.Machine.instance;
import static org.vipagent.node.Machine.managed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterConfig;
import org.vipagent.vrrp.RouterKey;
import org.vipagent.vrrp.UnicastPeer;

/** Which address others are asked for, and whose the answer is. */
class RivalQuestionTest {
    private static final InterfaceName ETH1 = new InterfaceName("eth1");
    private static final long DOWN = 4 * SECOND;

    private static List<IpAddress> asked(Machine machine) {
        return machine.effects.stream()
                .filter(NodeEffect.ProbeRivals.class::isInstance)
                .map(e -> ((NodeEffect.ProbeRivals) e).address())
                .distinct()
                .toList();
    }

    @Test
    void theFirstAddressOfTheAdvertsFamilyIsAskedFor() {
        RouterConfig router = RouterConfig.builder("one", new RouterKey(ETH0, AddressFamily.INET, 7))
                .version(3)
                .virtualAddresses(List.of(IpAddress.parse("10.0.0.100")))
                .build();
        List<ManagedAddress> addresses = List.of(managed("2001:db8::100/64"), managed("10.0.0.100/24"));
        Machine machine =
                new Machine(new InstanceConfig(router, Optional.empty(), addresses, 255, true, Optional.empty()));
        machine.has(ETH0, "10.0.0.7/24").pass(DOWN + 2 * SECOND);
        assertThat(asked(machine)).containsExactly(IpAddress.parse("10.0.0.100"));
    }

    @Test
    void aQuestionFollowsTheAdvertAsWellForAPartitionThatHealsBetweenTheTwo() {
        RouterConfig router = RouterConfig.builder("one", new RouterKey(ETH0, AddressFamily.INET, 7))
                .version(3)
                .advertIntervalNanos(SECOND / 100)
                .virtualAddresses(List.of(IpAddress.parse("10.0.0.100")))
                .build();
        List<ManagedAddress> addresses = List.of(managed("10.0.0.100/24"));
        Machine machine =
                new Machine(new InstanceConfig(router, Optional.empty(), addresses, 255, true, Optional.empty()));
        machine.has(ETH0, "10.0.0.7/24").pass(DOWN);
        machine.effects.clear();
        machine.pass(SECOND / 100);
        assertThat(machine.effects.stream()
                        .filter(e -> e instanceof NodeEffect.SendPacket || e instanceof NodeEffect.ProbeRivals)
                        .map(e -> e.getClass().getSimpleName()))
                .containsExactly("ProbeRivals", "SendPacket", "ProbeRivals");
    }

    @Test
    void nobodyIsAskedWhereAllAddressesAreOfTheOtherFamily() {
        RouterConfig router = RouterConfig.builder("one", new RouterKey(ETH0, AddressFamily.INET, 7))
                .version(2)
                .virtualAddresses(List.of())
                .build();
        List<ManagedAddress> excluded = List.of(managed("2001:db8::100/64"));
        Machine machine =
                new Machine(new InstanceConfig(router, Optional.empty(), excluded, 255, true, Optional.empty()));
        machine.has(ETH0, "10.0.0.7/24").pass(DOWN + 2 * SECOND);
        assertThat(machine.role("one")).isEqualTo("MASTER");
        assertThat(asked(machine)).isEmpty();
    }

    @Test
    void sixtyInstancesThatTakeTurnsToAskGiveInToAStationThatAnswersForAllOfThem() {
        // Unicast, so the question is broadcast five times a second at most; protocol 112 is dropped on the way, so two
        // are master and neither hears the other's adverts. Each of these asks every twelve seconds.
        List<InstanceConfig> all = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            all.add(instance(
                    "i" + i,
                    i,
                    "10.0.0." + (100 + i) + "/24",
                    router -> router.unicastPeers(List.of(UnicastPeer.of(IpAddress.parse("10.0.0.8"))))));
        }
        Machine machine = new Machine(all).has(ETH0, "10.0.0.7/24").pass(DOWN + 60 * SECOND);
        machine.effects.clear();
        int packets = 0;
        int notes = 0;
        for (int second = 0; second < 600; second++) {
            machine.pass(SECOND);
            packets += machine.announced().stream()
                    .mapToInt(announcement ->
                            announcement.repeat() * announcement.addresses().size())
                    .sum();
            notes += machine.events().size();
            List<IpAddress> asked = asked(machine);
            machine.effects.clear();
            for (IpAddress address : asked) {
                machine.claimed(ETH0, address.toString());
            }
        }
        // Each burst is one of five, one packet after it, and five more after five seconds.
        assertThat(packets / 11.0 / 60).as("bursts of each in 10 minutes").isBetween(5.0, 15.0);
        assertThat(notes / 60.0).as("notes of each in 10 minutes").isBetween(9.0, 11.0);
    }

    @Test
    void inStrictModeTheAnswerIsTheOnlySignOfARivalAndTheClientsAreTold() {
        // The lesser one steps down silently, and its adverts are not announced against.
        String text = """
                global_defs {
                    vrrp_strict
                    vrrp_version 3
                }
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id 51
                    priority 200
                    advert_int 1
                    virtual_ipaddress { 10.0.0.100/24 }
                }
                """;
        InstanceConfig strict =
                FromFile.read(text, Duration.ofHours(1)).instances().get(0);
        Machine master = new Machine(strict).has(ETH0, "10.0.0.7/24").pass(DOWN + 20 * SECOND);
        assertThat(asked(master)).containsExactly(IpAddress.parse("10.0.0.100"));
        master.effects.clear();
        master.hear(strict, 100, "10.0.0.8");
        assertThat(master.announced()).isEmpty();
        master.claimed(ETH0, "10.0.0.100");
        assertThat(master.announced()).isNotEmpty();
    }

    @Test
    void anAnswerBelongsToTheInstanceOfItsInterface() {
        // Each link has a link-local scope of its own: the same address on two is no mistake.
        InstanceConfig one = instance("one", 7, "fe80::100/64", UnaryOperator.identity());
        RouterConfig router = RouterConfig.builder("two", new RouterKey(ETH1, AddressFamily.INET6, 7))
                .version(3)
                .virtualAddresses(List.of(IpAddress.parse("fe80::100")))
                .build();
        ManagedAddress address =
                new ManagedAddress(ETH1, Cidr.parse("fe80::100/64"), Optional.empty(), Optional.empty(), "global", 7);
        InstanceConfig two =
                new InstanceConfig(router, Optional.empty(), List.of(address), 255, true, Optional.empty());
        Machine machine = new Machine(one, two).has(ETH0, "fe80::7/64").has(ETH1, "fe80::7/64");
        machine.pass(DOWN + 20 * SECOND);
        machine.effects.clear();
        machine.claimed(ETH0, "fe80::100");
        assertThat(machine.announced()).isNotEmpty().allMatch(a -> a.device().equals(ETH0));
        machine.effects.clear();
        machine.claimed(ETH1, "fe80::100");
        assertThat(machine.announced()).isNotEmpty().allMatch(a -> a.device().equals(ETH1));
    }
}
