package org.vipagent.linux.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vipagent.linux.route.AddressChange.Add;
import org.vipagent.linux.route.AddressChange.Remove;
import org.vipagent.linux.route.AddressChange.Renew;
import org.vipagent.linux.route.AddressDiff.Observed;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.node.ManagedAddress;

class AddressDiffTest {
    private static final int LO = 1;
    private static final int ETH0 = 7;
    private static final int ETH1 = 8;
    private static final long LIFETIME = 9;

    private static final List<Link> LINKS = List.of(link(LO, "lo"), link(ETH0, "eth0"), link(ETH1, "eth1"));

    private final ManagedAddress first = managed("eth0", "10.5.0.100/21");
    private final ManagedAddress second = managed("eth0", "10.5.0.101/32");
    private final ManagedAddress third = managed("eth1", "192.0.2.9/24");
    private final List<ManagedAddress> all = List.of(first, second, third);
    private final ObservedAddress host = seen(ETH0, "10.5.0.133/21", ObservedAddress.FOREVER);

    private static Link link(int index, String name) {
        boolean loopback = name.equals("lo");
        return new Link(
                index, new InterfaceName(name), Optional.empty(), true, true, OperState.UP, 1500, loopback, false);
    }

    private static ManagedAddress managed(String device, String address) {
        return new ManagedAddress(
                new InterfaceName(device), Cidr.parse(address), Optional.empty(), Optional.empty(), "global", LIFETIME);
    }

    private static ObservedAddress seen(int index, String address, long validSeconds) {
        return seen(index, address, validSeconds, 0);
    }

    private static ObservedAddress seen(int index, String address, long validSeconds, int flags) {
        return new ObservedAddress(
                index,
                Cidr.parse(address),
                Optional.empty(),
                "eth0",
                Optional.empty(),
                0,
                flags,
                validSeconds,
                validSeconds);
    }

    private AddressDiff diff(Set<ManagedAddress> wanted, ObservedAddress... observed) {
        return AddressDiff.between(all, wanted, new Observed(LINKS, List.of(observed)));
    }

    @Test
    void addsWhatIsMissingInTheOrderOfTheConfiguration() {
        AddressDiff diff = diff(Set.of(third, second, first), host);
        assertThat(diff.changes())
                .containsExactly(
                        new Add(first, ETH0, false), new Add(second, ETH0, false), new Add(third, ETH1, false));
        assertThat(diff.impossible()).isEmpty();
    }

    @Test
    void changesNothingThatIsAsWanted() {
        assertThat(diff(Set.of(first), host, seen(ETH0, "10.5.0.100/21", LIFETIME))
                        .changes())
                .isEmpty();
    }

    @Test
    void removesWhatIsOursAndNotWantedAndNothingElse() {
        ObservedAddress left = seen(ETH0, "10.5.0.100/21", 4);
        assertThat(diff(Set.of(), host, left).changes()).containsExactly(new Remove(first, left));
    }

    @Test
    void removesBeforeItAddsAndAddsBeforeItRenews() {
        ObservedAddress old = seen(ETH0, "10.5.0.101/32", LIFETIME);
        ObservedAddress aging = seen(ETH0, "10.5.0.100/21", 3);
        assertThat(diff(Set.of(first, third), host, aging, old).changes())
                .containsExactly(new Remove(second, old), new Add(third, ETH1, false), new Renew(first, ETH0, false));
    }

    @Test
    void removesTheFollowersOfASubnetBeforeItsLeader() {
        ManagedAddress leader = managed("eth1", "192.0.2.9/24");
        ManagedAddress follower = managed("eth1", "192.0.2.10/24");
        ObservedAddress leads = seen(ETH1, "192.0.2.9/24", 9);
        ObservedAddress follows = seen(ETH1, "192.0.2.10/24", 9, Rtnetlink.IFA_F_SECONDARY);
        AddressDiff diff =
                AddressDiff.between(List.of(leader, follower), Set.of(), new Observed(LINKS, List.of(leads, follows)));
        assertThat(diff.changes()).containsExactly(new Remove(follower, follows), new Remove(leader, leads));
    }

    @Test
    void adoptsWhatAPredecessorLeftForEver() {
        ObservedAddress left = seen(ETH0, "10.5.0.100/21", ObservedAddress.FOREVER);
        assertThat(diff(Set.of(first), left).changes()).containsExactly(new Renew(first, ETH0, false));
    }

    @Test
    void takesAnotherPrefixLengthForAnotherAddress() {
        // An address owner: the interface's own 10.5.0.100/24 must survive the VIP 10.5.0.100/21.
        ObservedAddress own = seen(ETH0, "10.5.0.100/24", ObservedAddress.FOREVER);
        assertThat(diff(Set.of(), own).changes()).isEmpty();
        assertThat(diff(Set.of(first), own).changes()).containsExactly(new Add(first, ETH0, false));
    }

