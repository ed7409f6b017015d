package org.vipagent.daemon.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vipagent.config.LoadedConfig;
import org.vipagent.config.SourceReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vipagent run}: the daemon, in the foreground. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the agent in the foreground and logs to standard error, one line for each event.",
            "SIGTERM or SIGINT hands mastership over and gives everything back; a second one exits at once.",
            "SIGHUP reads the configuration again, as 'vipagent reload' does.",
            "Needs CAP_NET_ADMIN and CAP_NET_RAW."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  vipagent run -f /etc/keepalived/keepalived.conf",
            "",
            "Exit codes:",
            "  0   stopped by a signal, everything given back",
            "  1   another daemon uses the runtime directory",
            "  2   the command line is wrong",
            "  4   a file cannot be read, or a permission is missing",
            "  5   the configuration has errors",
            "  70  a fault of this program; the kernel then drops the virtual addresses by itself"
        })
public final class RunCommand implements Callable<Integer> {
    private final ConfigReader reader;
    private final Daemon daemon;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigSource source;

    @Mixin
    private RuntimeDirectoryOption runtimeDirectory;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            defaultValue = "${env:STATE_DIRECTORY:-/var/lib/vipagent}",
            description = "Where the agent keeps what a move in the cloud has taken away until it is back"
                    + " (default: $STATE_DIRECTORY, or /var/lib/vipagent).")
    private String stateDirectory;

    public RunCommand(ConfigReader reader, Daemon daemon) {
        this.reader = reader;
        this.daemon = daemon;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        SourceReader.Source opened = source.open();
        if (opened instanceof SourceReader.Unreadable unreadable) {
            err.println("vipagent run: " + source.file() + ": " + unreadable.reason());
            return ExitCode.NOT_PERMITTED;
        }
        LoadedConfig loaded = source.load(reader, opened);
        if (loaded.hasErrors() || loaded.config().isEmpty()) {
            loaded.diagnostics().forEach(d -> err.println(d.render()));
            err.println("vipagent run: " + source.file() + " has errors; nothing was started");
            return ExitCode.CONFIGURATION;
        }
        return daemon.run(new Daemon.Order(
                loaded.config().get(),
                source.file(),
                runtimeDirectory.directory(),
                firstOf(stateDirectory),
                loaded.diagnostics(),
                virtual -> source.loadAgain(reader, virtual)));
    }

    // systemd gives all directories of StateDirectory= with colons between them.
    private static Path firstOf(String directories) {
        return Path.of(directories.split(":", 2)[0]);
    }
}
