package org.vipagent.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Real packets and files to start from: what the modules' own tests read. */
public final class Recorded {
    private static final Path CAPTURES = Path.of("..", "core", "src", "test", "resources", "captures");
    private static final Path SEEDS = Path.of("..", "core", "src", "test", "resources", "seeds");
    private static final Path LINUX = Path.of("..", "linux", "src", "test", "resources");

    private Recorded() {}

    /**
     * The IP packets, without their Ethernet header, of every captured session of another VRRP implementation: how it
     * began and how it ended, since what lies between is the same again and again.
     */
    public static Stream<byte[]> advertPackets() {
        return files(CAPTURES, ".hex")
                .map(file ->
                        text(file).lines().filter(line -> !line.startsWith("#")).toList())
                .flatMap(lines ->
                        Stream.concat(lines.stream().limit(2), lines.stream().skip(Math.max(2, lines.size() - 2))))
                .map(HexFormat.of()::parseHex)
                .map(frame -> Arrays.copyOfRange(frame, 14, frame.length));
    }

    /** Every frame or datagram of the files whose name contains a text, below a folder of the Linux module. */
    public static Stream<byte[]> datagrams(String folder, String nameContains) {
        return files(LINUX.resolve(folder), ".hex")
                .filter(file -> file.getFileName().toString().contains(nameContains))
                .flatMap(file ->
                        Arrays.stream(text(file).replaceAll("(?m)^#.*$\\R?", "").split("\\R{2,}", -1)))
                .map(paragraph -> paragraph.replaceAll("\\s", ""))
                .filter(paragraph -> !paragraph.isEmpty())
                .map(HexFormat.of()::parseHex);
    }

    /** Configurations of people. */
    public static Stream<byte[]> configurations() {
        return files(SEEDS, ".conf").map(Recorded::bytes);
    }

    private static Stream<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("no recordings in " + folder.toAbsolutePath());
            }
            return found.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
