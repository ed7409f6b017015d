package org.vipagent.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.config.ConfigLoader;
import org.vipagent.daemon.Main;
import picocli.CommandLine;

/** {@code vipagent simulate} as an operator types it. */
class SimulateCommandTest {
    private static final Path SEEDS = Path.of("..", "core", "src", "test", "resources", "seeds");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine = Main.commandLine(
                (file, sources, options) -> new ConfigLoader().load(file, sources, options),
                order -> ExitCode.OK,
                config -> "{}");
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        String[] all =
                Stream.concat(Stream.of("simulate"), Stream.of(arguments)).toArray(String[]::new);
        return commandLine.execute(all);
    }

    private static String seed(String name) {
        return SEEDS.resolve(name).toString();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    static Stream<String> howTos() {
        return Stream.of("000-lb.conf", "001-lb1-mended.conf", "002.conf", "003-keep1.conf");
    }

    @ParameterizedTest
    @MethodSource("howTos")
    void playsTheConfigurationsOfHowTosWithNothingElse(String name) {
        assertThat(run("-f", seed(name), "--fault", "pause A 4s", "--fault", "stop A"))
                .as(out.toString() + err)
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("(assumed: as the file, with state BACKUP, priority ")
                .contains("Verdict: all is well");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void playsAPairWithBothFilesAndNames() {
        assertThat(run(
                        "-f",
                        seed("003-keep1.conf"),
                        "-i",
                        "keep1",
                        "--peer",
                        "keep2=" + seed("003-keep2.conf"),
                        "--fault",
                        "crash keep1"))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("keep2 alone holds it, is master and answers the clients");
    }

    @Test
    void readsTheLinesOfEachNodesName() {
        String both = Path.of("..", "..", "conf", "vipagent.conf").toString();
        assertThat(run("-f", both, "-i", "LB", "--peer", "LB-backup=" + both)).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("priority LB 110, LB-backup 100")
                .contains("note: LB's cloud block in VI_1 is left out");
    }

    @Test
    void exitsWithOneWhereItDoesNotEndWell() {
        assertThat(run("-f", seed("003-keep1.conf"), "--fault", "cut A B")).isEqualTo(ExitCode.TROUBLE);
        assertThat(out.toString()).contains("Verdict: NOT well");
    }

    @Test
    void pointsAtTheWordThatIsWrong() {
        assertThat(run("-f", seed("003-keep1.conf"), "--fault", "stop A", "--fault", "puase B 4s"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err)
                .hasToString(String.join(
                        System.lineSeparator(),
                        "vipagent simulate: 'puase' is no fault (did you mean pause?)",
                        "    puase B 4s",
                        "    ^",
                        ""));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void looksForAsLongAsItIsTold() {
        assertThat(run("-f", seed("003-keep1.conf"), "--for", "30s", "--fault", "stop A at 40s"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("'stop A' would come after 40 s");
        assertThat(run("-f", seed("003-keep1.conf"), "--for", "soon")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("'soon' is no time");
    }

    @Test
    void refusesWhatItCannotRead() throws IOException {
        assertThat(run("-f", directory.resolve("missing.conf").toString())).isEqualTo(ExitCode.NOT_PERMITTED);
        assertThat(err.toString()).contains("missing.conf: no such file");
        assertThat(run("-f", seed("001-lb1.conf"))).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(err.toString()).contains("(did you mean virtual_server?)").contains("nothing was simulated");
        assertThat(run("-f", file("empty.conf", "global_defs {\n}\n"))).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(err.toString()).contains("empty.conf has no vrrp_instance");
    }

    @Test
    void wantsEachNodeToHaveANameOfItsOwn() {
        String file = seed("003-keep1.conf");
        assertThat(run("-f", file, "--peer", "A=" + file)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("two nodes are called A: name them, --peer NAME=FILE");
    }

    @Test
    void neverPrintsASecret() {
        run("-f", seed("002.conf"), "--transcript", "--fault", "crash A");
        assertThat(out + err.toString()).contains("authenticated").doesNotContain("1111");
    }
}
