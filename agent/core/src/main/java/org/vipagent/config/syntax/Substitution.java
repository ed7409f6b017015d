package org.vipagent.config.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts variables into lines: late, and again into what was put in. */
final class Substitution {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)([ \\t]+[^{}]*)?\\}|([A-Za-z_][A-Za-z0-9_]*))");

    private final Variables variables;
    private final Limits limits;
    private final Outline outline;
    private final Consumer<Problem> problems;

    Substitution(Variables variables, Limits limits, Outline outline, Consumer<Problem> problems) {
        this.variables = variables;
        this.limits = limits;
        this.outline = outline;
        this.problems = problems;
    }

    /**
     * The lines that a line stands for: itself with values put in, or those of a template, whose own variables are
     * still to be put in. None if it grew over the limits.
     */
    List<Line> apply(Line given) {
        Line line = given;
        int from = line.text().indexOf('$');
        int done = 0;
        while (from >= 0) {
            Matcher matcher = REFERENCE.matcher(line.text());
            if (!matcher.find(from)) {
                break;
            }
            int start = matcher.start();
            Optional<List<Line>> value = lookUp(line, matcher);
            if (value.isEmpty()) {
                from = matcher.end();
                continue;
            }
            if (value.get().size() > 1) {
                return template(line.between(0, start), value.get(), line.from(matcher.end()));
            }
            String text = value.get().isEmpty() ? "" : value.get().get(0).text();
            line = line.replaced(start, matcher.end(), text);
            from = matcher.group(1) != null && matcher.group(1).startsWith("_") ? start + text.length() : start;
            if (++done > limits.substitutions() || line.length() > limits.lineLength()) {
                tellOfGrowth(given);
                return List.of();
            }
        }
        return List.of(line);
    }

    private Optional<List<Line>> lookUp(Line line, Matcher matcher) {
        boolean braced = matcher.group(1) != null;
        String name = braced ? matcher.group(1) : matcher.group(3);
        Optional<List<Line>> value = variables.value(name);
        if (!braced && !endsWord(line.text(), matcher.end())) {
            value.ifPresent(v -> problems.accept(Problem.warning(
                    line.at(matcher.start()),
                    shown(line, name),
                    shown(line, name)
                            + " is put in only before a blank or the end of the line; write it with braces")));
            return Optional.empty();
        }
        if (value.isPresent()) {
            return value;
        }
        String parameters = matcher.group(2) == null ? "" : matcher.group(2);
        Optional<String> predefined = braced ? variables.predefined(name, parameters, line.file()) : Optional.empty();
        if (predefined.isEmpty()) {
            problems.accept(Problem.warning(
                    line.at(matcher.start()),
                    shown(line, name),
                    "the variable " + shown(line, name) + " is not defined; the text is left as it is"));
        }
        return predefined.map(text -> List.of(new Line(line.file(), line.number(), text)));
    }

    private static boolean endsWord(String text, int at) {
        return at == text.length() || Line.isBlank(text.charAt(at));
    }

    private String shown(Line line, String name) {
        List<Word> words = Words.plain(line);
        boolean secret = !words.isEmpty() && outline.holdsSecret(words.get(0).text());
        return secret ? "$..." : "$" + name;
    }

    private static List<Line> template(Line before, List<Line> body, Line after) {
        List<Line> lines = new ArrayList<>(body);
        lines.set(0, before.followedBy(lines.get(0)));
        int last = lines.size() - 1;
        lines.set(last, lines.get(last).followedBy(after));
        return lines;
    }

    private void tellOfGrowth(Line line) {
        problems.accept(Problem.error(
                line.at(0),
                "$",
                "the line grows without end, or over " + limits.lineLength()
                        + " characters, when its variables are put in; does one name itself?"));
    }
}
