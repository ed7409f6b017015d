package org.vipagent.config.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A {@code ~SEQ}, {@code ~SEQx} or {@code ~LST} at the start of a line: gives the rest of the line once for each value,
 * with the variables set to it. Values are made one by one, so that a long sequence costs nothing until it is read.
 */
final class Sequence implements LineSource {
    private final List<String> names;
    private final Values values;
    private final Variables variables;
    private final Line rest;
    private long index;

    private Sequence(List<String> names, Values values, Variables variables, Line rest) {
        this.names = names;
        this.values = values;
        this.variables = variables;
        this.rest = rest;
    }

    /** The values of the names in round {@code index}; empty when there are no more. */
    private interface Values {
        Optional<List<String>> at(long index);
    }

    /** Whether a line starts with a sequence. */
    static boolean startsIn(Line line) {
        String text = line.text();
        return text.startsWith("~SEQ(") || text.startsWith("~SEQx(") || text.startsWith("~LST(");
    }

    /** Reads the sequence at the start of a line; empty if it is malformed, which has been reported. */
    static Optional<LineSource> parse(Line line, Variables variables, Consumer<Problem> problems) {
        String text = line.text();
        int open = text.indexOf('(');
        int close = text.indexOf(')');
        if (close < 0) {
            return malformed(line, "the parenthesis is not closed", problems);
        }
        Line rest = line.from(close + 1).trimmed();
        List<String> arguments = split(text.substring(open + 1, close));
        Optional<LineSource> sequence = text.startsWith("~LST(")
                ? list(arguments, variables, rest)
                : numbers(arguments, text.startsWith("~SEQx("), variables, rest);
        return sequence.isPresent() ? sequence : malformed(line, "expected " + expected(text), problems);
    }

    private static String expected(String text) {
        return text.startsWith("~LST(")
                ? "~LST(NAME, VALUE, ...) or ~LST({NAME, ...}, {VALUE, ...}, ...)"
                : "~SEQ(NAME, [START, [STEP,]] END) with whole numbers and a step towards the end";
    }

    private static Optional<LineSource> malformed(Line line, String why, Consumer<Problem> problems) {
        problems.accept(Problem.error(line.at(0), line.text().substring(0, 4), why));
        return Optional.empty();
    }

    private static Optional<LineSource> list(List<String> arguments, Variables variables, Line rest) {
        List<String> names = group(arguments.get(0));
        if (arguments.size() < 2 || !names.stream().allMatch(Sequence::isName)) {
            return Optional.empty();
        }
        List<List<String>> rows = arguments.subList(1, arguments.size()).stream()
                .map(Sequence::group)
                .toList();
        return Optional.of(new Sequence(
                names, i -> i < rows.size() ? Optional.of(rows.get((int) i)) : Optional.empty(), variables, rest));
    }

    private static Optional<LineSource> numbers(List<String> arguments, boolean hex, Variables variables, Line rest) {
        int count = arguments.size();
        if (count < 2
                || count > 4
                || !isName(arguments.get(0))
                || !arguments.stream().skip(1).allMatch(Sequence::isNumber)) {
            return Optional.empty();
        }
        long end = Integer.decode(arguments.get(count - 1));
        long start = count > 2 ? Integer.decode(arguments.get(1)) : end > 0 ? 1 : -1;
        long step = count > 3 ? Integer.decode(arguments.get(2)) : end < start ? -1 : 1;
        if (step == 0 || (end - start) * step < 0) {
            return Optional.empty();
        }
        return Optional.of(new Sequence(
                List.of(arguments.get(0)),
                i -> {
                    long value = start + i * step;
                    boolean over = step > 0 ? value > end : value < end;
                    return over ? Optional.empty() : Optional.of(List.of(Long.toString(value, hex ? 16 : 10)));
                },
                variables,
                rest));
    }

    private static boolean isName(String text) {
        return text.matches("[A-Za-z_][A-Za-z0-9_]*");
    }

    private static boolean isNumber(String text) {
        return text.matches("-?([1-9][0-9]{0,8}|0|0x[0-9a-fA-F]{1,7})");
    }

    private static List<String> group(String argument) {
        boolean braced = argument.startsWith("{") && argument.endsWith("}") && argument.length() > 1;
        return braced ? split(argument.substring(1, argument.length() - 1)) : List.of(argument);
    }

    /** Splits at commas outside braces; always at least one part. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == ',' && depth <= 0) {
                parts.add(text.substring(start, i).trim());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).trim());
        return parts;
    }

    @Override
    public Optional<Line> next() {
        Optional<List<String>> row = values.at(index++);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < names.size(); i++) {
            // A row that is too short sets the rest to nothing, as keepalived does.
            String value = i < row.get().size() ? row.get().get(i) : "";
            variables.define(names.get(i), List.of(new Line(rest.file(), rest.number(), value)));
        }
        return Optional.of(rest);
    }
}
