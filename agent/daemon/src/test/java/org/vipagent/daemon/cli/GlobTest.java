package org.vipagent.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlobTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void makeFiles() throws IOException {
        Files.createDirectories(directory.resolve("x/y"));
        for (String name : List.of("b.conf", "a.conf", "c.txt", ".hid.conf", "x/1.conf", "x/y/2.conf", "[z].conf")) {
            Files.createFile(directory.resolve(name));
        }
    }

    private List<String> expand(String pattern) {
        return Glob.expand(directory, pattern).stream().map(Path::toString).toList();
    }

    @Test
    void matchesInTheOrderOfNamesAndLeavesHiddenOnesOut() {
        assertThat(expand("*.conf")).containsExactly("[z].conf", "a.conf", "b.conf");
        assertThat(expand(".*.conf")).containsExactly(".hid.conf");
    }

    @Test
    void matchesOneCharacterAndSets() {
        assertThat(expand("?.conf")).containsExactly("a.conf", "b.conf");
        assertThat(expand("[b-z].*")).containsExactly("b.conf", "c.txt");
        assertThat(expand("[!a].conf")).containsExactly("b.conf");
        assertThat(expand("\\[z].conf")).containsExactly("[z].conf");
        assertThat(expand("[b-a].conf")).isEmpty();
    }

    @Test
    void doesNotCrossDirectories() {
        assertThat(expand("*/*.conf")).containsExactly("x/1.conf");
        assertThat(expand("x/*/2.conf")).containsExactly("x/y/2.conf");
    }

    @Test
    void givesAPlainNameOnlyIfItIsThere() {
        assertThat(expand("x/1.conf")).containsExactly("x/1.conf");
        assertThat(expand("x/none.conf")).isEmpty();
        assertThat(expand("none/*.conf")).isEmpty();
    }

    @Test
    void takesAbsolutePatternsFromTheRoot() {
        assertThat(expand(directory + "/a.*")).containsExactly(directory + "/a.conf");
    }
}
