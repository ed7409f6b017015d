package org.vipagent.linux.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What /proc/PID/status says about a process (proc(5)).
 *
 * @param effective the capabilities in force, of those the agent knows
 * @param lockedKibibytes addresses that cannot be swapped out, whether there is memory behind them or not
 * @param residentKibibytes memory in use
 */
public record ProcessStatus(Set<Capability> effective, long lockedKibibytes, long residentKibibytes) {
    private static final String EFFECTIVE = "CapEff:";
    private static final String LOCKED = "VmLck:";
    private static final String RESIDENT = "VmRSS:";

    public ProcessStatus {
        effective = Set.copyOf(effective);
    }

    /**
     * Of this process.
     *
     * @throws IOException if /proc cannot be read
     */
    public static ProcessStatus ofThisProcess() throws IOException {
        return parse(Files.readString(Path.of("/proc/self/status")));
    }

    /**
     * Reads the file's text.
     *
     * @throws IOException if a line that every Linux has is missing or is no number
     */
    static ProcessStatus parse(String text) throws IOException {
        Set<Capability> effective = EnumSet.noneOf(Capability.class);
        try {
            long mask = Long.parseUnsignedLong(field(text, EFFECTIVE), 16);
            for (Capability capability : Capability.values()) {
                if (capability.isIn(mask)) {
                    effective.add(capability);
                }
            }
            return new ProcessStatus(effective, kibibytes(text, LOCKED), kibibytes(text, RESIDENT));
        } catch (NumberFormatException e) {
            throw new IOException("/proc/self/status: " + e.getMessage(), e);
        }
    }

    private static long kibibytes(String text, String name) throws IOException {
        return Long.parseLong(field(text, name).replace(" kB", ""));
    }

    private static String field(String text, String name) throws IOException {
        Optional<String> line =
                text.lines().filter(candidate -> candidate.startsWith(name)).findFirst();
        return line.orElseThrow(() -> new IOException("/proc/self/status has no " + name))
                .substring(name.length())
                .trim();
    }

    /** Those of {@code needed} that are not in force. */
    public Set<Capability> missing(Set<Capability> needed) {
        Set<Capability> missing = EnumSet.noneOf(Capability.class);
        missing.addAll(needed);
        missing.removeAll(effective);
        return missing;
    }
}
