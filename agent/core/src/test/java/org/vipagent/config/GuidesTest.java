package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guides and samples tell people to write: no error, and no warning but those that they announce. */
class GuidesTest {
    private static final Path GUIDES = Path.of("..", "..", "docs", "guides");
    private static final Path SAMPLES = Path.of("..", "..", "conf");
    private static final Pattern BLOCK = Pattern.compile("^```conf\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ANNOUNCED = Pattern.compile("^# check says: (.*)$", Pattern.MULTILINE);
    private static final String KEY = "hex:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";

    /** A configuration block and where it stands. */
    record Block(String place, String text) {
        List<String> announced() {
            return ANNOUNCED.matcher(text).results().map(m -> m.group(1)).toList();
        }

        @Override
        public String toString() {
            return place;
        }
    }

    static Stream<Block> blocks() throws IOException {
        return files(GUIDES, ".md").stream().flatMap(GuidesTest::blocks);
    }

    private static Stream<Block> blocks(Path guide) {
        String text = text(guide);
        List<Block> found = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            long line = text.substring(0, matcher.start()).lines().count() + 1;
            found.add(new Block(guide.getFileName() + ":" + line, matcher.group(1)));
        }
        return found.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void aBlockOfAGuideGivesTheWarningsThatItAnnouncesAndNoOther(Block block) {
        List<String> messages = loaded(block.text(), "node1").messages();

        assertThat(messages).hasSameSizeAs(block.announced());
        IntStream.range(0, messages.size()).forEach(i -> assertThat(messages.get(i))
                .contains(" warning: ", block.announced().get(i)));
    }

    @Test
    void theGuidesOnProtocolAndNetworksHaveBlocks() throws IOException {
        assertThat(blocks().map(block -> block.place().replaceAll(":.*", "")).distinct())
                .contains("authentication.md", "cloud.md", "ipv6.md", "unicast-and-udp.md");
    }

    @Test
    void theSamplesAreWithoutFaultOnBothMachines() throws IOException {
        for (Path sample : files(SAMPLES, ".conf")) {
            for (String machine : List.of("LB", "LB-backup")) {
                assertThat(loaded(text(sample), machine).messages())
                        .as("%s on %s", sample.getFileName(), machine)
                        .isEmpty();
            }
        }
    }

    private static Loading loaded(String text, String machine) {
        MemoryFiles files = MemoryFiles.with(Loading.MAIN, text)
                .and("/etc/vipagent/vrrp-key-1", KEY)
                .and("/etc/vipagent/vrrp-key-2", KEY);
        return Loading.of(files, LoadOptions.forHost(machine));
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
