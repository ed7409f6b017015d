package org.vipagent.integration.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.LabException;

/** Wireshark's capture program at the client's interface: what passed there, with the kernel's time stamps. */
final class Sniffer implements AutoCloseable {
    private static final Duration BEGINS_WITHIN = Duration.ofSeconds(15);
    /** The kernel hands packets over in blocks, up to a quarter of a second late. */
    private static final Duration LAST_BLOCK = Duration.ofMillis(500);

    private static final Pattern LOSS = Pattern.compile("received/dropped on interface '[^']*': (\\d+)/(\\d+)");

    private final Path file;
    private final Path log;
    private final Tool dumpcap;

    private Sniffer(Host host, Path directory, String filter) {
        this.file = directory.resolve("wire.pcap");
        this.log = directory.resolve("dumpcap.log");
        this.dumpcap = Tool.logging(
                host.namespace(),
                List.of(
                        "dumpcap",
                        "-q",
                        "-P",
                        "-B",
                        "16",
                        "-s",
                        "96",
                        "-i",
                        Host.INTERFACE,
                        "-f",
                        filter,
                        "-w",
                        file + ""),
                log);
        try {
            Await.until("dumpcap captures", BEGINS_WITHIN, () -> read(log).contains("File:"));
        } catch (RuntimeException e) {
            dumpcap.close();
            throw e;
        }
    }

    /** @param filter in the language of pcap-filter(7) */
    static Sniffer start(Host host, Path directory, String filter) {
        return new Sniffer(host, directory, filter);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ends the capture.
     *
     * @throws LabException if a packet was lost: a gap might then be the sniffer's own
     */
    Traffic stop() {
        Await.pause(LAST_BLOCK);
        dumpcap.close();
        Matcher loss = LOSS.matcher(read(log));
        if (!loss.find() || !loss.group(2).equals("0")) {
            throw new LabException("dumpcap lost packets: " + read(log));
        }
        try {
            return Traffic.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        dumpcap.close();
    }
}
