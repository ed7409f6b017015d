package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What RFC 9568 demands: for statements that this package can show, one test that we do it, and one that we do not do
 * it where it does not apply. And the table of all statements in {@code docs/reference/rfc-9568.md}, held to the tests
 * that it names.
 */
class Rfc9568MatrixTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path PAGE = ROOT.resolve(Path.of("docs", "reference", "rfc-9568.md"));
    private static final Pattern ROW = Pattern.compile("\\| (\\d[\\d.]*-\\d+) \\|(.*)\\|(.*)\\|(.*)\\|(.*)\\|");
    private static final Pattern TEST = Pattern.compile("`(\\w+)(?:#(\\w+))?`");
    private static final Pattern RECORD = Pattern.compile("\\[ADR \\d+\\]\\(\\.\\./adr/([\\w.-]+)\\)");
    private static final int STATEMENTS = 94;
    private static final int MUSTS = 66;
    private static final int SHORTEST_REASON = 12;

    /** One line of the table. */
    private record Row(String id, String level, String words, String verdict, String shownBy) {
        boolean isMust() {
            return level.startsWith("MUST");
        }

        boolean isKept() {
            return verdict.startsWith("kept");
        }
    }

    @TestFactory
    Stream<DynamicTest> statements() {
        return requirements()
                .flatMap(row -> Stream.of(
                        DynamicTest.dynamicTest(row.id() + " " + row.words(), row.holds()),
                        DynamicTest.dynamicTest(row.id() + " and not otherwise", row.doesNotOverreach())));
    }

    @Test
    void theTableHoldsEveryStatementOnce() throws IOException {
        List<Row> rows = rows();
        assertThat(rows).extracting(Row::id).doesNotHaveDuplicates().hasSize(STATEMENTS);
        assertThat(rows).filteredOn(Row::isMust).hasSize(MUSTS);
        assertThat(rows)
                .extracting(Row::level)
                .isSubsetOf("MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY", "RECOMMENDED", "NOT RECOMMENDED");
    }

    @Test
    void everyStatementIsShownByATestOrHasAReason() throws IOException {
        for (Row row : rows()) {
            assertThat(row.verdict()).as(row.id()).matches("(kept|deviates|not ours|not done)\\b.*");
            if (row.isKept()) {
                assertThat(row.shownBy()).as(row.id() + " names no test").containsPattern(TEST);
            } else {
                assertThat(row.verdict().replaceFirst("^[a-z ]+:? ?", ""))
                        .as(row.id() + " gives no reason")
                        .hasSizeGreaterThan(SHORTEST_REASON);
            }
            if (row.verdict().startsWith("deviates")) {
                assertThat(row.verdict()).as(row.id() + " names no decision").containsPattern(RECORD);
            }
        }
    }

    @Test
    void everyTestAndDecisionThatTheTableNamesIsThere() throws IOException {
        Map<String, String> sources = testSources();
        for (Row row : rows()) {
            Matcher test = TEST.matcher(row.shownBy());
            while (test.find()) {
                assertThat(sources).as(row.id()).containsKey(test.group(1));
                if (test.group(2) != null) {
                    assertThat(sources.get(test.group(1)))
                            .as(row.id() + " " + test.group())
                            .containsPattern("@\\w+(?:\\([^)]*\\))?\\s+(?:public )?void " + test.group(2) + "\\(");
                }
            }
            Matcher decision = RECORD.matcher(row.verdict());
            while (decision.find()) {
                assertThat(ROOT.resolve(Path.of("docs", "adr", decision.group(1))))
                        .exists();
            }
        }
    }

    @Test
    void theTableNamesThisClassExactlyWhereItHasATest() throws IOException {
        List<String> named = new ArrayList<>();
        for (Row row : rows()) {
            if (row.shownBy().contains("`Rfc9568MatrixTest`")) {
                named.add(row.id());
            }
        }
        assertThat(requirements().map(Requirement::id)).containsExactlyInAnyOrderElementsOf(named);
    }

    private static Stream<Requirement> requirements() {
        return Stream.of(
                        PacketRequirements.all(),
                        StateRequirements.all(),
                        Ipv6Requirements.all().stream(),
                        AdviceRequirements.all().stream(),
                        AdviceRequirements.announcements().stream())
                .flatMap(rows -> rows);
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(new Row(
                        row.group(1),
                        row.group(2).strip(),
                        row.group(3).strip(),
                        row.group(4).strip(),
                        row.group(5).strip()));
            }
        }
        return rows;
    }

    /** The text of every test class of the project, by its name. */
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (String module : List.of("agent", "integration-tests")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
                for (Path file : files.filter(f -> f.toString().contains("/src/test/java/"))
                        .filter(f -> f.toString().endsWith(".java"))
                        .toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    sources.put(name, Files.readString(file));
                }
            }
        }
        return sources;
    }
}
