package org.vipagent.linux.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.RootTest;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.libc.NetworkNamespace;
import org.vipagent.linux.libc.Poller;
import org.vipagent.linux.netlink.NetlinkConnection;
import org.vipagent.linux.netlink.NetlinkSocket;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.node.InterfaceState;
import org.vipagent.node.KernelReport;
import org.vipagent.node.ManagedAddress;
import org.vipagent.node.NodeEffect;

/** Addresses and links on the real kernel, in a network namespace of their own. */
@RootTest
class RouteOnKernelTest {
    private static final InterfaceName V0 = new InterfaceName("v0");

    private final Libc libc = Libc.load();
    private NetworkNamespace host;
    private NetworkNamespace neighbour;
    private NetlinkConnection kernel;
    private KernelTables tables;
    private KernelAddresses addresses;
    private NetlinkSocket events;
    private RouteMonitor monitor;
    private Poller poller;

    @BeforeEach
    void open() throws Exception {
        host = new NetworkNamespace();
        neighbour = new NetworkNamespace();
        host.connect("v0", neighbour, "v1");
        kernel = new NetlinkConnection(host.call(() -> NetlinkSocket.forRequests(libc, Linux.NETLINK_ROUTE)));
        tables = new KernelTables(kernel);
        addresses = new KernelAddresses(kernel);
        events = host.call(() -> RouteMonitor.socket(libc));
        monitor = new RouteMonitor(events);
        poller = new Poller(libc, System::nanoTime);
        poller.watch(events.descriptor());
    }

    @AfterEach
    void close() {
        poller.close();
        monitor.close();
        kernel.close();
        host.close();
        neighbour.close();
    }

    private static ManagedAddress managed(String address, long lifetimeSeconds) {
        return new ManagedAddress(
                V0, Cidr.parse(address), Optional.empty(), Optional.empty(), "global", lifetimeSeconds);
    }

    private KernelReport want(List<ManagedAddress> managed, ManagedAddress... wanted) {
        return addresses.apply(new NodeEffect.ApplyAddresses(1, managed, Set.of(wanted)));
    }

    /** Of v0, but for the link-local address that the kernel makes by itself after a second or two. */
    private List<String> held() throws IOException {
        return tables.interfaces().stream()
                .filter(state -> state.name().equals(V0))
                .flatMap(state -> state.addresses().stream())
                .filter(address -> !address.address().isLinkLocal())
                .map(Cidr::toString)
                .toList();
    }

    /** Events until one matches, all of them; fails after 20 s. */
    private List<RouteEvent> until(Predicate<RouteEvent> last) throws IOException {
        List<RouteEvent> seen = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (seen.stream().noneMatch(last)) {
            assertThat(poller.await(deadline))
                    .as("awaited event after %s", seen)
                    .isTrue();
            seen.addAll(monitor.poll());
        }
        return seen;
    }

    private static Predicate<RouteEvent> removed(String address) {
        return event -> event instanceof RouteEvent.AddressRemoved removal
                && removal.address().address().equals(Cidr.parse(address));
    }

    @Test
    void losesAnAddressWithALifetimeByItselfWhenNobodyRenewsIt() throws Exception {
        ManagedAddress vip = managed("10.5.0.100/21", 2);
        long added = System.nanoTime();
        assertThat(want(List.of(vip), vip).added()).containsExactly(vip);
        until(removed("10.5.0.100/21"));
        assertThat(System.nanoTime() - added).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(held()).isEmpty();
    }

    @Test
    void keepsAnAddressThatIsRenewedWithoutAMomentWithoutIt() throws Exception {
        ManagedAddress vip = managed("10.5.0.100/21", 3);
        want(List.of(vip), vip);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        List<RouteEvent> seen = new ArrayList<>();
        while (System.nanoTime() < end) {
            poller.await(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(600));
            seen.addAll(monitor.poll());
            KernelReport renewed = want(List.of(vip), vip);
            assertThat(renewed.added()).isEmpty();
            assertThat(renewed.failures()).isEmpty();
        }
        assertThat(seen).noneMatch(RouteEvent.AddressRemoved.class::isInstance);
        assertThat(seen).filteredOn(RouteEvent.AddressChanged.class::isInstance).hasSizeGreaterThan(3);
        assertThat(held()).containsExactly("10.5.0.100/21");
    }

    @Test
    void adoptsWhatAPredecessorLeftForEver() throws Exception {
        host.ip("addr add 10.5.0.100/21 dev v0");
        monitor.poll();
        ManagedAddress vip = managed("10.5.0.100/21", 9);
        assertThat(want(List.of(vip), vip).added()).isEmpty();
        assertThat(monitor.poll()).singleElement().isInstanceOf(RouteEvent.AddressChanged.class);
        assertThat(host.ip("addr show dev v0")).contains("valid_lft 9sec preferred_lft 9sec");
    }

