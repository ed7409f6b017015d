package org.vipagent.daemon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vipagent.daemon.control.FollowAnswers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vipagent follow now}: tells the running daemon to make the cloud follow at once. */
@Command(
        name = "follow",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes the cloud follow this node now: the daemon looks and carries out one whole plan, whatever it",
            "interrupts. Only instances that are master here do so. 'vipagent plan' shows before what that is,",
            "'vipagent status' afterwards what came of it."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  vipagent follow now VI_1",
            "",
            "Exit codes:",
            "  0  at least one instance begins",
            "  1  none does: it is not master here, or claims nothing in a cloud",
            "  2  the command line is wrong",
            "  3  no daemon answers"
        })
public final class FollowCommand implements Callable<Integer> {
    private static final Map<String, String> WORDS = Map.of(
            "begun", "follows now",
            "not_master", "is not master here: nothing is done",
            "no_cloud", "has no cloud block: nothing is done");

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "WHEN", description = "The word now.")
    private String when;

    @Parameters(index = "1", arity = "0..1", paramLabel = "INSTANCE", description = "One instance (default: all).")
    private Optional<String> instance = Optional.empty();

    @Mixin
    private RuntimeDirectoryOption runtimeDirectory;

    @Option(names = "--json", description = "Prints the daemon's answer as it is.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        if (!when.equals("now")) {
            err.println("vipagent follow: '" + when + "' is not now: expected follow now [INSTANCE]");
            return ExitCode.USAGE;
        }
        try {
            ControlQuestion.Answer answer = new ControlQuestion(runtimeDirectory).ask(FollowAnswers.request(instance));
            if (json) {
                spec.commandLine().getOut().println(answer.line());
            }
            return told(answer.json());
        } catch (ControlQuestion.Unanswered e) {
            err.println("vipagent follow: " + e.getMessage());
            return ExitCode.NO_DAEMON;
        }
    }

    private int told(JsonNode answer) {
        if (answer.has("error")) {
            spec.commandLine()
                    .getErr()
                    .println("vipagent follow: " + answer.path("error").asText());
            return ExitCode.TROUBLE;
        }
        boolean begun = false;
        for (JsonNode one : answer.path("instances")) {
            String word = one.path("answer").asText();
            begun |= word.equals("begun");
            if (!json) {
                String text = WORDS.getOrDefault(word, word);
                spec.commandLine().getOut().println(one.path("name").asText() + " " + text);
            }
        }
        return begun ? ExitCode.OK : ExitCode.TROUBLE;
    }
}
