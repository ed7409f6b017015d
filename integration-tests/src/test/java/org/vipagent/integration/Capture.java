package org.vipagent.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.NetworkNamespace;

/**
 * What a third host on the segment sees, written by Wireshark's capture program with the kernel's time stamps and
 * decoded by Wireshark's own dissectors: nothing of ours judges our packets.
 */
final class Capture implements AutoCloseable {
    /** 51 is AH, which encloses adverts of version 2; 136 a neighbour advertisement. */
    private static final String FILTER =
            "arp or ip proto 112 or ip proto 51 or ip6 proto 112 or (icmp6 and ip6[40] == 136)";

    private final Process process;
    private final Path file;
    private List<Frame> frames;

    private Capture(Process process, Path file) {
        this.process = process;
        this.file = file;
    }

    /**
     * An advert as Wireshark reads it.
     *
     * @param mac whose network card sent it: the sender's, or the RFC's virtual one
     */
    record WireAdvert(Instant at, String mac, String source, int priority, int vrid, int version) {}

    /** An ARP packet: who says that an address is where. */
    record Arp(Instant at, String senderAddress, String senderMac, String targetAddress) {
        boolean isGratuitous() {
            return senderAddress.equals(targetAddress);
        }
    }

    /** Somebody tells everybody unasked where an address is: a gratuitous ARP, or over IPv6 an unsolicited NA. */
    record Announcement(Instant at, String address, String mac) {}

    /** What a host's own interface receives and sends. */
    static Capture start(Host host, Path directory) {
        return start(host.namespace(), Host.INTERFACE, directory);
    }

    /** The same but for what somebody sends whose packets are too many to be looked at. */
    static Capture startWithout(String mac, Host host, Path directory) {
        return start(host.namespace(), Host.INTERFACE, "not ether src " + mac + " and (" + FILTER + ")", directory);
    }

    /** All that passes an interface, also what is for others. */
    static Capture start(NetworkNamespace namespace, String device, Path directory) {
        return start(namespace, device, FILTER, directory);
    }

    private static Capture start(NetworkNamespace namespace, String device, String filter, Path directory) {
        Path file = directory.resolve("capture.pcapng");
        Path log = directory.resolve("capture.log");
        List<String> words = new ArrayList<>(namespace.prefix());
        words.addAll(List.of("dumpcap", "-q", "-i", device, "-f", filter, "-w", file.toString()));
        Process process;
        try {
            process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Await.until(
                    "dumpcap captures", Duration.ofSeconds(15), () -> read(log).contains("File:"));
            return new Capture(process, file);
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the capture; what was seen can be read afterwards. */
    void stop() {
        // The kernel hands packets over in blocks, up to a quarter of a second late.
        Instant enough = Instant.now().plusMillis(600);
        Await.until("the last block is handed over", Duration.ofSeconds(2), () -> Instant.now()
                .isAfter(enough));
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("dumpcap does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<WireAdvert> adverts() {
        return frames().stream().filter(Frame::isAdvert).map(Frame::advert).toList();
    }

    List<Arp> arps() {
        return frames().stream()
                .filter(f -> f.has("arp.opcode"))
                .map(f -> new Arp(
                        f.at(),
                        f.value("arp.src.proto_ipv4"),
                        f.value("arp.src.hw_mac"),
                        f.value("arp.dst.proto_ipv4")))
                .toList();
    }

    List<Announcement> announcements() {
        return frames().stream().flatMap(f -> f.announcement().stream()).toList();
    }

    /** Adverts that Wireshark finds fault with: checksum, length, anything of severity warning or worse. */
    List<String> complaints() {
        return frames().stream()
                .filter(f -> f.isAdvert() && f.isFaulty())
                .map(Frame::toString)
                .toList();
    }

    /** How many adverts have a checksum that Wireshark has verified. */
    int verifiedChecksums() {
        return (int) frames().stream()
                .filter(f -> f.value("vrrp.checksum.status").equals("1"))
                .count();
    }

    private List<Frame> frames() {
        if (frames == null) {
            frames = decode();
        }
        return frames;
    }

    private List<Frame> decode() {
        List<String> words = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString(), "-T", "fields"));
        Frame.FIELDS.forEach(field -> words.addAll(List.of("-e", field)));
        try {
            Process tshark = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(tshark.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (tshark.waitFor() != 0) {
                throw new IllegalStateException("tshark fails on " + String.join(" ", words));
            }
            return text.lines().map(Frame::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
