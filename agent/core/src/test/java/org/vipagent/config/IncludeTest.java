package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncludeTest {
    private static final String GLOBALS = "global_defs { router_id %s }\n";

    private static Loading load(MemoryFiles files) {
        return Loading.of(files, LoadOptions.forHost("node1"));
    }

    private static MemoryFiles main(String text) {
        return MemoryFiles.with(Loading.MAIN, text);
    }

    @Test
    void readsAFileInThePlaceOfTheLine() {
        Loading loading = load(main("vrrp_instance A {\ninclude common.conf # shared\n}\n")
                .and(
                        "/etc/vipagent/common.conf",
                        "interface eth0\nvirtual_router_id 7\nvirtual_ipaddress { 10.0.0.1 }\n"));

        assertThat(loading.messages()).isEmpty();
        assertThat(loading.only().virtualRouterId()).isEqualTo(7);
    }

    @Test
    void readsThePatternsMatchesInTheOrderOfTheirNames() {
        Loading loading = load(main("include conf.d/*.conf\n")
                .and("/etc/vipagent/conf.d/b.conf", GLOBALS.formatted("second"))
                .and("/etc/vipagent/conf.d/a.conf", GLOBALS.formatted("first"))
                .and("/etc/vipagent/conf.d/c.txt", GLOBALS.formatted("never")));

        assertThat(loading.config().global().routerId()).contains("second");
    }

    @Test
    void startsARelativeNameAtTheFileThatNamesIt() {
        Loading loading = load(main("include sub/one.conf\n")
                .and("/etc/vipagent/sub/one.conf", "include two.conf\n")
                .and("/etc/vipagent/sub/two.conf", GLOBALS.formatted("${_PWD}")));

        assertThat(loading.config().global().routerId()).contains("/etc/vipagent/sub");
    }

    @Test
    void readsTheAlternativesInBraces() {
        assertThat(IncludeResolver.alternatives("{foo/{,cat,dog},bar}"))
                .containsExactly("foo/", "foo/cat", "foo/dog", "bar");
        Loading loading = load(main("include {a,b}.conf\n")
                .and("/etc/vipagent/a.conf", GLOBALS.formatted("a"))
                .and("/etc/vipagent/b.conf", GLOBALS.formatted("b")));

        assertThat(loading.config().global().routerId()).contains("b");
    }

    @Test
    void placesProblemsInTheIncludedFile() {
        Loading loading = load(main("include a.conf\nfoo\n").and("/etc/vipagent/a.conf", "\n bar\n"));

        assertThat(loading.loaded().diagnostics())
                .extracting(Diagnostic::position)
                .containsExactly(
                        new SourcePosition(Loading.MAIN, 2, 1), new SourcePosition("/etc/vipagent/a.conf", 2, 2));
    }

    @Test
    void doesNotGoInCircles() {
        Loading loading = load(main("include a.conf\n")
                .and("/etc/vipagent/a.conf", "include ../vipagent/vipagent.conf\ninclude a.conf\n"));

        assertThat(loading.errors())
                .extracting(Diagnostic::message)
                .containsExactly(
                        "/etc/vipagent/vipagent.conf includes itself; left out",
                        "/etc/vipagent/a.conf includes itself; left out");
    }

    @ParameterizedTest
    @CsvSource({
        "include, none.conf, WARNING",
        "include, conf.d/*, WARNING",
        "includer, none.conf, WARNING",
        "includem, none.conf, ERROR",
        "includem, conf.d/*, WARNING",
        "includew, conf.d/*, ERROR",
        "includew, none.conf, WARNING",
        "includeb, '{main,none}.conf', ERROR",
        "includeb, none.conf, WARNING",
        "includea, none.conf, ERROR",
        "includea, conf.d/*, ERROR"
    })
    void tellsOfNothingFoundAsStrictlyAsTheKeywordAsks(String keyword, String pattern, Severity severity) {
        Loading loading = load(main(keyword + " " + pattern + "\n" + GLOBALS.formatted("x"))
                .and("/etc/vipagent/main.conf", "# empty\n"));

        assertThat(loading.loaded().diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.severity()).isEqualTo(severity);
            assertThat(d.message()).startsWith("nothing is included: no file matches ");
            assertThat(d.word()).isEqualTo(pattern);
        });
    }

    @Test
    void tellsOfAFileThatCannotBeReadAsStrictlyAsTheKeywordAsks() {
        for (String keyword : List.of("include", "includer", "includea")) {
            Loading loading = load(main(keyword + " secret.conf\n").andUnreadable("/etc/vipagent/secret.conf"));

            assertThat(loading.loaded().diagnostics())
                    .extracting(Diagnostic::message)
                    .contains("/etc/vipagent/secret.conf is not included: permission denied");
            assertThat(loading.errors()).hasSize(keyword.equals("include") ? 0 : 1);
        }
    }

    @Test
    void refusesAnExecutableOnlyWhereAsked() {
        for (String keyword : List.of("include", "includer")) {
            Loading loading =
                    load(main(keyword + " a.sh\n").andExecutable("/etc/vipagent/a.sh", GLOBALS.formatted("x")));

            assertThat(loading.errors()).hasSize(keyword.equals("include") ? 0 : 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"include", "includea"})
    void needsAName(String line) {
        assertThat(load(main(line + "\n")).errors())
                .extracting(Diagnostic::message)
                .containsExactly("expected a file or a pattern to include");
    }
}
