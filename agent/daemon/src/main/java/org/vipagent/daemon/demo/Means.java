package org.vipagent.daemon.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether this machine lets us build networks of our own, as far as that shows without trying. */
final class Means {
    private static final List<String> PROGRAMS = List.of("ip", "bridge", "nft", "setsid");
    // linux/capability.h
    private static final int NET_ADMIN = 12;
    private static final int SYS_ADMIN = 21;
    private static final int HEXADECIMAL = 16;

    private Means() {}

    /** Why the story cannot be played with real packets; empty if it may be tried. */
    static Optional<String> missing() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of("this is not Linux");
        }
        if (!mayBuildNetworks()) {
            return Optional.of("network namespaces need root");
        }
        return PROGRAMS.stream()
                .filter(program -> !isInstalled(program))
                .findFirst()
                .map(program -> "the program '" + program + "' is not installed");
    }

    private static boolean mayBuildNetworks() {
        try {
            long capabilities = Files.readString(Path.of("/proc/self/status"))
                    .lines()
                    .filter(line -> line.startsWith("CapEff:"))
                    .mapToLong(line -> Long.parseUnsignedLong(
                            line.substring(line.indexOf(':') + 1).strip(), HEXADECIMAL))
                    .findFirst()
                    .orElse(0);
            long needed = 1L << NET_ADMIN | 1L << SYS_ADMIN;
            return (capabilities & needed) == needed;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isInstalled(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
