package org.vipagent.config.syntax;

import java.util.function.Consumer;

/**
 * Takes comments out of lines: from {@code #} or {@code !} outside double quotes to the end, also in the middle of a
 * word; {@code \#} and {@code \!} are the characters themselves. One object reads one file.
 */
final class Comments {
    private final Consumer<Problem> problems;
    private boolean toldOfSemicolon;

    Comments(Consumer<Problem> problems) {
        this.problems = problems;
    }

    /**
     * A line without its comment and without blanks around.
     *
     * @param continued whether it ended in a backslash, which is taken off
     */
    record Stripped(Line line, boolean continued) {}

    Stripped strip(Line raw) {
        Line line = raw.trimmed();
        if (line.isEmpty()) {
            return new Stripped(line, false);
        }
        if (line.text().charAt(0) == ';') {
            tellOfSemicolon(line);
            return new Stripped(line.between(0, 0), false);
        }
        return hasSpecial(line.text()) ? scan(line) : new Stripped(line, false);
    }

    private static boolean hasSpecial(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '#' || c == '!' || c == '"' || c == '\\') {
                return true;
            }
        }
        return false;
    }

    private void tellOfSemicolon(Line line) {
        if (!toldOfSemicolon) {
            toldOfSemicolon = true;
            problems.accept(Problem.warning(
                    line.at(0),
                    ";",
                    "a comment starts with # or !; the line is skipped, as are others of this file that start with ;"));
        }
    }

    private Stripped scan(Line given) {
        Line line = given;
        int openQuote = -1;
        for (int i = 0; i < line.length(); i++) {
            char c = line.text().charAt(i);
            if (c == '"') {
                openQuote = openQuote < 0 ? i : -1;
            } else if (openQuote < 0
                    && c == '\\'
                    && i + 1 < line.length()
                    && isMark(line.text().charAt(i + 1))) {
                line = line.replaced(i, i + 1, "");
            } else if (openQuote < 0 && isMark(c)) {
                tellOfMark(line, i);
                return new Stripped(line.between(0, i).trimmed(), false);
            }
        }
        if (openQuote >= 0) {
            problems.accept(Problem.error(line.at(openQuote), "\"", "the quote is not closed on this line"));
        }
        boolean continued = line.text().endsWith("\\");
        return new Stripped(continued ? line.between(0, line.length() - 1).trimmed() : line, continued);
    }

    private static boolean isMark(char c) {
        return c == '#' || c == '!';
    }

    private void tellOfMark(Line line, int at) {
        char before = at == 0 ? ' ' : line.text().charAt(at - 1);
        boolean endsWord = at + 1 == line.length() || !Line.isBlank(line.text().charAt(at + 1));
        if (!Line.isBlank(before) && "{}\"".indexOf(before) < 0 && endsWord) {
            String mark = line.text().substring(at, at + 1);
            problems.accept(Problem.warning(
                    line.at(at),
                    mark,
                    mark
                            + " starts a comment here, in the middle of a word, and the rest is lost; quote the word or write \\"
                            + mark));
        }
    }
}
