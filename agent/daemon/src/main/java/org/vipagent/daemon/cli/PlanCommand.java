package org.vipagent.daemon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vipagent.config.LoadedConfig;
import org.vipagent.config.SourceReader;
import org.vipagent.daemon.control.PlanAnswers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vipagent plan}: what would be done in the cloud, without doing it. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows who holds what in the cloud, and the steps that would make it follow this node: stage by stage,",
            "with what each of them interrupts. Asks the running daemon, or with -f looks by itself. Changes nothing."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  vipagent plan",
            "  vipagent plan -f /etc/vipagent/vipagent.conf",
            "",
            "Exit codes:",
            "  0  planned",
            "  1  a cloud does not answer, as printed",
            "  2  the command line is wrong",
            "  3  no daemon answers",
            "  4  a file cannot be read, or a permission is missing",
            "  5  the configuration has errors"
        })
public final class PlanCommand implements Callable<Integer> {
    private final ConfigReader reader;
    private final CloudLook look;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-f", "--use-file"},
            paramLabel = "FILE",
            description = "Looks with this configuration; without it, or with the word running, the daemon is asked.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = {"-i", "--config-id"},
            paramLabel = "ID",
            description = "What @ID lines are compared with (default: the host name up to the first dot).")
    private Optional<String> configId = Optional.empty();

    @Mixin
    private RuntimeDirectoryOption runtimeDirectory;

    @Option(names = "--json", description = "Prints one line of JSON.")
    private boolean json;

    /** @param look what looks with a configuration of its own */
    public PlanCommand(ConfigReader reader, CloudLook look) {
        this.reader = reader;
        this.look = look;
    }

    @Override
    public Integer call() {
        Optional<Path> own = file.filter(f -> !f.equals(Path.of("running")));
        try {
            return own.isPresent() ? planWith(own.get()) : askDaemon();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own report is no JSON", e);
        }
    }

    private int askDaemon() {
        try {
            ControlQuestion.Answer answer = new ControlQuestion(runtimeDirectory).ask(PlanAnswers.PLAN);
            return show(answer.line(), answer.json());
        } catch (ControlQuestion.Unanswered e) {
            return failed(e.getMessage() + "; vipagent plan -f FILE needs none", ExitCode.NO_DAEMON);
        }
    }

    private int planWith(Path path) throws JsonProcessingException {
        ConfigSource source = ConfigSource.of(path, configId);
        SourceReader.Source opened = source.open();
        if (opened instanceof SourceReader.Unreadable unreadable) {
            return failed(path + ": " + unreadable.reason(), ExitCode.NOT_PERMITTED);
        }
        LoadedConfig loaded = source.load(reader, opened);
        if (loaded.hasErrors() || loaded.config().isEmpty()) {
            loaded.diagnostics().forEach(d -> spec.commandLine().getErr().println(d.render()));
            return failed(path + " has errors; nothing was asked", ExitCode.CONFIGURATION);
        }
        try {
            String line = look.plan(loaded.config().get());
            return show(line, new ObjectMapper().readTree(line));
        } catch (CloudLook.Unable e) {
            return failed(e.getMessage(), e.exitCode());
        }
    }

    private int show(String line, JsonNode report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(line);
        } else if (!report.has("error")) {
            new PlanScreen(report, ZoneId.systemDefault()).lines().forEach(out::println);
        }
        if (report.has("error")) {
            return failed(report.path("error").asText(), ExitCode.TROUBLE);
        }
        for (JsonNode instance : report.path("instances")) {
            if (!instance.has("whole")) {
                return ExitCode.TROUBLE;
            }
        }
        return ExitCode.OK;
    }

    private int failed(String why, int exitCode) {
        spec.commandLine().getErr().println("vipagent plan: " + why);
        return exitCode;
    }
}
