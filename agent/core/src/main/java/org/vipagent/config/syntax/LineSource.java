package org.vipagent.config.syntax;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the preprocessor's next line comes from. */
interface LineSource {
    /** The next line; empty at the end. */
    Optional<Line> next();

    /** The file whose own lines these are; empty for lines that come from a template or a sequence. */
    default Optional<FileLines> file() {
        return Optional.empty();
    }

    /** The lines of a template. */
    static LineSource of(List<Line> lines) {
        Iterator<Line> iterator = lines.iterator();
        return () -> iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
    }

    /** The physical lines of a file, with either line end. */
    final class FileLines implements LineSource {
        /** keepalived's buffer for a line; what is longer is dropped or cut there. */
        private static final int KEEPALIVED_LINE = 1024;

        private final String file;
        private final String text;
        private final Consumer<Problem> problems;
        private final Comments comments;
        private int at;
        private int number;

        FileLines(String file, String text, Consumer<Problem> problems) {
            this.file = file;
            this.text = text;
            this.problems = problems;
            this.comments = new Comments(problems);
            if (text.startsWith("\ufeff")) {
                at = 1;
                problems.accept(
                        Problem.warning(
                                new Position(file, 1, 1),
                                "",
                                "the file starts with a byte order mark, with which keepalived misreads the first word; skipped"));
            }
        }

        String name() {
            return file;
        }

        Comments comments() {
            return comments;
        }

        @Override
        public Optional<FileLines> file() {
            return Optional.of(this);
        }

        @Override
        public Optional<Line> next() {
            if (at >= text.length()) {
                return Optional.empty();
            }
            int newline = text.indexOf('\n', at);
            int end = newline < 0 ? text.length() : newline;
            int next = newline < 0 ? text.length() : newline + 1;
            if (end > at && text.charAt(end - 1) == '\r') {
                end--;
            }
            Line line = new Line(file, ++number, text.substring(at, end));
            at = next;
            if (line.length() > KEEPALIVED_LINE) {
                problems.accept(
                        Problem.warning(
                                line.at(KEEPALIVED_LINE),
                                "",
                                "the line has more than 1024 characters, at which keepalived stops reading it; read wholly here"));
            }
            return Optional.of(line);
        }
    }
}
