package org.vipagent.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vipagent.config.SourceReader.Source;
import org.vipagent.config.SourceReader.Text;
import org.vipagent.config.SourceReader.Unreadable;
import org.vipagent.config.syntax.Includes;
import org.vipagent.config.syntax.Word;

/**
 * Opens what include lines name. Plain {@code include} lets everything pass in keepalived, which hides a mistyped name;
 * here it is told as a warning, and the stricter variants as errors: {@code r} unreadable, a directory or executable;
 * {@code m} a plain name that is not there; {@code w} a pattern that matches nothing; {@code b} an alternative in
 * braces that matches nothing; {@code a} all of these.
 */
final class IncludeResolver implements Includes {
    private static final int MOST_FILES = 10_000;
    private static final int MOST_ALTERNATIVES = 1_000;

    private final SourceReader reader;
    private final Diagnostics diagnostics;
    private int opened;

    IncludeResolver(SourceReader reader, Diagnostics diagnostics) {
        this.reader = reader;
        this.diagnostics = diagnostics;
    }

    @Override
    public List<Included> open(Word keyword, Word pattern) {
        List<Included> found = new ArrayList<>();
        try {
            Path file = Path.of(pattern.position().file());
            Path directory = file.getParent() == null ? Path.of("") : file.getParent();
            List<String> alternatives = alternatives(pattern.text());
            boolean braces = alternatives.size() > 1;
            List<String> empty = new ArrayList<>();
            for (String alternative : alternatives) {
                List<Path> paths = reader.expand(directory, alternative);
                if (paths.isEmpty()) {
                    empty.add(alternative);
                }
                paths.forEach(path -> read(directory.resolve(path).normalize(), keyword, pattern, found));
            }
            if (!empty.isEmpty()) {
                tellEmpty(keyword, pattern, empty, braces);
            }
        } catch (InvalidPathException e) {
            diagnostics.error(pattern, "this is no file name: " + e.getReason());
        }
        return found;
    }

    private void tellEmpty(Word keyword, Word pattern, List<String> empty, boolean braces) {
        char variant = keyword.text().charAt(keyword.text().length() - 1);
        boolean wildcard = empty.stream().anyMatch(IncludeResolver::hasWildcard);
        boolean strict = variant == 'a'
                || (variant == 'b' && braces)
                || (variant == 'w' && wildcard)
                || (variant == 'm' && !wildcard && !braces);
        String message = "nothing is included: no file matches " + String.join(", ", empty);
        if (strict) {
            diagnostics.error(pattern, message);
        } else {
            diagnostics.warning(pattern, message);
        }
    }

    private static boolean hasWildcard(String pattern) {
        return pattern.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    private void read(Path path, Word keyword, Word pattern, List<Included> found) {
        char variant = keyword.text().charAt(keyword.text().length() - 1);
        boolean strict = variant == 'r' || variant == 'a';
        if (++opened > MOST_FILES) {
            diagnostics.error(pattern, "more than " + MOST_FILES + " files are included");
            return;
        }
        Source source = reader.read(path);
        if (source instanceof Text text) {
            found.add(new Included(path.toString(), text.content()));
            if (strict && text.executable()) {
                diagnostics.error(pattern, path + " is executable, which " + keyword.text() + " does not allow");
            }
        } else if (source instanceof Unreadable unreadable) {
            String message = path + " is not included: " + unreadable.reason();
            if (strict) {
                diagnostics.error(pattern, message);
            } else {
                diagnostics.warning(pattern, message);
            }
        }
    }

    /** The patterns that a pattern with {@code {a,b}} stands for, as a shell has it: braces may stand in braces. */
    static List<String> alternatives(String pattern) {
        List<String> done = new ArrayList<>();
        List<String> open = new ArrayList<>(List.of(pattern));
        while (!open.isEmpty() && done.size() + open.size() < MOST_ALTERNATIVES) {
            String next = open.remove(0);
            int start = next.indexOf('{');
            int end = start < 0 ? -1 : closing(next, start);
            if (end < 0) {
                done.add(next);
                continue;
            }
            List<String> expanded = new ArrayList<>();
            for (String part : parts(next.substring(start + 1, end))) {
                expanded.add(next.substring(0, start) + part + next.substring(end + 1));
            }
            open.addAll(0, expanded);
        }
        return done.isEmpty() ? List.of(pattern) : done;
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
