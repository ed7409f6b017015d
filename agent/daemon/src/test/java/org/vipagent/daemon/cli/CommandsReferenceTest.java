package org.vipagent.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.config.ConfigLoader;
import org.vipagent.daemon.Main;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The reference shows the help that the commands print. Rewritten with {@code -Dreference.rewrite=true}. */
class CommandsReferenceTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "reference", "commands.md");
    private static final String MARK = "<!-- help -->\n";

    @Test
    void thePageShowsTheHelpOfEveryCommand() throws IOException {
        String page = Files.readString(PAGE);
        StringBuilder expected = new StringBuilder(page.substring(0, page.indexOf(MARK) + MARK.length()));
        CommandLine all = Main.commandLine(
                (file, sources, options) -> new ConfigLoader().load(file, sources, options),
                order -> 0,
                config -> "{}");
        section(expected, "vipagent", all);
        all.getSubcommands().forEach((name, command) -> section(expected, "vipagent " + name, command));
        if (Boolean.getBoolean("reference.rewrite")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected.toString());
    }

    private static void section(StringBuilder page, String title, CommandLine command) {
        List<String> lines = command.getUsageMessage(Ansi.OFF)
                .lines()
                .map(String::stripTrailing)
                .toList();
        page.append("\n## ").append(title).append("\n\n```text\n");
        page.append(String.join("\n", lines)).append("\n```\n");
    }
}
