package org.vipagent.integration.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.NetworkNamespace;
import org.vipagent.net.IpAddress;

/** The {@link Asker} as a program of its own, and what it says about the moment. */
final class Client implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(20);
    private static final String INTERVAL_MICROS = "1000";

    private final Tool asker;
    private volatile Standing standing;

    /** The last answers' TTL, 0 if there are none, and for how long they have had it. */
    private record Standing(int ttl, long millis) {}

    private Client(NetworkNamespace namespace, IpAddress target) {
        List<String> words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                Asker.class.getName(),
                target.toString(),
                INTERVAL_MICROS);
        this.asker = Tool.talking(namespace, words, this::take);
        try {
            Await.until("the client asks", STARTS_WITHIN, () -> standing != null);
        } catch (RuntimeException e) {
            asker.close();
            throw e;
        }
    }

    static Client start(NetworkNamespace namespace, IpAddress target) {
        return new Client(namespace, target);
    }

    private void take(String line) {
        int space = line.indexOf(' ');
        standing = new Standing(Integer.parseInt(line.substring(0, space)), Long.parseLong(line.substring(space + 1)));
    }

    /** For how many milliseconds a router has answered every question up to now; 0 if it does not. */
    long answeredFor(int router) {
        Standing now = standing;
        return now.ttl() == router ? now.millis() : 0;
    }

    @Override
    public void close() {
        asker.close();
    }
}
