package org.vipagent.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vipagent.daemon.Main;
import org.vipagent.daemon.control.ControlServer;
import picocli.CommandLine;

/** {@code vipagent follow now}, with a daemon that answers what it is told. */
class FollowCommandTest {
    private static final String BEGUN = "{\"name\":\"VI_1\",\"answer\":\"begun\"}";
    private static final String NOT_MASTER = "{\"name\":\"VI_2\",\"answer\":\"not_master\"}";
    private static final String NO_CLOUD = "{\"name\":\"VI_3\",\"answer\":\"no_cloud\"}";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    private int follow(String... more) {
        CommandLine commandLine = Main.commandLine(
                (file, sources, options) -> {
                    throw new AssertionError("follow reads no configuration");
                },
                order -> ExitCode.OK,
                config -> "{}");
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        List<String> arguments = new ArrayList<>(List.of("follow", "--runtime-dir", directory.toString()));
        arguments.addAll(List.of(more));
        return commandLine.execute(arguments.toArray(new String[0]));
    }

    private int followWith(String answer, String... more) throws IOException {
        try (ControlServer server = ControlServer.open(directory.resolve("control.sock"), request -> {
            requests.add(request);
            return answer;
        })) {
            Thread thread = new Thread(server, "fake daemon");
            thread.start();
            return follow(more);
        }
    }

    private static String instances(String... answers) {
        return "{\"instances\":[" + String.join(",", answers) + "]}";
    }

    @Test
    void asksForAllInstancesOrForOne() throws IOException {
        followWith(instances(BEGUN), "now");
        followWith(instances(BEGUN), "now", "VI_1");

        assertThat(requests).containsExactly("follow now", "follow now VI_1");
    }

    @Test
    void tellsOfEachInstanceWhetherItBeginsAndExitsWithZeroIfOneDoes() throws IOException {
        assertThat(followWith(instances(BEGUN, NOT_MASTER, NO_CLOUD), "now")).isEqualTo(ExitCode.OK);

        assertThat(out.toString().lines())
                .containsExactly(
                        "VI_1 follows now",
                        "VI_2 is not master here: nothing is done",
                        "VI_3 has no cloud block: nothing is done");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void exitsWithOneWhereNobodyBeginsSoThatAScriptNotices() throws IOException {
        assertThat(followWith(instances(NOT_MASTER, NO_CLOUD), "now")).isEqualTo(ExitCode.TROUBLE);

        assertThat(out.toString()).doesNotContain("follows now");
    }

    @Test
    void passesOnWhyTheDaemonRefuses() throws IOException {
        assertThat(followWith("{\"error\":\"there is no instance VI_9\"}", "now", "VI_9"))
                .isEqualTo(ExitCode.TROUBLE);

        assertThat(out.toString()).isEmpty();
        assertThat(err).hasToString("vipagent follow: there is no instance VI_9\n");
    }

    @Test
    void passesTheAnswerOnAsJsonAndStillExitsByIt() throws IOException {
        assertThat(followWith(instances(NOT_MASTER), "now", "--json")).isEqualTo(ExitCode.TROUBLE);
        assertThat(out).hasToString(instances(NOT_MASTER) + "\n");
    }

    @Test
    void wantsTheWordNowSoThatNoInstanceIsTakenForIt() throws IOException {
        assertThat(followWith(instances(BEGUN), "VI_1")).isEqualTo(ExitCode.USAGE);

        assertThat(err).hasToString("vipagent follow: 'VI_1' is not now: expected follow now [INSTANCE]\n");
        assertThat(requests).isEmpty();
    }

    @Test
    void saysThatNoDaemonIsThere() {
        assertThat(follow("now")).isEqualTo(ExitCode.NO_DAEMON);
        assertThat(err.toString())
                .startsWith("vipagent follow: no daemon answers")
                .contains(directory.resolve("control.sock").toString());
    }
}
