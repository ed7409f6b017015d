package org.vipagent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.vipagent.config.ConfigLoader;
import org.vipagent.config.LoadOptions;
import org.vipagent.config.LoadedConfig;
import org.vipagent.config.SourceReader;
import org.vipagent.node.NodeConfig;
import org.vipagent.node.NodeConfigs;

/** Nodes from what an operator would write. */
final class Configured {
    private Configured() {}

    /** Without clouds and without errors. */
    static NodeConfig config(String text) {
        SourceReader reader = new SourceReader() {
            @Override
            public Source read(Path file) {
                return new Text(text, false);
            }

            @Override
            public Source readSecret(Path file) {
                return new Unreadable("no such file");
            }

            @Override
            public List<Path> expand(Path directory, String pattern) {
                return List.of();
            }
        };
        LoadedConfig loaded = new ConfigLoader().load(Path.of("/test.conf"), reader, LoadOptions.forHost("here"));
        assertThat(loaded.hasErrors()).as(loaded.diagnostics().toString()).isFalse();
        return NodeConfigs.of(loaded.config().orElseThrow(), provider -> {
            throw new AssertionError("no cloud is configured");
        });
    }
}
