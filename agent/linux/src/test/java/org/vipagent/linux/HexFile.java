package org.vipagent.linux;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Recorded bytes: lines of hexadecimal, {@code #} before where they come from, a blank line between datagrams. */
public final class HexFile {
    private HexFile() {}

    /** All datagrams of a file below src/test/resources. */
    public static List<byte[]> datagrams(String name) {
        try (InputStream file = HexFile.class.getResourceAsStream("/" + name)) {
            if (file == null) {
                throw new IllegalArgumentException("no test resource " + name);
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^#.*$\\R?", "");
            return Arrays.stream(text.split("\\R{2,}", -1))
                    .map(paragraph -> paragraph.replaceAll("\\s", ""))
                    .filter(paragraph -> !paragraph.isEmpty())
                    .map(HexFormat.of()::parseHex)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only datagram of a file. */
    public static byte[] datagram(String name) {
        List<byte[]> all = datagrams(name);
        if (all.size() != 1) {
            throw new IllegalArgumentException(name + " holds " + all.size() + " datagrams");
        }
        return all.get(0);
    }
}
