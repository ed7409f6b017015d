package org.vipagent.linux.route;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.vipagent.linux.libc.Errno;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.netlink.NetlinkTransport;

/** A kernel that says what it was given, whatever it is asked. */
final class ScriptedKernel implements NetlinkTransport {
    private static final int HEADER = 16;
    private static final int SEQUENCE = 8;

    private final Deque<byte[]> waiting;
    private final boolean answers;
    private int asked;

    private ScriptedKernel(List<byte[]> datagrams, boolean answers) {
        this.waiting = new ArrayDeque<>(datagrams);
        this.answers = answers;
    }

    /** Tells of events, then nothing more. */
    static ScriptedKernel telling(byte[] datagram) {
        return new ScriptedKernel(datagram.length == 0 ? List.of() : List.of(datagram), false);
    }

    /**
     * Answers requests, then is silent until the time is up. Where a message has no sequence number it gets that of the
     * last request.
     */
    static ScriptedKernel answering(List<byte[]> datagrams) {
        return new ScriptedKernel(datagrams, true);
    }

    @Override
    public void send(byte[] datagram) {
        asked = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder()).getInt(SEQUENCE);
    }

    @Override
    public byte[] receive() throws IOException {
        if (!waiting.isEmpty()) {
            return answers ? numbered(waiting.remove()) : waiting.remove();
        }
        if (answers) {
            throw new ErrnoException(Errno.ETIMEDOUT, "recvmsg(netlink)");
        }
        return new byte[0];
    }

    private byte[] numbered(byte[] datagram) {
        byte[] copy = datagram.clone();
        ByteBuffer bytes = ByteBuffer.wrap(copy).order(ByteOrder.nativeOrder());
        int at = 0;
        while (at <= copy.length - HEADER && bytes.getInt(at) >= HEADER && bytes.getInt(at) <= copy.length) {
            if (bytes.getInt(at + SEQUENCE) == 0) {
                bytes.putInt(at + SEQUENCE, asked);
            }
            at += (bytes.getInt(at) + 3) / 4 * 4;
        }
        return copy;
    }

    @Override
    public void close() {}
}
