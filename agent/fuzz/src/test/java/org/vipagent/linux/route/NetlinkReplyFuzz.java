package org.vipagent.linux.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.fuzz.Garbage;
import org.vipagent.fuzz.Recorded;
import org.vipagent.linux.netlink.NetlinkConnection;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.node.KernelReport;
import org.vipagent.node.ManagedAddress;
import org.vipagent.node.NodeEffect;

/**
 * What the kernel answers to questions and orders.
 *
 * <p>An input is: datagrams, each with its length in two bytes before it. The sequence number of a message may be 0,
 * then it is that of the request.
 */
class NetlinkReplyFuzz {
    private static final InterfaceName DEVICE = new InterfaceName("v0");
    private static final List<ManagedAddress> MANAGED =
            List.of(managed("10.5.0.100/21"), managed("10.5.0.101/32"), managed("2001:db8:5::100/64"));

    static Stream<byte[]> replies() {
        byte[] done = only("dump-done");
        byte[] links = concat(datagrams("link-dump"), List.of(done));
        byte[] addresses = concat(datagrams("addr-dump"), List.of(done));
        return Stream.concat(
                Stream.of(
                        links,
                        addresses,
                        join(links, addresses),
                        join(join(links, addresses), concat(datagrams("ack"), List.of())),
                        join(join(links, addresses), concat(datagrams("error-not-there"), datagrams("error-exists")))),
                Stream.of("ack", "error-exists", "error-not-there", "dump-done")
                        .map(name -> concat(datagrams(name), List.of())));
    }

    @MethodSource("replies")
    @FuzzTest
    void everyAnswerIsRowsARefusalOrAnErrorOfInputAndOutput(byte[] input) {
        List<byte[]> datagrams = split(input);
        long garbage = 65_536 + 256L * input.length;
        Garbage.atMost(garbage, () -> outcome(() -> tables(datagrams).links()));
        Garbage.atMost(garbage, () -> outcome(() -> tables(datagrams).addresses()));
        Garbage.atMost(garbage, () -> outcome(() -> tables(datagrams).link(DEVICE)));
        Garbage.atMost(garbage, () -> outcome(() -> tables(datagrams).interfaces()));
        KernelReport report = Garbage.atMost(4 * garbage, () -> applied(datagrams));

        assertThat(report.generation()).isEqualTo(3);
        assertThat(MANAGED)
                .containsAll(report.added())
                .containsAll(report.failures().keySet());
        assertThat(report.failures().values())
                .allSatisfy(reason -> assertThat(reason).isNotBlank());
    }

    /** Asking may fail with an error of input and output, and with nothing else. */
    private static Optional<Object> outcome(Question question) {
        try {
            return Optional.of(question.ask());
        } catch (IOException e) {
            assertThat(e).hasMessageMatching("(?s).+");
            return Optional.empty();
        }
    }

    private interface Question {
        Object ask() throws IOException;
    }

    /** An order never fails: what the kernel says is in the report. */
    private static KernelReport applied(List<byte[]> datagrams) {
        return new KernelAddresses(new NetlinkConnection(ScriptedKernel.answering(datagrams)))
                .apply(new NodeEffect.ApplyAddresses(3, MANAGED, Set.of(MANAGED.get(0), MANAGED.get(2))));
    }

    private static KernelTables tables(List<byte[]> datagrams) {
        return new KernelTables(new NetlinkConnection(ScriptedKernel.answering(datagrams)));
    }

    private static ManagedAddress managed(String address) {
        return new ManagedAddress(DEVICE, Cidr.parse(address), Optional.empty(), Optional.empty(), "global", 8);
    }

    private static List<byte[]> split(byte[] input) {
        List<byte[]> datagrams = new ArrayList<>();
        int at = 0;
        while (at + 2 <= input.length) {
            int length = (input[at] & 0xff) << 8 | (input[at + 1] & 0xff);
            int end = Math.min(input.length, at + 2 + length);
            datagrams.add(Arrays.copyOfRange(input, at + 2, end));
            at = end;
        }
        return datagrams;
    }

    private static List<byte[]> datagrams(String name) {
        return Recorded.datagrams("netlink", name)
                .map(NetlinkReplyFuzz::unnumbered)
                .toList();
    }

    private static byte[] only(String name) {
        return datagrams(name).get(0);
    }

    /** With 0 as the sequence number of every message. */
    private static byte[] unnumbered(byte[] datagram) {
        byte[] copy = datagram.clone();
        int at = 0;
        while (at + 16 <= copy.length) {
            Arrays.fill(copy, at + 8, at + 12, (byte) 0);
            int length = (copy[at] & 0xff) | (copy[at + 1] & 0xff) << 8;
            at += (length + 3) / 4 * 4;
        }
        return copy;
    }

    private static byte[] concat(List<byte[]> datagrams, List<byte[]> more) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        Stream.concat(datagrams.stream(), more.stream()).forEach(datagram -> {
            input.write(datagram.length >> 8);
            input.write(datagram.length);
            input.writeBytes(datagram);
        });
        return input.toByteArray();
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
