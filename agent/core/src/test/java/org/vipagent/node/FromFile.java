package org.vipagent.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.ConfigLoader;
import org.vipagent.config.LoadOptions;
import org.vipagent.config.SourceReader;

/** A node as a file describes it. */
final class FromFile {
    private FromFile() {}

    /** @param text without errors, includes and key files */
    static NodeConfig read(String text, Duration sinceBoot) {
        SourceReader reader = new SourceReader() {
            @Override
            public Source read(Path file) {
                return new Text(text, false);
            }

            @Override
            public Source readSecret(Path file) {
                throw new AssertionError("no key file is named");
            }

            @Override
            public List<Path> expand(Path directory, String pattern) {
                return List.of();
            }
        };
        AgentConfig config = new ConfigLoader()
                .load(Path.of("/etc/vipagent.conf"), reader, LoadOptions.forHost("node1"))
                .config()
                .orElseThrow();
        return NodeConfigs.of(config, provider -> null, sinceBoot);
    }
}