    @Test
    void makesAnAddressPermanentWhenTheLifetimeIsSwitchedOff() throws Exception {
        want(List.of(managed("10.5.0.100/21", 9)), managed("10.5.0.100/21", 9));
        want(List.of(managed("10.5.0.100/21", 0)), managed("10.5.0.100/21", 0));
        assertThat(tables.addresses())
                .filteredOn(address -> address.address().equals(Cidr.parse("10.5.0.100/21")))
                .singleElement()
                .satisfies(address -> assertThat(address.validSeconds()).isEqualTo(ObservedAddress.FOREVER));
    }

    @Test
    void setsLabelBroadcastAndScope() throws Exception {
        ManagedAddress vip = new ManagedAddress(
                V0,
                Cidr.parse("10.5.0.100/21"),
                Optional.of("v0:vip"),
                Optional.of(IpAddress.parse("10.5.7.255")),
                "link",
                0);
        assertThat(want(List.of(vip), vip).failures()).isEmpty();
        assertThat(host.ip("addr show dev v0")).contains("inet 10.5.0.100/21 brd 10.5.7.255 scope link v0:vip");
        assertThat(want(List.of(vip), vip).added())
                .as("nothing to do the second time")
                .isEmpty();
    }

    @Test
    void removesItsOwnAndKeepsWhatOthersHold() throws Exception {
        host.ip("addr add 10.5.0.133/21 dev v0");
        host.ip("addr add 10.5.0.100/32 dev lo");
        ManagedAddress first = managed("10.5.0.100/21", 9);
        ManagedAddress second = managed("10.5.0.101/32", 9);
        List<ManagedAddress> all = List.of(first, second);
        want(all, first, second);
        assertThat(held()).containsExactlyInAnyOrder("10.5.0.133/21", "10.5.0.100/21", "10.5.0.101/32");
        assertThat(want(all).failures()).isEmpty();
        assertThat(held()).containsExactly("10.5.0.133/21");
        assertThat(host.ip("addr show dev lo")).contains("10.5.0.100/32");
    }

    @Test
    void restoresTheFollowersThatALeaderTookAlong() throws Exception {
        host.run("sysctl -qw net.ipv4.conf.v0.promote_secondaries=0 net.ipv4.conf.all.promote_secondaries=0");
        ManagedAddress leader = managed("192.0.2.1/24", 9);
        ManagedAddress follower = managed("192.0.2.2/24", 9);
        List<ManagedAddress> all = List.of(leader, follower);
        want(all, leader, follower);
        KernelReport report = want(all, follower);
        assertThat(report.failures()).isEmpty();
        assertThat(report.added()).containsExactly(follower);
        assertThat(held()).containsExactly("192.0.2.2/24");
    }

    @Test
    void tellsInTheKernelsWordsWhatItRefused() {
        ManagedAddress odd = new ManagedAddress(
                V0, Cidr.parse("10.5.0.100/21"), Optional.of("a label too long"), Optional.empty(), "global", 0);
        ManagedAddress lost = new ManagedAddress(
                new InterfaceName("eth9"),
                Cidr.parse("10.5.0.101/21"),
                Optional.empty(),
                Optional.empty(),
                "global",
                0);
        KernelReport report = want(List.of(odd, lost), odd, lost);
        assertThat(report.failures().get(odd)).startsWith("ERANGE");
        assertThat(report.failures()).containsEntry(lost, "there is no interface eth9");
        assertThat(report.added()).isEmpty();
    }

    @Test
    void givesIpv6AddressesTheSameLife() throws Exception {
        ManagedAddress six = managed("2001:db8::100/128", 9);
        assertThat(want(List.of(six), six).failures()).isEmpty();
        assertThat(host.ip("-6 addr show dev v0"))
                .contains("inet6 2001:db8::100/128 scope global nodad deprecated")
                .contains("valid_lft 9sec preferred_lft 0sec");
        want(List.of(six));
        assertThat(host.ip("-6 addr show dev v0")).doesNotContain("2001:db8::100");
    }

    @Test
    void losesAnIpv6AddressByItselfWhenNobodyRenewsIt() throws Exception {
        ManagedAddress subnet = managed("2001:db8:5::100/64", 2);
        ManagedAddress host = managed("2001:db8:5::101/128", 2);
        long added = System.nanoTime();
        assertThat(want(List.of(subnet, host), subnet, host).added()).containsExactlyInAnyOrder(subnet, host);
        List<RouteEvent> seen = until(removed("2001:db8:5::101/128"));
        assertThat(System.nanoTime() - added).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
        if (seen.stream().noneMatch(removed("2001:db8:5::100/64"))) {
            until(removed("2001:db8:5::100/64"));
        }
        assertThat(held()).isEmpty();
    }

