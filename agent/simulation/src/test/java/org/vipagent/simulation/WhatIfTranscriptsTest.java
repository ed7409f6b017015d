package org.vipagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Named stories: what {@code vipagent simulate} tells of them, line by line, so that a change of behaviour shows in the
 * diff of a file. The first line of each is the command. Times are in tenths of a second, so that another throw of the
 * dice shows nothing: what must be shorter is held to its bound by the rules of the world. Rewritten with {@code
 * -Dtranscripts.rewrite=true}.
 */
class WhatIfTranscriptsTest {
    /** A file that no reviewer reads to its end is no specification. */
    private static final int MOST_LINES = 60;

    private static final Pattern MILLISECONDS = Pattern.compile("\\b([0-9]+) ms");
    private static final Pattern SECONDS = Pattern.compile("(?<![0-9.])[0-9]+\\.[0-9]+(?![0-9.])");
    private static final Pattern COST = Pattern.compile("^(?:at|[0-9.]+ s) ");
    private static final Pattern BLANKS = Pattern.compile(" {2,}");

    static List<Path> stories() throws IOException {
        try (Stream<Path> files = Files.list(Orders.DIRECTORY)) {
            return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void happensAsTold(Path story) throws IOException, OrderException {
        String command = Files.readAllLines(story).get(0);
        List<String> expected = new ArrayList<>(List.of(command));
        Orders.played(Orders.read(command)).forEach(line -> expected.add(inTenths(line)));
        if (Boolean.getBoolean("transcripts.rewrite")) {
            Files.write(story, expected);
        }
        assertThat(Files.readAllLines(story)).isEqualTo(expected).hasSizeLessThan(MOST_LINES);
    }

    private static String inTenths(String line) {
        String seconds = MILLISECONDS
                .matcher(line.replace("under 1 ms", "0 ms").replace("none  ", "0 ms  "))
                .replaceAll(time -> Integer.parseInt(time.group(1)) / 1000.0 + " s");
        String rounded = SECONDS.matcher(seconds)
                .replaceAll(time -> String.format(Locale.ROOT, "%.1f", Double.parseDouble(time.group())));
        // The columns of what it cost are as wide as what is in them.
        return COST.matcher(line).find() ? BLANKS.matcher(rounded).replaceAll("  ") : rounded;
    }

    @Test
    void coversWhatOperatorsAsk() throws IOException {
        assertThat(stories()).hasSizeGreaterThan(9);
    }
}
