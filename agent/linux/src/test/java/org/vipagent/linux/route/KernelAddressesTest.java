package org.vipagent.linux.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.HexFile;
import org.vipagent.linux.libc.Errno;
import org.vipagent.linux.netlink.FakeKernel;
import org.vipagent.linux.netlink.NetlinkConnection;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.node.KernelReport;
import org.vipagent.node.ManagedAddress;
import org.vipagent.node.NodeEffect;

/** On recorded tables: v0 (7) holds 10.5.0.133/21, 10.5.0.101/32 for ever and 10.5.0.100/21 for 6 s. */
class KernelAddressesTest {
    private static final int TYPE = 4;

    private final ManagedAddress present = managed("10.5.0.100/21", 6);
    private final ManagedAddress missing = managed("10.5.0.102/21", 6);
    private final ManagedAddress permanent = managed("10.5.0.101/32", 0);
    private final List<ManagedAddress> all = List.of(present, missing, permanent);

    private static ManagedAddress managed(String address, long lifetimeSeconds) {
        return new ManagedAddress(
                new InterfaceName("v0"),
                Cidr.parse(address),
                Optional.empty(),
                Optional.empty(),
                "global",
                lifetimeSeconds);
    }

    private static int type(byte[] request) {
        return ByteBuffer.wrap(request).order(ByteOrder.nativeOrder()).getShort(TYPE);
    }

    /** A kernel with the recorded tables that answers each change with {@code answer}. */
    private static FakeKernel kernel(byte[] answer) {
        return FakeKernel.answering(request -> switch (type(request)) {
            case Rtnetlink.RTM_GETLINK -> recorded("netlink/link-dump.hex");
            case Rtnetlink.RTM_GETADDR -> {
                List<byte[]> rows = new ArrayList<>(recorded("netlink/addr-dump.hex"));
                rows.add(FakeKernel.done());
                yield rows;
            }
            default -> List.of(answer);
        });
    }

    private static List<byte[]> recorded(String name) {
        List<byte[]> datagrams = new ArrayList<>();
        for (byte[] datagram : HexFile.datagrams(name)) {
            ByteBuffer bytes = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
            for (int at = 0; at < datagram.length; at += bytes.getInt(at) + 3 & ~3) {
                bytes.putInt(at + 8, 0);
            }
            datagrams.add(datagram);
        }
        return datagrams;
    }

    private KernelReport apply(FakeKernel kernel, Set<ManagedAddress> wanted) {
        return new KernelAddresses(new NetlinkConnection(kernel)).apply(new NodeEffect.ApplyAddresses(5, all, wanted));
    }

    private static List<Integer> changesIn(FakeKernel kernel) {
        return kernel.requests().stream()
                .map(KernelAddressesTest::type)
                .filter(type -> type == Rtnetlink.RTM_NEWADDR || type == Rtnetlink.RTM_DELADDR)
                .toList();
    }

    @Test
    void reportsWhatItAddedAndNotWhatWasThere() {
        KernelReport report = apply(kernel(FakeKernel.ack()), Set.of(present, missing, permanent));
        assertThat(report.generation()).isEqualTo(5);
        assertThat(report.added()).containsExactly(missing);
        assertThat(report.failures()).isEmpty();
    }

    @Test
    void sendsNothingWhereNothingIsToDo() {
        FakeKernel kernel = kernel(FakeKernel.ack());
        apply(kernel, Set.of(present, permanent));
        assertThat(changesIn(kernel)).isEmpty();
    }

    @Test
    void tellsForEachAddressWhyItWasRefused() {
        KernelReport report = apply(kernel(FakeKernel.error(Errno.EPERM)), Set.of(present, missing, permanent));
        assertThat(report.added()).isEmpty();
        assertThat(report.failures()).isEqualTo(Map.of(missing, "EPERM (operation not permitted)"));
    }

    @Test
    void takesAnAddressThatVanishedMeanwhileForRemoved() {
        FakeKernel kernel = kernel(FakeKernel.error(Errno.EADDRNOTAVAIL));
        KernelReport report = apply(kernel, Set.of());
        assertThat(changesIn(kernel)).containsExactly(Rtnetlink.RTM_DELADDR, Rtnetlink.RTM_DELADDR);
        assertThat(report.failures()).isEmpty();
    }

    @Test
    void reportsAnAddressThatCannotBeRemoved() {
        assertThat(apply(kernel(FakeKernel.error(Errno.EPERM)), Set.of()).failures())
                .containsOnlyKeys(present, permanent);
    }

    @Test
    void doesNotTakeAKernelThatCannotBeReadForAnEmptyOne() {
        FakeKernel blind = FakeKernel.answering(request -> List.of(FakeKernel.error(Errno.ENOMEM)));
        KernelReport report = apply(blind, Set.of(present));
        assertThat(changesIn(blind)).isEmpty();
        assertThat(report.failures()).containsOnlyKeys(present);
        assertThat(report.failures().get(present)).contains("ENOMEM");
        // Going down: nothing is wanted, and yet it is not known whether anything is left.
        assertThat(apply(blind, Set.of()).failures()).containsOnlyKeys(present, missing, permanent);
    }

    @Test
    void givesUpWhereTheLeaderOfASubnetComesBackAgainAndAgain() {
        FakeKernel stubborn = kernel(FakeKernel.ack());
        apply(stubborn, Set.of(present));
        // The recorded table never changes: 10.5.0.101/32 is removed in each of three rounds and no more.
        assertThat(changesIn(stubborn)).hasSize(3);
    }
}
