package org.vipagent.daemon.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Frames of virtual cables that wait for a processor to carry them on, as the kernel counts them for the whole machine. */
public final class Backlog {
    /** One line for each processor, numbers in base 16; the second is what found no place (net/core/net-procfs.c). */
    private static final Path COUNTERS = Path.of("/proc/net/softnet_stat");

    private static final int DROPPED = 1;

    private Backlog() {}

    /** How many frames were lost so far because too many waited already (net.core.netdev_max_backlog). */
    public static long lost() {
        try {
            return Files.readAllLines(COUNTERS).stream()
                    .mapToLong(line -> Long.parseLong(line.split(" ", DROPPED + 2)[DROPPED], 16))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
