package org.vipagent.daemon.cli;

import java.nio.file.Path;
import org.vipagent.config.LoadOptions;
import org.vipagent.config.LoadedConfig;
import org.vipagent.config.SourceReader;

/** Reads a configuration with all that it includes. */
public interface ConfigReader {
    /** What came of it; never throws for what stands in the files. */
    LoadedConfig read(Path file, SourceReader sources, LoadOptions options);
}
