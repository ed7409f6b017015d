package org.vipagent.daemon.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.config.LoadOptions;
import org.vipagent.config.LoadedConfig;
import org.vipagent.config.SourceReader;
import org.vipagent.net.IpAddress;
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

    private LoadOptions options;
    private final SourceReader files = new LocalFiles(System.getenv());

    /** As if the command line had said so. */
    static ConfigSource of(Path file, Optional<String> configId) {
        ConfigSource source = new ConfigSource();
        source.file = file;
        source.configId = configId;
        return source;
    }

    Path file() {
        return file;
    }

    /** The file's text, or why there is none. */
    SourceReader.Source open() {
        return files.read(file);
    }

    /** @param opened what {@link #open} gave: a pipe cannot be read twice */
    LoadedConfig load(ConfigReader reader, SourceReader.Source opened) {
        return reader.read(file, new Opened(file, opened, files), options());
    }

    /**
     * The file as it is now, under the same name and with the same luck.
     *
     * @param virtual addresses that this machine has only because it is master
     */
    LoadedConfig loadAgain(ConfigReader reader, Set<IpAddress> virtual) {
        Set<IpAddress> own = new HashSet<>(Machine.ownAddresses());
        own.removeAll(virtual);
        return reader.read(file, files, options().withOwnAddresses(own));
    }

    private LoadOptions options() {
        if (options == null) {
            options = Machine.loadOptions(configId);
        }
        return options;
    }

    /** What {@code @ID} lines are compared with, where the command line says it. */
    Optional<String> configId() {
        return configId;
    }

    /**
     * A configuration of another machine, or of one that is only imagined: nothing of this machine's own goes into it
     * but its name and environment, and nothing by chance.
     */
    static LoadedConfig loadElsewhere(ConfigReader reader, Path file, Optional<String> configId) {
        LoadOptions here = Machine.loadOptions(configId);
        LoadOptions there = new LoadOptions(here.configId(), here.environment(), Optional.empty(), Set.of(), 0);
        return reader.read(file, new LocalFiles(System.getenv()), there);
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
