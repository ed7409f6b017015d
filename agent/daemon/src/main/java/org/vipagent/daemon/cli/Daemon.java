package org.vipagent.daemon.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.Diagnostic;
import org.vipagent.config.LoadedConfig;
import org.vipagent.net.IpAddress;

/** What {@code run} starts. */
public interface Daemon {
    /**
     * Runs until a signal or a fault ends it.
     *
     * @return with what the process should exit
     */
    int run(Order order);

    /** Reads the same configuration again, as if the process had been started now. */
    interface Rereading {
        /**
         * The configuration as it is now.
         *
         * @param virtual addresses that are this machine's only because it is master, and are not to be remarked on
         */
        LoadedConfig again(Set<IpAddress> virtual);
    }

    /**
     * What to run.
     *
     * @param config without errors
     * @param file where it came from, for status
     * @param stateDirectory for what has to outlive a restart
     * @param warnings to be written to the log once
     * @param again for a reload
     */
    record Order(
            AgentConfig config,
            Path file,
            Path runtimeDirectory,
            Path stateDirectory,
            List<Diagnostic> warnings,
            Rereading again) {
        public Order {
            warnings = List.copyOf(warnings);
        }
    }
}
