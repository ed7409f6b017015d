package org.vipagent.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.HexFile;
import org.vipagent.linux.libc.Errno;
import org.vipagent.linux.libc.ErrnoException;

class NetlinkConnectionTest {
    private static final int NEW_ADDRESS = 20;
    private static final int FLAGS = 6;

    private static MessageWriter request() {
        return new MessageWriter(NEW_ADDRESS, 0).putInt(0).putInt(0);
    }

    private static byte[] row(int value, int moreFlags) {
        return FakeKernel.message(NEW_ADDRESS, Netlink.NLM_F_MULTI | moreFlags, FakeKernel.number(value));
    }

    private static List<Integer> values(List<NetlinkMessage> rows) throws MalformedMessageException {
        List<Integer> values = new ArrayList<>();
        for (NetlinkMessage row : rows) {
            values.add(row.fixedHeader(4).getInt(0));
        }
        return values;
    }

    /** A recorded reply belongs to the sequence number it was recorded with: 0 lets the kernel fill in ours. */
    private static byte[] unnumbered(String recorded) {
        byte[] bytes = HexFile.datagram(recorded);
        ByteBuffer.wrap(bytes).putInt(8, 0);
        return bytes;
    }

    @Test
    void asksForAnAcknowledgementAndTakesIt() throws Exception {
        FakeKernel kernel = FakeKernel.answering(request -> List.of(unnumbered("netlink/ack.hex")));
        new NetlinkConnection(kernel).execute(request());
        ByteBuffer sent = ByteBuffer.wrap(kernel.requests().get(0)).order(ByteOrder.nativeOrder());
        assertThat(sent.getShort(FLAGS)).isEqualTo((short) (Netlink.NLM_F_REQUEST | Netlink.NLM_F_ACK));
    }

    @Test
    void tellsTheErrorInTheKernelsOwnWords() {
        FakeKernel kernel = FakeKernel.answering(request -> List.of(unnumbered("netlink/error-not-there.hex")));
        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> new NetlinkConnection(kernel).execute(request()))
                .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EADDRNOTAVAIL))
                .satisfies(e -> assertThat(e.kernelText()).isEqualTo("ipv4: Address not found"))
                .withMessage("netlink request 20: EADDRNOTAVAIL (cannot assign requested address): "
                        + "ipv4: Address not found");
    }

    @Test
    void tellsTheErrorWithoutWordsWhereTheKernelGivesNone() {
        FakeKernel kernel = FakeKernel.answering(request -> List.of(FakeKernel.error(Errno.EPERM)));
        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> new NetlinkConnection(kernel).execute(request()))
                .withMessage("netlink request 20: EPERM (operation not permitted)");
    }

    @Test
    void refusesAnErrorThatRepeatsMoreThanItHas() {
        byte[] broken = unnumbered("netlink/error-exists.hex");
        ByteBuffer.wrap(broken).order(ByteOrder.nativeOrder()).putInt(Netlink.HEADER_LENGTH + 4, 4_000);
        FakeKernel kernel = FakeKernel.answering(request -> List.of(broken));
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> new NetlinkConnection(kernel).execute(request()));
    }

    @Test
    void collectsADumpOfManyPartsInManyDatagrams() throws Exception {
        FakeKernel kernel = FakeKernel.answering(
                request -> List.of(FakeKernel.concat(row(1, 0), row(2, 0)), row(3, 0), FakeKernel.done()));
        assertThat(values(new NetlinkConnection(kernel).dump(request()))).containsExactly(1, 2, 3);
    }

    @Test
    void dumpsAgainWhenTheTableChangedMeanwhile() throws Exception {
        AtomicInteger dumps = new AtomicInteger();
        FakeKernel kernel = FakeKernel.answering(request -> dumps.incrementAndGet() < 3
                ? List.of(row(1, 0), row(9, Netlink.NLM_F_DUMP_INTR), FakeKernel.done())
                : List.of(row(1, 0), row(2, 0), FakeKernel.done()));
        assertThat(values(new NetlinkConnection(kernel).dump(request()))).containsExactly(1, 2);
        assertThat(dumps).hasValue(3);
    }

    @Test
    void givesUpOnATableThatNeverKeepsStill() {
        FakeKernel kernel =
                FakeKernel.answering(request -> List.of(row(1, Netlink.NLM_F_DUMP_INTR), FakeKernel.done()));
        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> new NetlinkConnection(kernel).dump(request()))
                .satisfies(e -> assertThat(e.symbol()).isEqualTo("EINTR"));
    }

    @Test
    void takesAnErrorAtTheEndOfADumpSeriously() {
        byte[] end = FakeKernel.message(Netlink.NLMSG_DONE, Netlink.NLM_F_MULTI, FakeKernel.number(-Errno.EINVAL));
        FakeKernel kernel = FakeKernel.answering(request -> List.of(row(1, 0), end));
        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> new NetlinkConnection(kernel).dump(request()))
                .satisfies(e -> assertThat(e.symbol()).isEqualTo("EINVAL"));
    }

    @Test
    void saysThatRepliesWereLost() {
        byte[] overrun = FakeKernel.message(Netlink.NLMSG_OVERRUN, 0);
        FakeKernel kernel = FakeKernel.answering(request -> List.of(row(1, 0), overrun));
        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> new NetlinkConnection(kernel).dump(request()))
                .satisfies(e -> assertThat(e.symbol()).isEqualTo("ENOBUFS"));
    }

    @Test
    void skipsTheLateReplyToARequestThatRanOut() throws Exception {
        FakeKernel kernel = FakeKernel.agreeing();
        NetlinkConnection connection = new NetlinkConnection(kernel);
        kernel.failWith(Errno.ETIMEDOUT);
        assertThatExceptionOfType(ErrnoException.class).isThrownBy(() -> connection.execute(request()));
        // The first acknowledgement now lies before that of the next request.
        connection.execute(request());
        assertThat(kernel.requests()).hasSize(2);
    }

    @Test
    void triesEachOfManyWhateverBecameOfTheOthers() throws Exception {
        AtomicInteger count = new AtomicInteger();
        FakeKernel kernel = FakeKernel.answering(request ->
                List.of(count.incrementAndGet() % 70 == 0 ? FakeKernel.error(Errno.EEXIST) : FakeKernel.ack()));
        List<MessageWriter> many = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            many.add(request());
        }
        List<Optional<NetlinkException>> outcomes = new NetlinkConnection(kernel).executeAll(many);
        assertThat(outcomes).hasSize(150);
        for (int i = 0; i < 150; i++) {
            assertThat(outcomes.get(i).isPresent()).as("request %d", i).isEqualTo(i == 69 || i == 139);
        }
    }

    @Test
    void givesTheAnswerThatComesBeforeTheAcknowledgement() throws Exception {
        FakeKernel kernel = FakeKernel.answering(
                request -> List.of(FakeKernel.message(NEW_ADDRESS, 0, FakeKernel.number(5)), FakeKernel.ack()));
        assertThat(values(new NetlinkConnection(kernel).request(request()))).containsExactly(5);
    }

    @Test
    void closesWhatItSpeaksThrough() {
        FakeKernel kernel = FakeKernel.agreeing();
        new NetlinkConnection(kernel).close();
        assertThat(kernel.isClosed()).isTrue();
    }
}
