package org.vipagent.daemon.control;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Lines over a channel, with an end in time for all of it: nobody waits for the other side longer than that. */
final class Conversation implements AutoCloseable {
    private static final int CHUNK = 8192;
    private static final long NANOS_PER_MILLISECOND = 1_000_000L;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private long end;

    /** @param nanos for the whole conversation */
    Conversation(SocketChannel channel, long nanos) throws IOException {
        this.channel = channel;
        this.end = System.nanoTime() + nanos;
        channel.configureBlocking(false);
        this.selector = Selector.open();
        this.key = channel.register(selector, 0);
    }

    /** It may last so much longer from now. */
    void renew(long nanos) {
        end = System.nanoTime() + nanos;
    }

    /**
     * Reads up to a line feed, which is not part of the result.
     *
     * @param limit bytes at most
     * @throws EOFException if the other side closes before that
     * @throws SocketTimeoutException when the time is over
     */
    String readLine(int limit) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        while (true) {
            await(SelectionKey.OP_READ);
            chunk.clear();
            if (channel.read(chunk) < 0) {
                throw new EOFException("the other side closed the connection");
            }
            for (int i = 0; i < chunk.position(); i++) {
                if (chunk.get(i) == '\n') {
                    return line.toString(StandardCharsets.UTF_8);
                }
                line.write(chunk.get(i));
            }
            if (line.size() > limit) {
                throw new IOException("a line of more than " + limit + " bytes");
            }
        }
    }

    /** Writes a line. */
    void writeLine(String line) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (rest.hasRemaining()) {
            await(SelectionKey.OP_WRITE);
            channel.write(rest);
        }
    }

    private void await(int operation) throws IOException {
        key.interestOps(operation);
        selector.selectedKeys().clear();
        long left = end - System.nanoTime();
        if (left <= 0 || selector.select(Math.max(1, left / NANOS_PER_MILLISECOND)) == 0) {
            throw new SocketTimeoutException("the other side is too slow");
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
