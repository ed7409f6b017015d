package org.vipagent.daemon.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vipagent.config.LoadedConfig;
import org.vipagent.config.SourceReader;
import picocli.CommandLine.Option;

/** The options that say which configuration is meant; the same for {@code run} and {@code check}. */
final class ConfigSource {
    /** Where the package puts it. */
    static final String DEFAULT_FILE = "/etc/vipagent/vipagent.conf";

    @Option(
            names = {"-f", "--use-file"},
            paramLabel = "FILE",
            defaultValue = DEFAULT_FILE,
            description = "The configuration: a keepalived.conf (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Option(
            names = {"-i", "--config-id"},
            paramLabel = "ID",
            description = "What @ID lines are compared with (default: the host name up to the first dot).")
    private Optional<String> configId = Optional.empty();

    private final SourceReader files = new LocalFiles(System.getenv());

    Path file() {
        return file;
    }

    /** The file's text, or why there is none. */
    SourceReader.Source open() {
        return files.read(file);
    }

    /** @param opened what {@link #open} gave: a pipe cannot be read twice */
    LoadedConfig load(ConfigReader reader, SourceReader.Source opened) {
        return reader.read(file, new Opened(file, opened, files), Machine.loadOptions(configId));
    }

    /** Local files, of which one has been read already. */
    private record Opened(Path file, Source source, SourceReader others) implements SourceReader {
        @Override
        public Source read(Path path) {
            return path.equals(file) ? source : others.read(path);
        }

        @Override
        public Source readSecret(Path path) {
            return others.readSecret(path);
        }

        @Override
        public List<Path> expand(Path directory, String pattern) {
            return others.expand(directory, pattern);
        }
    }
}
