package org.vipagent.daemon.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vipagent} without a command: says what there is. */
@Command(
        name = "vipagent",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Keeps virtual IPs alive on a pair of machines and makes the cloud follow them.",
        commandListHeading = "%nCommands:%n",
        footer = {"", "vipagent COMMAND --help shows an example and the exit codes of each."})
public final class Vipagent implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
    }
}
