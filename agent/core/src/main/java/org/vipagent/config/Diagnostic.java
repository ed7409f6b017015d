package org.vipagent.config;

import java.util.Locale;
import java.util.Optional;

/**
 * One thing that is wrong, or odd, in a configuration.
 *
 * @param severity whether it can still be used
 * @param position where
 * @param word the word that it is about, as written; never a secret
 * @param message what is wrong and what was expected
 * @param suggestion the word that was probably meant
 */
public record Diagnostic(
        Severity severity, SourcePosition position, String word, String message, Optional<String> suggestion) {
    /** One line, as compilers print it: {@code FILE:LINE:COLUMN: error: MESSAGE (did you mean X?)}. */
    public String render() {
        String hint = suggestion.map(s -> " (did you mean " + s + "?)").orElse("");
        return position + ": " + severity.name().toLowerCase(Locale.ROOT) + ": " + message + hint;
    }
}
