package org.vipagent.config.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.vipagent.config.syntax.Comments.Stripped;
import org.vipagent.config.syntax.LineSource.FileLines;

/**
 * Reads files into lines without comments, includes, conditions, variables and sequences, in keepalived's order:
 * include lines are found before {@code @} and {@code $} are worked on; a definition is kept as text and put in late.
 */
public final class Preprocessor {
    private static final Set<String> INCLUDE_WORDS =
            Set.of("include", "includer", "includem", "includew", "includeb", "includea");

    private final Includes includes;
    private final Limits limits;
    private final Consumer<Problem> problems;
    private final String configId;
    private final Variables variables;
    private final Substitution substitution;
    private final Deque<LineSource> sources = new ArrayDeque<>();

    public Preprocessor(
            Settings settings, Includes includes, Outline outline, Limits limits, Consumer<Problem> problems) {
        this.includes = includes;
        this.limits = limits;
        this.problems = problems;
        this.configId = settings.configId();
        this.variables = new Variables(settings);
        this.substitution = new Substitution(variables, limits, outline, problems);
    }

    /** Whether a word includes files. */
    public static boolean isInclude(String word) {
        return INCLUDE_WORDS.contains(word);
    }

    /** Reads a text and all that it includes, and hands on each line that is not empty. */
    public void read(String file, String text, Consumer<Line> sink) {
        sources.push(new FileLines(file, text, problems));
        int lines = 0;
        while (!sources.isEmpty()) {
            LineSource source = sources.element();
            Optional<Line> next = source.next();
            if (next.isEmpty()) {
                sources.pop();
            } else if (++lines > limits.lines()) {
                problems.accept(Problem.error(
                        next.get().at(0), "", "the configuration has more than " + limits.lines() + " lines"));
                sources.clear();
            } else if (source.file().isPresent()) {
                fromFile(next.get(), source.file().get(), sink);
            } else {
                work(next.get(), sink);
            }
        }
    }

    private void fromFile(Line raw, FileLines file, Consumer<Line> sink) {
        Stripped stripped = file.comments().strip(raw);
        if (stripped.continued()) {
            continued(stripped.line(), file, sink);
        } else if (stripped.line().text().startsWith("include") && include(stripped.line())) {
            return;
        } else {
            work(stripped.line(), sink);
        }
    }

    /** A definition over several lines; anywhere else a backslash at the end continues nothing. */
    private void continued(Line first, FileLines file, Consumer<Line> sink) {
        List<Line> all = new ArrayList<>();
        all.add(first);
        boolean more = true;
        while (more) {
            Optional<Line> raw = file.next();
            if (raw.isEmpty() || all.size() > limits.lines()) {
                break;
            }
            Stripped stripped = file.comments().strip(raw.get());
            more = stripped.continued();
            if (!stripped.line().isEmpty()) {
                all.add(stripped.line());
            } else if (!more) {
                problems.accept(Problem.warning(
                        raw.get().at(0),
                        "\\",
                        "the definition ends here: the backslash above continues on an empty line"));
            }
        }
        Optional<Line> start = condition(first);
        if (start.isEmpty()) {
            return;
        }
        Optional<Variables.Definition> definition = Variables.definition(start.get());
        if (definition.isPresent()) {
            all.set(0, definition.get().value());
            all.removeIf(Line::isEmpty);
            variables.define(definition.get().name(), all);
            return;
        }
        problems.accept(Problem.error(
                first.at(first.length()), "\\", "a line is continued by a backslash only in a definition ($NAME= \\)"));
        all.forEach(line -> work(line, sink));
    }

    private boolean include(Line line) {
        List<Word> words = Words.plain(line);
        if (!isInclude(words.get(0).text())) {
            return false;
        }
        if (words.size() < 2) {
            problems.accept(Problem.error(
                    words.get(0).position(), words.get(0).text(), "expected a file or a pattern to include"));
            return true;
        }
        List<Includes.Included> found = includes.open(words.get(0), words.get(1));
        for (int i = found.size() - 1; i >= 0; i--) {
            Includes.Included included = found.get(i);
            boolean cycle = sources.stream().anyMatch(s -> s.file()
                    .filter(f -> f.name().equals(included.file()))
                    .isPresent());
            if (cycle) {
                problems.accept(Problem.error(
                        words.get(1).position(), words.get(1).text(), included.file() + " includes itself; left out"));
            } else {
                push(new FileLines(included.file(), included.text(), problems), line);
            }
        }
        return true;
    }

    private void work(Line given, Consumer<Line> sink) {
        Optional<Line> kept = condition(given);
        if (kept.isEmpty() || kept.get().isEmpty()) {
            return;
        }
        Line line = kept.get();
        Optional<Variables.Definition> definition = Variables.definition(line);
        if (definition.isPresent()) {
            Line value = definition.get().value();
            variables.define(definition.get().name(), value.isEmpty() ? List.of() : List.of(value));
        } else if (Sequence.startsIn(line)) {
            Sequence.parse(line, variables, problems).ifPresent(sequence -> push(sequence, line));
        } else if (line.text().indexOf('$') < 0) {
            sink.accept(line);
        } else {
            substituted(line, sink);
        }
    }

    private void substituted(Line line, Consumer<Line> sink) {
        List<Line> result = substitution.apply(line);
        if (result.size() > 1) {
            push(LineSource.of(result), line);
        } else if (result.size() == 1) {
            Line single = result.get(0).trimmed();
            boolean again = single.text().startsWith("@") || Sequence.startsIn(single);
            if (again && !single.text().equals(line.text())) {
                work(single, sink);
            } else if (!single.isEmpty()) {
                sink.accept(single);
            }
        }
    }

    /** The line behind all its {@code @NAME} and {@code @^NAME}, or empty if it is not for this node. */
    private Optional<Line> condition(Line given) {
        Line line = given;
        while (line.text().startsWith("@")) {
            String text = line.text();
            boolean negated = text.startsWith("@^");
            int start = negated ? 2 : 1;
            int end = start;
            while (end < text.length() && !Line.isBlank(text.charAt(end))) {
                end++;
            }
            if (end == start) {
                problems.accept(Problem.warning(
                        line.at(0), "@", "expected a configuration id right behind the @; the line is skipped"));
                return Optional.empty();
            }
            if (text.substring(start, end).equals(configId) == negated) {
                return Optional.empty();
            }
            line = line.from(end).trimmed();
        }
        return Optional.of(line);
    }

    private void push(LineSource source, Line cause) {
        if (sources.size() < limits.depth()) {
            sources.push(source);
            return;
        }
        problems.accept(Problem.error(
                cause.at(0),
                "",
                "includes, templates and sequences are nested deeper than " + limits.depth()
                        + "; does one contain itself?"));
    }
}