    @Test
    void keepsAnIpv6AddressThatIsRenewedWithoutAMomentWithoutIt() throws Exception {
        ManagedAddress vip = managed("2001:db8:5::100/64", 6);
        want(List.of(vip), vip);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
        List<RouteEvent> seen = new ArrayList<>();
        while (System.nanoTime() < end) {
            poller.await(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(600));
            seen.addAll(monitor.poll());
            assertThat(want(List.of(vip), vip).failures()).isEmpty();
        }
        assertThat(seen).noneMatch(RouteEvent.AddressRemoved.class::isInstance);
        assertThat(held()).contains("2001:db8:5::100/64");
    }

    @Test
    void neverShortensTheLifeOfTheRouteToItsOwnSubnet() throws Exception {
        host.ip("addr add 2001:db8:5::133/64 dev v0 nodad valid_lft 9000 preferred_lft 9000");
        ManagedAddress vip = managed("2001:db8:5::100/64", 9);
        want(List.of(vip), vip);
        assertThat(host.ip("addr show dev v0")).contains("2001:db8:5::100/64 scope global nodad dynamic noprefixroute");
        assertThat(host.ip("-6 route show 2001:db8:5::/64")).containsPattern("expires [0-9]{4}sec");
        want(List.of(vip));
        assertThat(held()).containsExactly("2001:db8:5::133/64");
        assertThat(host.ip("-6 route show 2001:db8:5::/64")).containsPattern("expires [0-9]{4}sec");
    }

    @Test
    void keepsTheRouteToItsOwnSubnetForEverWhenItAdoptsAnAddress() throws Exception {
        host.ip("addr add 2001:db8:5::133/64 dev v0 nodad");
        host.ip("addr add 2001:db8:5::100/64 dev v0 nodad");
        ManagedAddress vip = managed("2001:db8:5::100/64", 9);
        assertThat(want(List.of(vip), vip).added()).isEmpty();
        assertThat(host.ip("addr show dev v0")).contains("2001:db8:5::100/64 scope global nodad dynamic noprefixroute");
        assertThat(host.ip("-6 route show 2001:db8:5::/64")).contains("dev v0").doesNotContain("expires");
        want(List.of(vip));
        assertThat(host.ip("-6 route show 2001:db8:5::/64")).contains("dev v0").doesNotContain("expires");
    }

    @Test
    void bringsTheRouteToASubnetInWhichItIsAlone() throws Exception {
        ManagedAddress vip = managed("2001:db8:5::100/64", 9);
        want(List.of(vip), vip);
        assertThat(host.ip("-6 route show 2001:db8:5::/64")).contains("dev v0");
    }

    @Test
    void showsAnAddressAsTentativeUntilItIsKnownThatNobodyElseHasIt() throws Exception {
        neighbour.ip("addr add 2001:db8:5::7/64 dev v1 nodad");
        // Twenty probes a second apart: it stays tentative for longer than the first look takes.
        host.run("sysctl -q -w net.ipv6.conf.v0.dad_transmits=20");
        host.ip("addr add 2001:db8:5::7/64 dev v0");
        host.ip("addr add 2001:db8:5::8/64 dev v0");
        IpAddress taken = IpAddress.parse("2001:db8:5::7");
        IpAddress free = IpAddress.parse("2001:db8:5::8");
        assertThat(v0().tentative()).contains(taken, free);
        host.run("sysctl -q -w net.ipv6.conf.v0.dad_transmits=1");
        host.ip("addr del 2001:db8:5::8/64 dev v0");
        host.ip("addr add 2001:db8:5::8/64 dev v0");
        until(event -> event instanceof RouteEvent.AddressChanged change
                && change.address().address().address().equals(free)
                && !change.address().isTentative());
        assertThat(v0().tentative()).contains(taken).doesNotContain(free);
        assertThat(host.ip("addr show dev v0")).contains("2001:db8:5::7/64 scope global dadfailed tentative");
    }

    @Test
    void makesAnAddressUsableThatFailedDuplicateDetection() throws Exception {
        neighbour.ip("addr add 2001:db8:5::7/64 dev v1 nodad");
        host.ip("addr add 2001:db8:5::7/64 dev v0");
        until(event -> event instanceof RouteEvent.AddressChanged change
                && (change.address().flags() & Rtnetlink.IFA_F_DADFAILED) != 0);
        ManagedAddress vip = managed("2001:db8:5::7/64", 9);
        assertThat(want(List.of(vip), vip).added()).containsExactly(vip);
        assertThat(v0().addresses()).contains(Cidr.parse("2001:db8:5::7/64"));
        assertThat(v0().tentative()).doesNotContain(IpAddress.parse("2001:db8:5::7"));
    }

