package org.vipagent.daemon.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client that asks at a fixed rate, each time by a new TCP connection, and writes down who answered. A new
 * connection, because what is connected already may survive in the routers' memories when nobody new gets through any
 * more.
 */
public final class Probe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);

    private final Settings settings;
    private final AttemptLog log = new AttemptLog();
    private final Deque<Question> open = new ArrayDeque<>();
    private final Selector selector;
    private final Thread thread;
    private volatile boolean closed;

    private Probe(NetworkNamespace namespace, Settings settings) {
        this.settings = settings;
        this.selector = namespace.call(Selector::open);
        this.thread = namespace.start("probe", this::run);
    }

    /**
     * How to ask.
     *
     * @param target where a {@link Responder} listens, or what forwards to it
     * @param interval between two questions
     * @param patience after which a question counts as unanswered
     */
    public record Settings(InetSocketAddress target, Duration interval, Duration patience) {}

    /** Begins to ask out of a namespace. */
    public static Probe start(NetworkNamespace namespace, Settings settings) {
        return new Probe(namespace, settings);
    }

    public AttemptLog log() {
        return log;
    }

    private void run() {
        long nextAt = System.nanoTime();
        try {
            while (!closed) {
                long now = System.nanoTime();
                if (now - nextAt >= 0) {
                    ask(now);
                    // Not by a fixed step from the last: after a pause of this machine there is no catching up.
                    nextAt = Math.max(nextAt + settings.interval().toNanos(), now);
                }
                giveUpThoseBefore(now - settings.patience().toNanos());
                selector.select(this::proceed, Math.max(1, (nextAt - System.nanoTime()) / 1_000_000));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ask(long now) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        Question question = new Question(now, channel);
        open.add(question);
        try {
            channel.connect(settings.target());
            channel.register(selector, SelectionKey.OP_CONNECT, question);
        } catch (IOException e) {
            // No route: as much of an unanswered question as any.
            question.decide("");
        }
    }

    private void giveUpThoseBefore(long time) {
        for (Iterator<Question> each = open.iterator(); each.hasNext(); ) {
            Question question = each.next();
            if (question.startedAt - time < 0) {
                question.decide("");
            }
            if (question.decided) {
                each.remove();
            }
        }
    }

    private void proceed(SelectionKey key) {
        Question question = (Question) key.attachment();
        try {
            if (key.isConnectable()) {
                question.channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
            } else {
                question.read();
            }
        } catch (IOException e) {
            question.decide("");
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        Await.end(thread);
        for (Question question : open) {
            question.channel.close();
        }
        selector.close();
    }

    private final class Question {
        private final long startedAt;
        private final SocketChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocate(64);
        private boolean decided;

        private Question(long startedAt, SocketChannel channel) {
            this.startedAt = startedAt;
            this.channel = channel;
        }

        private void read() throws IOException {
            if (channel.read(answer) < 0) {
                String name = new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
                decide(name.strip());
            }
        }

        private void decide(String answeredBy) {
            if (decided) {
                return;
            }
            decided = true;
            log.add(new Attempt(startedAt, answeredBy));
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("a socket did not close well", e);
            }
        }
    }
}