    @Test
    void takesTheSameAddressOnAnotherInterfaceForAnotherAddress() {
        assertThat(diff(Set.of(), seen(ETH1, "10.5.0.100/21", 9)).changes()).isEmpty();
    }

    @Test
    void neverTouchesLoopback() {
        ManagedAddress onLoopback = managed("lo", "10.5.0.100/32");
        ObservedAddress realServer = seen(LO, "10.5.0.100/32", ObservedAddress.FOREVER);
        Observed observed = new Observed(LINKS, List.of(realServer));
        assertThat(AddressDiff.between(List.of(onLoopback), Set.of(), observed).changes())
                .isEmpty();
        AddressDiff wanted = AddressDiff.between(List.of(onLoopback), Set.of(onLoopback), observed);
        assertThat(wanted.changes()).isEmpty();
        assertThat(wanted.impossible()).containsEntry(onLoopback, "addresses on lo are left alone");
    }

    @Test
    void leavesAnAddressWithAPeerToWhoeverMadeIt() {
        ObservedAddress tunnel = new ObservedAddress(
                ETH0,
                Cidr.parse("10.5.0.101/32"),
                Optional.of(IpAddress.parse("10.5.0.1")),
                "eth0",
                Optional.empty(),
                0,
                0,
                ObservedAddress.FOREVER,
                ObservedAddress.FOREVER);
        assertThat(diff(Set.of(), tunnel).changes()).isEmpty();
    }

    @Test
    void saysWhichInterfaceIsMissing() {
        ManagedAddress lost = managed("eth9", "10.5.0.100/21");
        AddressDiff diff = AddressDiff.between(List.of(lost), Set.of(lost), new Observed(LINKS, List.of()));
        assertThat(diff.changes()).isEmpty();
        assertThat(diff.impossible()).containsEntry(lost, "there is no interface eth9");
    }

    @Test
    void saysWhichScopeIsNone() {
        ManagedAddress odd = new ManagedAddress(
                first.device(), first.address(), Optional.empty(), Optional.empty(), "galaxy", LIFETIME);
        AddressDiff diff = AddressDiff.between(List.of(odd), Set.of(odd), new Observed(LINKS, List.of()));
        assertThat(diff.impossible()).containsEntry(odd, "'galaxy' is no address scope");
    }

    @Test
    void replacesAnAddressWhoseLabelBroadcastOrScopeIsAnother() {
        ObservedAddress plain = seen(ETH0, "10.5.0.100/21", LIFETIME);
        for (ManagedAddress other : List.of(
                new ManagedAddress(
                        first.device(), first.address(), Optional.of("eth0:1"), Optional.empty(), "global", LIFETIME),
                new ManagedAddress(
                        first.device(),
                        first.address(),
                        Optional.empty(),
                        Optional.of(IpAddress.parse("10.5.7.255")),
                        "global",
                        LIFETIME),
                new ManagedAddress(
                        first.device(), first.address(), Optional.empty(), Optional.empty(), "link", LIFETIME))) {
            AddressDiff diff = AddressDiff.between(List.of(other), Set.of(other), new Observed(LINKS, List.of(plain)));
            assertThat(diff.changes()).containsExactly(new Remove(other, plain), new Add(other, ETH0, false));
        }
    }

    @Test
    void takesALabelThatNobodyAskedForAsItIs() {
        ObservedAddress labelled = new ObservedAddress(
                ETH0,
                first.address(),
                Optional.empty(),
                "eth0:old",
                Optional.of(IpAddress.parse("10.5.7.255")),
                0,
                0,
                LIFETIME,
                LIFETIME);
        assertThat(diff(Set.of(first), labelled).changes()).isEmpty();
    }

    @Test
    void comparesNoLabelWithIpv6() {
        ManagedAddress six = new ManagedAddress(
                new InterfaceName("eth0"),
                Cidr.parse("2001:db8::5/64"),
                Optional.of("eth0:1"),
                Optional.empty(),
                "global",
                LIFETIME);
        ObservedAddress there = new ObservedAddress(
                ETH0, six.address(), Optional.empty(), "", Optional.empty(), 0, 0, LIFETIME, LIFETIME);
        assertThat(AddressDiff.between(List.of(six), Set.of(six), new Observed(LINKS, List.of(there)))
                        .changes())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} s wanted, {1} s left: {2}")
    @CsvSource({
        "9, 9, false", "9, 8, false", "9, 7, true", "9, 1, true", // 7 may be 6 and a bit: two thirds
        "5, 5, false", "5, 4, true", "1, 1, true", "2, 2, true",
        "9, 10, true", "9, 4294967295, true", "0, 4294967295, false", "0, 100, true"
    })
    void renewsWhenTwoThirdsOrLessAreLeft(long wanted, long left, boolean renews) {
        assertThat(Lifetimes.needsRenewal(wanted, left)).isEqualTo(renews);
    }