    @Test
    void hearsThatAnInterfaceForwardsIpv6() throws Exception {
        assertThat(tables.link(V0).orElseThrow().forwardsIpv6()).isFalse();
        monitor.poll();
        host.run("sysctl -qw net.ipv6.conf.v0.forwarding=1");
        until(RouteEvent.SettingChanged.class::isInstance);
        assertThat(tables.link(V0).orElseThrow().forwardsIpv6()).isTrue();
        host.run("sysctl -qw net.ipv6.conf.v0.forwarding=0 net.ipv6.conf.all.forwarding=1");
        assertThat(tables.link(V0).orElseThrow().forwardsIpv6()).isTrue();
    }

    @Test
    void addsAndRemovesAThousandAddressesAtOnce() throws Exception {
        List<ManagedAddress> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add(managed("10.6." + i / 250 + "." + (i % 250 + 1) + "/32", 60));
        }
        KernelReport up = addresses.apply(new NodeEffect.ApplyAddresses(1, many, new HashSet<>(many)));
        assertThat(up.failures()).isEmpty();
        assertThat(up.added()).hasSize(1000);
        assertThat(held()).hasSize(1000);
        assertThat(addresses
                        .apply(new NodeEffect.ApplyAddresses(2, many, Set.of()))
                        .failures())
                .isEmpty();
        assertThat(held()).isEmpty();
    }

    @Test
    void hearsOfALinkThatGoesDownAndComesBack() throws Exception {
        monitor.poll();
        neighbour.ip("link set v1 down");
        until(event -> event instanceof RouteEvent.LinkChanged change
                && change.link().name().equals(V0)
                && !change.link().isRunning());
        assertThat(tables.link(V0).orElseThrow().isRunning()).isFalse();
        neighbour.ip("link set v1 up");
        until(event -> event instanceof RouteEvent.LinkChanged change
                && change.link().name().equals(V0)
                && change.link().isRunning());
        host.ip("link del v0");
        until(event -> event instanceof RouteEvent.LinkRemoved removal
                && removal.link().name().equals(V0));
        assertThat(tables.link(V0)).isEmpty();
    }

    @Test
    void saysThatItLostEventsWhenTheBufferIsTooSmall() throws Exception {
        NetlinkSocket small =
                host.call(() -> NetlinkSocket.forEvents(libc, Linux.NETLINK_ROUTE, Rtnetlink.RTMGRP_IPV4_IFADDR, 4096));
        try (RouteMonitor flooded = new RouteMonitor(small)) {
            List<ManagedAddress> many = new ArrayList<>();
            for (int i = 1; i < 100; i++) {
                many.add(managed("10.6.0." + i + "/32", 60));
            }
            addresses.apply(new NodeEffect.ApplyAddresses(1, many, new HashSet<>(many)));
            assertThat(flooded.poll()).anyMatch(RouteEvent.ResyncNeeded.class::isInstance);
        }
    }

    @Test
    void showsInterfacesAsTheEngineTakesThem() throws Exception {
        host.ip("addr add 10.5.0.133/21 dev v0");
        host.ip("addr add 10.5.0.100/21 dev v0");
        Link link = tables.link(V0).orElseThrow();
        assertThat(link.index()).isEqualTo(7);
        assertThat(link.mac()).contains(MacAddress.parse("02:00:00:00:00:0a"));
        InterfaceState shown = v0();
        assertThat(shown.running()).isTrue();
        assertThat(shown.addresses())
                .startsWith(Cidr.parse("10.5.0.133/21"), Cidr.parse("10.5.0.100/21"))
                .anyMatch(address -> address.address().isLinkLocal());
        host.ip("link set v0 down");
        assertThat(tables.interfaces())
                .filteredOn(state -> state.name().equals(V0))
                .noneMatch(InterfaceState::running);
    }

    @Test
    void showsWhichAddressesAreTentative() throws Exception {
        // Twenty probes a second apart: it stays tentative for longer than anybody looks.
        host.run("sysctl -q -w net.ipv6.conf.v0.dad_transmits=20");
        host.ip("addr add 2001:db8::7/64 dev v0");
        host.ip("addr add 2001:db8::8/64 dev v0 nodad");
        assertThat(v0().tentative())
                .contains(IpAddress.parse("2001:db8::7"))
                .doesNotContain(IpAddress.parse("2001:db8::8"));
    }

    private InterfaceState v0() throws IOException {
        return tables.interfaces().stream()
                .filter(state -> state.name().equals(V0))
                .findFirst()
                .orElseThrow();
    }
}
