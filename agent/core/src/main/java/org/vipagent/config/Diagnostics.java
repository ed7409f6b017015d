package org.vipagent.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.config.syntax.Position;
import org.vipagent.config.syntax.Problem;
import org.vipagent.config.syntax.Word;

/**
 * Collects what is wrong. The same thing at the same place is told once, however often a template was put in; after
 * {@link #MOST} different things the rest is only counted.
 */
final class Diagnostics {
    static final int MOST = 1_000;

    private final Set<Diagnostic> collected = new LinkedHashSet<>();
    private boolean errors;
    private int dropped;

    void error(Word word, String message) {
        add(Severity.ERROR, word, message, Optional.empty());
    }

    void error(Word word, String message, Optional<String> suggestion) {
        add(Severity.ERROR, word, message, suggestion);
    }

    void warning(Word word, String message) {
        add(Severity.WARNING, word, message, Optional.empty());
    }

    void warning(Word word, String message, Optional<String> suggestion) {
        add(Severity.WARNING, word, message, suggestion);
    }

    void problem(Problem problem) {
        Word word = new Word(problem.word(), problem.position(), false);
        add(problem.isError() ? Severity.ERROR : Severity.WARNING, word, problem.message(), Optional.empty());
    }

    boolean hasErrors() {
        return errors;
    }

    /** A position in the words of this package. */
    static SourcePosition position(Position position) {
        return new SourcePosition(position.file(), position.line(), position.column());
    }

    private void add(Severity severity, Word word, String message, Optional<String> suggestion) {
        errors |= severity == Severity.ERROR;
        Diagnostic diagnostic = new Diagnostic(severity, position(word.position()), word.text(), message, suggestion);
        if (collected.size() < MOST) {
            collected.add(diagnostic);
        } else if (!collected.contains(diagnostic)) {
            dropped++;
        }
    }

    /** All, files in the order in which they were first spoken of, the main file first, each by line and column. */
    List<Diagnostic> inReadingOrder(String mainFile) {
        Map<String, Integer> files = new HashMap<>();
        files.put(mainFile, 0);
        collected.forEach(d -> files.putIfAbsent(d.position().file(), files.size()));
        List<Diagnostic> sorted = new ArrayList<>(collected);
        sorted.sort(
                Comparator.comparing((Diagnostic d) -> files.get(d.position().file()))
                        .thenComparing(d -> d.position().line())
                        .thenComparing(d -> d.position().column()));
        if (dropped > 0) {
            sorted.add(new Diagnostic(
                    errors ? Severity.ERROR : Severity.WARNING,
                    new SourcePosition(mainFile, 1, 1),
                    "",
                    "and " + dropped + " more",
                    Optional.empty()));
        }
        return sorted;
    }
}
