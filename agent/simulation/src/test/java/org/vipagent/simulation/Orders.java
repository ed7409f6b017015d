package org.vipagent.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vipagent.config.ConfigLoader;
import org.vipagent.config.LoadOptions;
import org.vipagent.config.LoadedConfig;
import org.vipagent.config.SourceReader;

/** What a command line of {@code vipagent simulate} asks for, with files of one directory. */
final class Orders {
    static final Path DIRECTORY = Path.of("src/test/resources/what-if");

    private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|(\\S+)");

    private Orders() {}

    /** @param command such as {@code $ vipagent simulate -f pair.conf --fault 'stop A'} */
    static WhatIf.Order read(String command) throws OrderException {
        List<String> words = new ArrayList<>();
        Matcher matcher = ARGUMENT.matcher(command);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        List<ConfiguredNode> nodes = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        WhatIf.Order order = new WhatIf.Order(nodes, faults, 1, Optional.empty(), false);
        for (int i = 3; i + 1 < words.size(); i += 2) {
            String value = words.get(i + 1);
            switch (words.get(i)) {
                case "-f", "--peer" -> nodes.add(node(NodeNames.letter(nodes.size()), value));
                case "--fault" -> faults.add(value);
                case "--for" -> order = new WhatIf.Order(nodes, faults, 1, Optional.of(WhatIf.time(value)), false);
                default -> throw new IllegalArgumentException(words.get(i));
            }
        }
        return new WhatIf.Order(nodes, faults, order.seed(), order.length(), false);
    }

    static ConfiguredNode node(String name, String file) {
        try {
            return parsed(name, file, Files.readString(DIRECTORY.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A node whose configuration is a text. */
    static ConfiguredNode parsed(String name, String file, String text) {
        SourceReader reader = new SourceReader() {
            @Override
            public Source read(Path path) {
                return new Text(text, false);
            }

            @Override
            public Source readSecret(Path path) {
                return new Unreadable("no secrets here");
            }

            @Override
            public List<Path> expand(Path directory, String pattern) {
                return List.of();
            }
        };
        LoadedConfig loaded = new ConfigLoader().load(Path.of(file), reader, LoadOptions.forHost(name));
        return new ConfiguredNode(
                name,
                file,
                loaded.config()
                        .orElseThrow(() -> new IllegalArgumentException(
                                loaded.diagnostics().toString())));
    }

    /** Plays an order and returns the lines of its account; the last one says whether all was well. */
    static List<String> played(WhatIf.Order order) throws OrderException {
        List<String> lines = new ArrayList<>();
        boolean well = WhatIf.of(order).play(lines::add);
        lines.add("exit code " + (well ? 0 : 1));
        return lines;
    }
}
