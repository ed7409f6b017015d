package org.vipagent.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.vipagent.config.ConfigLoader;
import org.vipagent.daemon.Main;
import picocli.CommandLine;

/** The commands of a guide print what the guide says. Rewritten with {@code -Dreference.rewrite=true}. */
class GuideTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path GUIDE = ROOT.resolve(Path.of("docs", "guides", "what-if.md"));
    private static final Pattern BLOCK =
            Pattern.compile("```console\n\\$ (vipagent [^\n]*)\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern TAIL = Pattern.compile("(.*) \\| tail -([0-9]+)");
    private static final Pattern TIME = Pattern.compile(
            "\\bnone\\b|\\bunder 1 ms|(?<![0-9.])[0-9]+(?:\\.[0-9]+)? m?s\\b|(?<= )[0-9]+\\.[0-9]{2}(?= )");
    private static final Pattern BLANKS = Pattern.compile(" {2,}");
    private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|(\\S+)");

    @Test
    void theCommandsPrintWhatTheGuideSays() throws IOException {
        String page = Files.readString(GUIDE);
        Matcher blocks = BLOCK.matcher(page);
        StringBuilder expected = new StringBuilder();
        int commands = 0;
        while (blocks.find()) {
            commands++;
            String command = blocks.group(1);
            String block = "```console\n$ " + command + "\n" + printed(command) + "```\n";
            blocks.appendReplacement(expected, Matcher.quoteReplacement(block));
        }
        blocks.appendTail(expected);
        if (Boolean.getBoolean("reference.rewrite")) {
            Files.writeString(GUIDE, expected);
        }
        assertThat(inOutline(Files.readString(GUIDE))).isEqualTo(inOutline(expected.toString()));
        assertThat(commands).isGreaterThan(4);
    }

    /** Without the milliseconds, which another throw of the dice changes, and without the widths that follow from them. */
    private static String inOutline(String page) {
        return BLANKS.matcher(TIME.matcher(page).replaceAll("TIME")).replaceAll(" ");
    }

    private static String printed(String command) {
        Matcher tail = TAIL.matcher(command);
        boolean cut = tail.matches();
        List<String> lines = run(cut ? tail.group(1) : command);
        int shown = cut ? Math.min(lines.size(), Integer.parseInt(tail.group(2))) : lines.size();
        return String.join("\n", lines.subList(lines.size() - shown, lines.size())) + "\n";
    }

    private static List<String> run(String command) {
        List<String> arguments = new ArrayList<>();
        Matcher words = ARGUMENT.matcher(command.substring("vipagent ".length()));
        while (words.find()) {
            String word = words.group(1) == null ? words.group(2) : words.group(1);
            arguments.add(word.replace("conf/", ROOT + "/conf/"));
        }
        CommandLine commandLine = Main.commandLine(
                (file, sources, options) -> new ConfigLoader().load(file, sources, options),
                order -> 0,
                config -> "{}");
        StringWriter out = new StringWriter();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(out, true));
        int exitCode = commandLine.execute(arguments.toArray(new String[0]));
        assertThat(exitCode).as(out.toString()).isZero();
        return out.toString().replace(ROOT + "/conf/", "conf/").lines().toList();
    }
}
