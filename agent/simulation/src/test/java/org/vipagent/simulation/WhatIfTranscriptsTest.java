package org.vipagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Named stories: what {@code vipagent simulate} tells of them, line by line, so that a change of behaviour shows in the
 * diff of a file. The first line of each is the command. Rewritten with {@code -Dtranscripts.rewrite=true}.
 */
class WhatIfTranscriptsTest {
    /** A file that no reviewer reads to its end is no specification. */
    private static final int MOST_LINES = 60;

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
        expected.addAll(Orders.played(Orders.read(command)));
        if (Boolean.getBoolean("transcripts.rewrite")) {
            Files.write(story, expected);
        }
        assertThat(Files.readAllLines(story)).isEqualTo(expected).hasSizeLessThan(MOST_LINES);
    }

    @Test
    void coversWhatOperatorsAsk() throws IOException {
        assertThat(stories()).hasSizeGreaterThan(9);
    }
}
