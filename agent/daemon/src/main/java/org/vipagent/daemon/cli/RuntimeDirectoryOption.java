package org.vipagent.daemon.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option by which {@code run} and those that ask the daemon meet. */
final class RuntimeDirectoryOption {
    @Option(
            names = "--runtime-dir",
            paramLabel = "DIR",
            defaultValue = "/run/vipagent",
            description = "Where the daemon's control socket is (default: ${DEFAULT-VALUE}).")
    private Path directory;

    Path directory() {
        return directory;
    }
}
