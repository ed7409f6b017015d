package org.vipagent.daemon.cli;

import java.nio.file.Path;
import java.util.List;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.Diagnostic;

/** What {@code run} starts. */
public interface Daemon {
    /**
     * Runs until a signal or a fault ends it.
     *
     * @return with what the process should exit
     */
    int run(Order order);

    /**
     * What to run.
     *
     * @param config without errors
     * @param file where it came from, for status
     * @param stateDirectory for what has to outlive a restart
     * @param warnings to be written to the log once
     */
    record Order(AgentConfig config, Path file, Path runtimeDirectory, Path stateDirectory, List<Diagnostic> warnings) {
        public Order {
            warnings = List.copyOf(warnings);
        }
    }
}