    @Property(tries = 500)
    void reachesTheWantedSetAndKeepsWhatIsNotOurs(@ForAll long seed) {
        Random random = new Random(seed);
        List<ManagedAddress> ours = new ArrayList<>();
        List<ObservedAddress> there = new ArrayList<>();
        Set<ManagedAddress> wanted = new HashSet<>();
        for (int i = 1; i < 12; i++) {
            ManagedAddress address = managed(random.nextBoolean() ? "eth0" : "eth1", "10.5.0." + i + "/21");
            boolean isOurs = random.nextBoolean();
            if (isOurs) {
                ours.add(address);
            }
            if (isOurs && random.nextBoolean()) {
                wanted.add(address);
            }
            if (random.nextBoolean()) {
                int index = address.device().name().equals("eth0") ? ETH0 : ETH1;
                int flags = random.nextBoolean() ? Rtnetlink.IFA_F_SECONDARY : 0;
                there.add(seen(index, address.address().toString(), 1 + random.nextInt(12), flags));
            }
        }
        List<ObservedAddress> after = applied(
                there,
                AddressDiff.between(ours, wanted, new Observed(LINKS, there)).changes());
        assertThat(AddressDiff.between(ours, wanted, new Observed(LINKS, after)).changes())
                .isEmpty();
        for (ObservedAddress before : there) {
            boolean isOurs = ours.stream().anyMatch(o -> o.address().equals(before.address()));
            assertThat(isOurs || after.contains(before)).isTrue();
        }
    }

    private static List<ObservedAddress> applied(List<ObservedAddress> there, List<AddressChange> changes) {
        List<ObservedAddress> after = new ArrayList<>(there);
        for (AddressChange change : changes) {
            if (change instanceof Remove removal) {
                assertThat(after.remove(removal.present())).isTrue();
            } else if (change instanceof Add add) {
                after.add(seen(add.interfaceIndex(), add.address().address().toString(), LIFETIME));
            } else if (change instanceof Renew renewal) {
                after.removeIf(a -> a.address().equals(renewal.address().address()));
                after.add(seen(
                        renewal.interfaceIndex(), renewal.address().address().toString(), LIFETIME));
            }
        }
        return after;
    }

    @Test
    void leavesTheRouteToAnIpv6SubnetToWhoeverElseIsInIt() {
        ManagedAddress six = managed("eth0", "2001:db8:5::100/64");
        ManagedAddress twin = managed("eth0", "2001:db8:5::101/64");
        List<ManagedAddress> both = List.of(six, twin);
        ObservedAddress native6 = seen(ETH0, "2001:db8:5::133/64", ObservedAddress.FOREVER);
        ObservedAddress elsewhere = seen(ETH1, "2001:db8:5::133/64", ObservedAddress.FOREVER);
        ObservedAddress withoutRoute =
                seen(ETH0, "2001:db8:5::133/64", ObservedAddress.FOREVER, Rtnetlink.IFA_F_NOPREFIXROUTE);
        ObservedAddress wider = seen(ETH0, "2001:db8:5::133/48", ObservedAddress.FOREVER);
        ObservedAddress old = seen(ETH0, "2001:db8:5::100/64", 3);

        assertThat(AddressDiff.between(both, Set.of(six), new Observed(LINKS, List.of(native6)))
                        .changes())
                .containsExactly(new Add(six, ETH0, true));
        assertThat(AddressDiff.between(both, Set.of(six), new Observed(LINKS, List.of(native6, old)))
                        .changes())
                .containsExactly(new Renew(six, ETH0, true));
        // Our own twin lives and dies with us, the others bring no route to this subnet of this interface.
        assertThat(AddressDiff.between(
                                both,
                                Set.of(six, twin),
                                new Observed(LINKS, List.of(elsewhere, withoutRoute, wider, old)))
                        .changes())
                .containsExactly(new Add(twin, ETH0, false), new Renew(six, ETH0, false));
    }

    @Test
    void replacesAnIpv6AddressThatCannotBeUsed() {
        ManagedAddress six = managed("eth0", "2001:db8:5::100/64");
        for (int flag : new int[] {Rtnetlink.IFA_F_TENTATIVE, Rtnetlink.IFA_F_DADFAILED}) {
            ObservedAddress useless = seen(ETH0, "2001:db8:5::100/64", LIFETIME, flag);
            assertThat(AddressDiff.between(List.of(six), Set.of(six), new Observed(LINKS, List.of(useless)))
                            .changes())
                    .containsExactly(new Remove(six, useless), new Add(six, ETH0, false));
        }
        int optimistic = Rtnetlink.IFA_F_TENTATIVE | Rtnetlink.IFA_F_OPTIMISTIC;
        ObservedAddress usable = seen(ETH0, "2001:db8:5::100/64", LIFETIME, optimistic);
        assertThat(AddressDiff.between(List.of(six), Set.of(six), new Observed(LINKS, List.of(usable)))
                        .changes())
                .isEmpty();
    }
}
