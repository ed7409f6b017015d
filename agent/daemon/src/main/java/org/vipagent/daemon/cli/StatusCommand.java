package org.vipagent.daemon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.vipagent.daemon.control.ControlClient;
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
        Path socket = runtimeDirectory.directory().resolve("control.sock");
        PrintWriter out = spec.commandLine().getOut();
        try {
            String answer = new ControlClient(socket).ask(StatusAnswers.STATUS);
            JsonNode report = new ObjectMapper().readTree(answer);
            if (json) {
                out.println(answer);
            } else {
                new StatusScreen(report, ZoneId.systemDefault()).lines().forEach(out::println);
            }
            return report.path("troubles").isEmpty() ? ExitCode.OK : ExitCode.TROUBLE;
        } catch (JsonProcessingException e) {
            return noDaemon("what answers at " + socket + " is no vipagent");
        } catch (IOException e) {
            return noDaemon(reason(socket, e));
        }
    }

    private int noDaemon(String reason) {
        spec.commandLine().getErr().println("vipagent status: " + reason);
        return ExitCode.NO_DAEMON;
    }

    private static String reason(Path socket, IOException e) {
        if (!Files.exists(socket)) {
            return "no daemon answers: there is no " + socket + " (is it running? with another --runtime-dir?)";
        }
        if (!Files.isWritable(socket)) {
            return "no permission for " + socket + ": run it as root";
        }
        if (e instanceof SocketException) {
            return "no daemon answers at " + socket + ": " + e.getMessage();
        }
        return "no daemon answers at " + socket + " in time";
    }
}
