package org.vipagent.integration.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel counts in the namespace of a process. */
final class Sockets {
    private Sockets() {}

    /** Packets that raw sockets lost because nobody read them in time. */
    static long rawDrops(long pid) {
        return lines(pid, "net/raw")
                .lines()
                .skip(1)
                .map(line -> line.strip().split("\\s+", -1))
                .mapToLong(words -> Long.parseLong(words[words.length - 1]))
                .sum();
    }

    /** Packets that Ethernet interfaces have sent. */
    static long sent(long pid) {
        return lines(pid, "net/dev")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("eth"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip().split("\\s+", -1))
                .mapToLong(words -> Long.parseLong(words[9]))
                .sum();
    }

    private static String lines(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
