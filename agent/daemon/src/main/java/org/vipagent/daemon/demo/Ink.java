package org.vipagent.daemon.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Colours, where there is a terminal that shows them. */
record Ink(boolean coloured) {
    private static final String END = "\u001b[0m";

    /** Coloured on a terminal, unless {@code NO_COLOR} is set to something (no-color.org). */
    static Ink ofStandardOutput() {
        String noColor = System.getenv("NO_COLOR");
        boolean unwanted = (noColor != null && !noColor.isEmpty()) || "dumb".equals(System.getenv("TERM"));
        return new Ink(!unwanted && isTerminal());
    }

    // Not System.console(), which is there without a terminal too from Java 22 on.
    private static boolean isTerminal() {
        try {
            Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/1"));
            return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }

    String bold(String text) {
        return in("\u001b[1m", text);
    }

    String dim(String text) {
        return in("\u001b[2m", text);
    }

    String green(String text) {
        return in("\u001b[32m", text);
    }

    String red(String text) {
        return in("\u001b[31m", text);
    }

    private String in(String start, String text) {
        return coloured ? start + text + END : text;
    }
}
