package org.vipagent.daemon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.vipagent.daemon.control.ReloadAnswers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vipagent reload}: the running daemon takes its file over as it is now. */
@Command(
        name = "reload",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "The running daemon reads its configuration and its API keys again and takes them over, all or nothing:",
            "with an error in the file everything stays as it is. What has not changed goes on: a master stays",
            "master and misses no advert. Prints what was added, removed and changed. SIGHUP does the same and",
            "tells the log."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  vipagent reload",
            "",
            "Exit codes:",
            "  0  taken over; warnings, if any, are printed",
            "  1  refused for another reason than the file's contents; everything is as before",
            "  2  the command line is wrong",
            "  3  no daemon answers",
            "  5  the file has errors; everything is as before"
        })
public final class ReloadCommand implements Callable<Integer> {
    /** A large file with many clouds on a busy machine; a daemon that hangs is told apart by then. */
    private static final int PATIENCE_SECONDS = 30;

    private static final List<Word> WORDS = List.of(
            new Word("added", "added: "),
            new Word("removed", "removed: "),
            new Word("changed", "changed: "),
            new Word("needs_restart", "needs a restart: "),
            new Word("left_in_cloud", "left in the cloud as it is: "));

    private record Word(String field, String text) {}

    @Spec
    private CommandSpec spec;

    @Mixin
    private RuntimeDirectoryOption runtimeDirectory;

    @Option(names = "--json", description = "Prints the daemon's answer as it is.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            ControlQuestion.Answer answer =
                    new ControlQuestion(runtimeDirectory).ask(ReloadAnswers.RELOAD, PATIENCE_SECONDS);
            if (json) {
                spec.commandLine().getOut().println(answer.line());
            } else {
                print(answer.json());
            }
            return exitCode(answer.json());
        } catch (ControlQuestion.Unanswered e) {
            err.println("vipagent reload: " + e.getMessage());
            return ExitCode.NO_DAEMON;
        }
    }

    private static int exitCode(JsonNode answer) {
        if (answer.path("taken_over").asBoolean()) {
            return ExitCode.OK;
        }
        return answer.path("configuration_errors").asBoolean() ? ExitCode.CONFIGURATION : ExitCode.TROUBLE;
    }

    private void print(JsonNode answer) {
        PrintWriter out = spec.commandLine().getOut();
        answer.path("lines").forEach(line -> out.println(line.asText()));
        for (Word word : WORDS) {
            answer.path(word.field()).forEach(line -> out.println(word.text() + line.asText()));
        }
        out.flush();
        if (answer.path("taken_over").asBoolean()) {
            boolean nothing = List.of("added", "removed", "changed").stream()
                    .allMatch(field -> answer.path(field).isEmpty());
            out.println(nothing ? "nothing has changed" : "taken over");
        } else {
            spec.commandLine()
                    .getErr()
                    .println("vipagent reload: " + answer.path("error").asText());
        }
    }
}
