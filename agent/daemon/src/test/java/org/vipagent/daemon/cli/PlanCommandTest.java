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

/** {@code vipagent plan} without a file: what the running daemon would do. */
class PlanCommandTest {
    private static final String STANDBY = """
            {"at":"2026-02-03T04:05:06Z","instances":[{"name":"VI_1","provider":"idcf","master":false,
            "seen":"2026-02-03T04:05:01Z",
            "claims":[{"claim":"secondary_ip 10.5.0.100","holder":"LB-backup","as_claimed":false}],
            "remarks":["updates do nothing here"],
            "now":{"why":"this node is not master","stages":[]},
            "whole":{"why":"10.5.0.100 is at LB-backup","stages":[
            [{"step":"take 10.5.0.100 away from LB-backup","interrupts":true,"destroys":true}],
            [{"step":"give 10.5.0.100 to LB","interrupts":false,"destroys":false}]]}}]}
            """.replace("\n", "");
    private static final String UNSEEN = """
            {"at":"2026-02-03T04:05:06Z","instances":[{"name":"VI_1","provider":"idcf","master":true,
            "claims":[{"claim":"secondary_ip 10.5.0.100","holder":"not seen yet","as_claimed":false}],"remarks":[],
            "failure":{"kind":"authentication","text":"listVirtualMachines was answered with 401"}}]}
            """.replace("\n", "");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    private int plan(String... more) {
        CommandLine commandLine = Main.commandLine(
                (file, sources, options) -> {
                    throw new AssertionError("the daemon has read its configuration already");
                },
                order -> ExitCode.OK,
                config -> {
                    throw new AssertionError("the daemon looks");
                });
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        List<String> arguments = new ArrayList<>(List.of("plan", "--runtime-dir", directory.toString()));
        arguments.addAll(List.of(more));
        return commandLine.execute(arguments.toArray(new String[0]));
    }

    private int planWith(String answer, String... more) throws IOException {
        try (ControlServer server = ControlServer.open(directory.resolve("control.sock"), request -> {
            requests.add(request);
            return answer;
        })) {
            Thread thread = new Thread(server, "fake daemon");
            thread.start();
            return plan(more);
        }
    }

    @Test
    void asksTheDaemonAndShowsWhatIsToBeDoneInItsOrder() throws IOException {
        assertThat(planWith(STANDBY)).isEqualTo(ExitCode.OK);

        assertThat(requests).containsExactly("plan");
        assertThat(out.toString())
                .contains("VI_1", "secondary_ip 10.5.0.100", "LB-backup", "updates do nothing here")
                .containsSubsequence("take 10.5.0.100 away from LB-backup", "give 10.5.0.100 to LB");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void asksTheDaemonAlsoWhereTheFileIsTheWordRunning() throws IOException {
        assertThat(planWith(STANDBY, "-f", "running")).isEqualTo(ExitCode.OK);

        assertThat(requests).containsExactly("plan");
    }

    @Test
    void exitsWithOneAndSaysWhyWhereACloudWasNotSeen() throws IOException {
        assertThat(planWith(UNSEEN)).isEqualTo(ExitCode.TROUBLE);

        assertThat(out.toString()).contains("authentication", "listVirtualMachines was answered with 401");
    }

    @Test
    void passesOnWhyTheDaemonRefuses() throws IOException {
        assertThat(planWith("{\"error\":\"the engine does not answer\"}")).isEqualTo(ExitCode.TROUBLE);

        assertThat(out.toString()).isEmpty();
        assertThat(err).hasToString("vipagent plan: the engine does not answer\n");
    }

    @Test
    void passesTheAnswerOnAsJsonAndStillExitsByIt() throws IOException {
        assertThat(planWith(UNSEEN, "--json")).isEqualTo(ExitCode.TROUBLE);
        assertThat(out).hasToString(UNSEEN + "\n");
    }

    @Test
    void namesTheWayThatNeedsNoDaemonWhereNoneIsThere() {
        assertThat(plan()).isEqualTo(ExitCode.NO_DAEMON);
        assertThat(err.toString())
                .startsWith("vipagent plan: no daemon answers")
                .contains("vipagent plan -f FILE needs none");
    }
}
