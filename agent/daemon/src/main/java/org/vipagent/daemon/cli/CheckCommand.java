package org.vipagent.daemon.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.vipagent.config.Diagnostic;
import org.vipagent.config.LoadedConfig;
import org.vipagent.config.Severity;
import org.vipagent.config.SourceReader;
import org.vipagent.daemon.control.DiagnosticFields;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vipagent check}: everything that is wrong with a configuration, without running it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads a configuration and says what is wrong with it, one line for each finding:",
            "FILE:LINE:COLUMN: error|warning: what. Needs no root and changes nothing."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  vipagent check -f /etc/keepalived/keepalived.conf --strict",
            "",
            "Exit codes:",
            "  0  it can be used; warnings, if any, are printed",
            "  2  the command line is wrong",
            "  4  the file cannot be read",
            "  5  it has errors; with --strict: errors or warnings"
        })
public final class CheckCommand implements Callable<Integer> {
    private final ConfigReader reader;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigSource source;

    @Option(names = "--strict", description = "Warnings count as errors.")
    private boolean strict;

    @Option(names = "--json", description = "Prints an array of objects instead of lines.")
    private boolean json;

    public CheckCommand(ConfigReader reader) {
        this.reader = reader;
    }

    @Override
    public Integer call() {
        SourceReader.Source opened = source.open();
        if (opened instanceof SourceReader.Unreadable unreadable) {
            spec.commandLine().getErr().println("vipagent check: " + source.file() + ": " + unreadable.reason());
            return ExitCode.NOT_PERMITTED;
        }
        LoadedConfig loaded = source.load(reader, opened);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(loaded.diagnostics()));
        } else {
            loaded.diagnostics().forEach(d -> out.println(d.render()));
            out.println(source.file() + ": " + counts(loaded));
        }
        boolean refused = loaded.hasErrors() || (strict && !loaded.diagnostics().isEmpty());
        return refused ? ExitCode.CONFIGURATION : ExitCode.OK;
    }

    private static String counts(LoadedConfig loaded) {
        long errors = loaded.diagnostics().stream()
                .filter(d -> d.severity() == Severity.ERROR)
                .count();
        long warnings = loaded.diagnostics().size() - errors;
        String instances = loaded.config()
                .map(c -> ", " + counted(c.vrrpInstances().size(), "vrrp_instance"))
                .orElse("");
        return counted(errors, "error") + ", " + counted(warnings, "warning") + instances;
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String json(List<Diagnostic> diagnostics) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            DiagnosticFields.write(out, diagnostics);
        } catch (IOException e) {
            throw new UncheckedIOException("into memory", e);
        }
        return text.toString();
    }
}
