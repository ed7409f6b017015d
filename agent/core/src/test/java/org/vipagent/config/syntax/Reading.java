package org.vipagent.config.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A text read in a test: its lines, its tree, its problems. */
record Reading(List<Line> read, List<Statement> tree, List<Problem> problems) {
    static final String FILE = "/etc/a/main.conf";
    static final Settings SETTINGS = new Settings("main", Optional.empty(), Map.of("HOME", "/root"), 1);

    /** A language with two blocks at the top and a secret; {@code in_1} belongs in blocks within those of the top. */
    private static final Outline OUTLINE = new Outline() {
        @Override
        public boolean standsAtTop(String word) {
            return Set.of("box", "crate", "lid").contains(word);
        }

        @Override
        public boolean opensOnlyAtTop(String word) {
            return Set.of("box", "crate").contains(word);
        }

        @Override
        public boolean belongsFurtherOut(List<String> path, String word) {
            return !path.isEmpty() && word.equals("in_" + (path.size() - 1));
        }

        @Override
        public boolean holdsSecret(String word) {
            return word.equals("secret");
        }
    };

    static Reading of(String... lines) {
        return of(SETTINGS, Limits.standard(), lines);
    }

    static Reading of(Settings settings, Limits limits, String... lines) {
        List<Line> read = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        TreeBuilder builder = new TreeBuilder(OUTLINE, limits, problems::add);
        Preprocessor preprocessor =
                new Preprocessor(settings, (keyword, pattern) -> List.of(), OUTLINE, limits, problems::add);
        preprocessor.read(FILE, String.join("\n", lines), line -> {
            read.add(line);
            builder.add(line);
        });
        return new Reading(read, builder.finish(), problems);
    }

    /** The text of each line that was handed on. */
    List<String> lines() {
        return read.stream().map(Line::text).toList();
    }

    /** The tree on one line: {@code box a { lid ; lid b } }. */
    String shape() {
        return shape(tree);
    }

    private static String shape(List<Statement> statements) {
        return statements.stream()
                .map(s -> s.words().stream().map(Word::text).collect(Collectors.joining(" "))
                        + (s.block().isPresent() ? " { " + shape(s.children()) + " }" : ""))
                .collect(Collectors.joining(" ; "));
    }

    /** The problems as {@code line:column: error: message}. */
    List<String> told() {
        return problems.stream()
                .map(p -> p.position().line() + ":" + p.position().column() + ": "
                        + (p.isError() ? "error: " : "warning: ") + p.message())
                .toList();
    }
}
