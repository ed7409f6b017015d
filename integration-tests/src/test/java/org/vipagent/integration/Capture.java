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

/**
 * What a third host on the segment sees, written by Wireshark's capture program with the kernel's time stamps and decoded
 * by Wireshark's own dissectors: nothing of ours judges our packets.
 */
final class Capture implements AutoCloseable {
    private final Process process;
    private final Path file;

    private Capture(Process process, Path file) {
        this.process = process;
        this.file = file;
    }

    /** An advert as Wireshark reads it. */
    record WireAdvert(Instant at, String source, int priority, int vrid, int version) {}

    /** An ARP packet: who says that an address is where. */
    record Arp(Instant at, String senderAddress, String senderMac, String targetAddress) {
        boolean isGratuitous() {
            return senderAddress.equals(targetAddress);
        }
    }

    static Capture start(Host host, Path directory) {
        Path file = directory.resolve("capture.pcapng");
        Path log = directory.resolve("capture.log");
        List<String> words = new ArrayList<>(host.namespace().prefix());
        words.addAll(
                List.of("dumpcap", "-q", "-i", Host.INTERFACE, "-f", "ip proto 112 or arp", "-w", file.toString()));
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Await.until(
                    "dumpcap captures", Duration.ofSeconds(15), () -> read(log).contains("File:"));
            return new Capture(process, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        return fields("vrrp", "frame.time_epoch", "ip.src", "vrrp.prio", "vrrp.virt_rtr_id", "vrrp.version").stream()
                .map(f -> new WireAdvert(
                        instant(f[0]), f[1], Integer.parseInt(f[2]), Integer.parseInt(f[3]), Integer.parseInt(f[4])))
                .toList();
    }

    List<Arp> arps() {
        return fields("arp", "frame.time_epoch", "arp.src.proto_ipv4", "arp.src.hw_mac", "arp.dst.proto_ipv4").stream()
                .map(f -> new Arp(instant(f[0]), f[1], f[2], f[3]))
                .toList();
    }

    /** Adverts that Wireshark finds fault with: checksum, length, anything of severity warning or worse. */
    List<String> complaints() {
        return fields(
                        "vrrp && (vrrp.checksum.status == \"Bad\" || _ws.malformed || _ws.expert.severity >= 0x600000)",
                        "frame.number",
                        "ip.src",
                        "_ws.expert.message")
                .stream()
                .map(f -> String.join(" ", f))
                .toList();
    }

    /** How many adverts have a checksum that Wireshark has verified. */
    int verifiedChecksums() {
        return fields("vrrp.checksum.status == \"Good\"", "frame.number").size();
    }

    private List<String[]> fields(String filter, String... names) {
        List<String> words = new ArrayList<>(List.of("tshark", "-r", file.toString(), "-Y", filter, "-T", "fields"));
        words.addAll(List.of("-E", "separator=;"));
        for (String name : names) {
            words.addAll(List.of("-e", name));
        }
        try {
            Process tshark = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(tshark.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (tshark.waitFor() != 0) {
                throw new IllegalStateException("tshark fails on " + String.join(" ", words));
            }
            return text.lines().map(line -> line.split(";", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Instant instant(String epoch) {
        String[] parts = epoch.split("\\.", 2);
        return Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
