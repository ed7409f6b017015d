package org.vipagent.config;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a configuration.
 *
 * @param config empty if there was an error
 * @param diagnostics all of them, by file and line in reading order
 */
public record LoadedConfig(Optional<AgentConfig> config, List<Diagnostic> diagnostics) {
    public LoadedConfig {
        diagnostics = List.copyOf(diagnostics);
    }

    /** Whether anything stands against using it. */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }
}
