package org.vipagent.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The commands of the guide print what the guide says, one after the other against one simulator. Rewritten with
 * {@code -Dreference.rewrite=true}.
 */
class CloudSimulatorGuideTest {
    private static final Path GUIDE = Path.of("..", "..", "docs", "guides", "cloud-simulator.md");
    private static final Pattern BLOCK = Pattern.compile("```console\n\\$ ([^\n]*)\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern PORT = Pattern.compile("http://127\\.0\\.0\\.1:([0-9]+)");

    private final CompletableFuture<Runnable> started = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private String apiPort = "";
    private String adminPort = "";

    @AfterEach
    void stop() throws Exception {
        if (started.isDone()) {
            started.get().run();
            assertThat(ended.get(60, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void theCommandsPrintWhatTheGuideSays() throws Exception {
        Matcher blocks = BLOCK.matcher(Files.readString(GUIDE));
        StringBuilder expected = new StringBuilder();
        int commands = 0;
        while (blocks.find()) {
            commands++;
            String command = blocks.group(1);
            String block = "```console\n$ " + command + "\n" + printed(command).strip() + "\n```\n";
            blocks.appendReplacement(expected, Matcher.quoteReplacement(block));
        }
        blocks.appendTail(expected);
        if (Boolean.getBoolean("reference.rewrite")) {
            Files.writeString(GUIDE, expected);
        }
        assertThat(Files.readString(GUIDE)).isEqualTo(expected.toString());
        assertThat(commands).isEqualTo(9);
    }

    private String printed(String command) throws Exception {
        if (command.startsWith("curl ")) {
            int pipe = command.indexOf(" | grep -o ");
            String body = curl(words((pipe < 0 ? command : command.substring(0, pipe)).substring("curl ".length())));
            return pipe < 0
                    ? body
                    : matches(
                            words(command.substring(pipe + " | grep -o ".length()))
                                    .get(0),
                            body);
        }
        List<String> arguments = words(command.substring("vipagent ".length()));
        return arguments.contains("--print-zone") ? run(arguments) : serve(arguments);
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = ARGUMENT.matcher(command);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return words;
    }

    private static String matches(String pattern, String text) {
        // In a bracket of grep's a ] that comes first is itself; Java wants it quoted, as it wants a bare brace.
        String java = pattern.replace("[^]]", "[^\\]]")
                .replace("{", "\\{")
                .replace("[^}]", "[^\\}]")
                .replace("\\}]*}", "\\}]*\\}");
        StringBuilder found = new StringBuilder();
        Pattern.compile(java).matcher(text).results().forEach(match -> found.append(match.group())
                .append('\n'));
        return found.toString();
    }

    private static CommandLine commandLine(CloudSimulatorCommand command, StringWriter out) {
        PrintWriter writer = new PrintWriter(out, true);
        return new CommandLine(new Vipagent())
                .addSubcommand(command)
                .setOut(writer)
                .setErr(writer);
    }

    private static String run(List<String> arguments) {
        StringWriter out = new StringWriter();
        CloudSimulatorCommand command = new CloudSimulatorCommand(stop -> {});
        assertThat(commandLine(command, out).execute(arguments.toArray(new String[0])))
                .as(out.toString())
                .isZero();
        return out.toString();
    }

    /** On free ports, which are shown as those of the guide. */
    private String serve(List<String> arguments) throws Exception {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--port", "0", "--admin-port", "0"));
        StringWriter out = new StringWriter();
        CloudSimulatorCommand command = new CloudSimulatorCommand(started::complete);
        CommandLine commandLine = commandLine(command, out);
        Thread thread = new Thread(() -> ended.complete(commandLine.execute(all.toArray(new String[0]))), "simulator");
        thread.setDaemon(true);
        thread.start();
        CompletableFuture.anyOf(started, ended).get(60, TimeUnit.SECONDS);
        assertThat(ended).as(out.toString()).isNotDone();
        List<String> ports = PORT.matcher(out.toString())
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
        apiPort = ports.get(0);
        adminPort = ports.get(1);
        return out.toString().replace(":" + apiPort, ":8080").replace(":" + adminPort, ":8081");
    }

    /** {@code -s}, {@code -X METHOD}, {@code -d DATA} and one address. */
    private String curl(List<String> arguments) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "-s" -> assertThat(i).isZero();
                case "-X" -> {
                    i++;
                    request.method(arguments.get(i), BodyPublishers.noBody());
                }
                case "-d" -> {
                    i++;
                    request.POST(BodyPublishers.ofString(arguments.get(i)));
                }
                default ->
                    request.uri(URI.create(arguments
                            .get(i)
                            .replace(":8080/", ":" + apiPort + "/")
                            .replace(":8081/", ":" + adminPort + "/")));
            }
        }
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString())
                .body();
    }
}
