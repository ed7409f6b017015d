package org.vipagent.daemon.cli;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.vipagent.daemon.control.StatusAnswers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vipagent status}: asks the running daemon. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows what is wrong and what is odd, who is master, what was heard of others,"
                + " who holds what in the cloud, and what happened last.",
        footerHeading = "%nExample:%n",
        footer = {
            "  vipagent status --json | jq -r '.instances[] | .name + \" \" + .state'",
            "",
            "Exit codes:",
            "  0  all is well",
            "  1  there is trouble, as printed",
            "  2  the command line is wrong",
            "  3  no daemon answers"
        })
public final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RuntimeDirectoryOption runtimeDirectory;

    @Option(names = "--json", description = "Prints the daemon's answer as it is.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            ControlQuestion.Answer answer = new ControlQuestion(runtimeDirectory).ask(StatusAnswers.STATUS);
            if (json) {
                out.println(answer.line());
            } else {
                new StatusScreen(answer.json(), ZoneId.systemDefault()).lines().forEach(out::println);
            }
            return answer.json().path("troubles").isEmpty() ? ExitCode.OK : ExitCode.TROUBLE;
        } catch (ControlQuestion.Unanswered e) {
            spec.commandLine().getErr().println("vipagent status: " + e.getMessage());
            return ExitCode.NO_DAEMON;
        }
    }
}
