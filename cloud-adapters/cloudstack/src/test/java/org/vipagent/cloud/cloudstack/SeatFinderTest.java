package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.cloudstack.api.Machine;
import org.vipagent.cloud.cloudstack.api.Nic;
import org.vipagent.cloud.cloudstack.api.SecondaryAddress;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

class SeatFinderTest {
    private static final IpAddress FAR = IpAddress.parse("192.0.2.9");
    private final Memory memory = new Memory(Profile.CLOUDSTACK, Keepsake.EMPTY);
    private Nic front = nic("front", "net-a", "10.5.0.2/24", "02:00:00:00:00:01");
    private Nic back = nic("back", "net-b", "10.6.0.2/24", "02:00:00:00:00:02");
    private Machine other = new Machine("o", "LB", "Running", List.of());

    private static Nic nic(String id, String network, String subnet, String mac) {
        return new Nic(
                id,
                network,
                Optional.of(Cidr.parse(subnet)),
                Optional.of(MacAddress.parse(mac)),
                Optional.of("Isolated"),
                List.of());
    }

    private static Nic holding(Nic nic, IpAddress address) {
        return new Nic(
                nic.id(),
                nic.networkId(),
                nic.subnet(),
                nic.mac(),
                nic.type(),
                List.of(new SecondaryAddress("s-" + nic.id(), address)));
    }

    private Seat seat(IpAddress address) {
        Machine own = new Machine("me", "LB-backup", "Running", List.of(front, back));
        return new SeatFinder(own, List.of(own, other), memory, Set.of(MacAddress.parse("02:00:00:00:00:02")))
                .seat(address);
    }

    @Test
    void anAddressBelongsToTheNetworkThatContainsIt() {
        assertThat(seat(IpAddress.parse("10.5.0.100")).nic().id()).isEqualTo("front");
        assertThat(seat(IpAddress.parse("10.6.0.100")).nic().id()).isEqualTo("back");
    }

    @Test
    void anAddressOfNoNetworkBelongsWhereItIsHeld() {
        front = holding(front, FAR);

        assertThat(seat(FAR).nic().id()).isEqualTo("front");
        assertThat(seat(FAR).isOurs()).isTrue();
    }

    @Test
    void anAddressOfNoNetworkBelongsWhereAnotherMachineHoldsIt() {
        Nic theirs = nic("theirs", "net-a", "10.5.0.3/24", "02:00:00:00:00:03");
        other = new Machine("o", "LB", "Running", List.of(holding(theirs, FAR)));

        assertThat(seat(FAR).nic().id()).isEqualTo("front");
        assertThat(seat(FAR).others()).extracting(Holder::machineName).containsExactly("LB");
    }

    @Test
    void elseTheInterfaceOfThisMachineDecides() {
        assertThat(seat(FAR).nic().id()).isEqualTo("back");
    }

    @Test
    void aHolderInAnotherNetworkIsNone() {
        Nic theirs = nic("theirs", "net-b", "10.6.0.3/24", "02:00:00:00:00:03");
        IpAddress vip = IpAddress.parse("10.5.0.100");
        other = new Machine("o", "LB", "Running", List.of(holding(theirs, vip)));

        assertThat(seat(vip).holders()).isEmpty();
    }

    @Test
    void theOwnPrimaryAddressIsOurs() {
        Seat seat = seat(IpAddress.parse("10.5.0.2"));

        assertThat(seat.isOurs()).isTrue();
        assertThat(seat.primaryOf()).isEmpty();
    }

    @Test
    void aRememberedHolderCountsOnlyWhileItsMachineCannotBeSeen() {
        IpAddress vip = IpAddress.parse("10.5.0.100");
        memory.heldBy(vip, new Remembered("gone", "LB-old", "net-a", "s-1"));
        assertThat(seat(vip).others())
                .containsExactly(new Holder("gone", "LB-old", Optional.of("s-1"), false, true, false));

        memory.heldBy(vip, new Remembered("o", "LB", "net-a", "s-1"));
        assertThat(seat(vip).others()).isEmpty();
    }
}
