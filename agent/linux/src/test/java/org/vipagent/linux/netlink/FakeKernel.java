package org.vipagent.linux.netlink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.vipagent.linux.libc.Errno;
import org.vipagent.linux.libc.ErrnoException;

/** The kernel as a function from each request message to the datagrams that answer it. */
public final class FakeKernel implements NetlinkTransport {
    private static final int SEQUENCE = 8;

    private final Function<byte[], List<byte[]>> answer;
    private final boolean waits;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private final List<byte[]> requests = new ArrayList<>();
    private IOException failure;
    private boolean closed;

    private FakeKernel(Function<byte[], List<byte[]>> answer, boolean waits) {
        this.answer = answer;
        this.waits = waits;
    }

    /**
     * A kernel that answers with what the function gives; the sequence number of the request is filled in wherever a
     * message of the answer has 0.
     */
    public static FakeKernel answering(Function<byte[], List<byte[]>> answer) {
        return new FakeKernel(answer, true);
    }

    /** A kernel that only {@link #tell}s events. */
    public static FakeKernel telling() {
        return new FakeKernel(request -> List.of(), false);
    }

    /** A kernel that says yes to everything. */
    public static FakeKernel agreeing() {
        return answering(request -> List.of(ack()));
    }

    /** An acknowledgement without a sequence number. */
    public static byte[] ack() {
        return error(0);
    }

    /** A refusal without words. */
    public static byte[] error(int errno) {
        return message(Netlink.NLMSG_ERROR, 0, number(-errno), new byte[Netlink.HEADER_LENGTH]);
    }

    /** The end of a dump. */
    public static byte[] done() {
        return message(Netlink.NLMSG_DONE, Netlink.NLM_F_MULTI, number(0));
    }

    /** A message with sequence number 0. */
    public static byte[] message(int type, int flags, byte[]... parts) {
        byte[] payload = concat(parts);
        ByteBuffer header = ByteBuffer.allocate(Netlink.HEADER_LENGTH).order(ByteOrder.nativeOrder());
        header.putInt(Netlink.HEADER_LENGTH + payload.length)
                .putShort((short) type)
                .putShort((short) flags);
        return concat(header.array(), Arrays.copyOf(payload, Netlink.aligned(payload.length)));
    }

    public static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(value)
                .array();
    }

    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A datagram that nobody asked for. */
    public void tell(byte[] datagram) {
        waiting.add(datagram);
    }

    /** The next {@link #receive} fails so. */
    public void failWith(int errno) {
        failure = new ErrnoException(errno, "recvfrom(netlink)");
    }

    /** Each request message so far. */
    public List<byte[]> requests() {
        return requests;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void send(byte[] datagram) {
        ByteBuffer all = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
        for (int at = 0; at < datagram.length; at += Netlink.aligned(all.getInt(at))) {
            byte[] request = Arrays.copyOfRange(datagram, at, at + Netlink.aligned(all.getInt(at)));
            requests.add(request);
            for (byte[] reply : answer.apply(request)) {
                waiting.add(numbered(reply, all.getInt(at + SEQUENCE)));
            }
        }
    }

    @Override
    public byte[] receive() throws IOException {
        if (failure != null) {
            IOException once = failure;
            failure = null;
            throw once;
        }
        if (waiting.isEmpty()) {
            if (!waits) {
                return new byte[0];
            }
            throw new ErrnoException(Errno.ETIMEDOUT, "recvfrom(netlink)");
        }
        return waiting.remove();
    }

    @Override
    public void close() {
        closed = true;
    }

    private static byte[] numbered(byte[] reply, int sequence) {
        byte[] copy = reply.clone();
        ByteBuffer bytes = ByteBuffer.wrap(copy).order(ByteOrder.nativeOrder());
        int at = 0;
        while (at + Netlink.HEADER_LENGTH <= copy.length && bytes.getInt(at) >= Netlink.HEADER_LENGTH) {
            if (bytes.getInt(at + SEQUENCE) == 0) {
                bytes.putInt(at + SEQUENCE, sequence);
            }
            at += Netlink.aligned(bytes.getInt(at));
        }
        return copy;
    }
}
