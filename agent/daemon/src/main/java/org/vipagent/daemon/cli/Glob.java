package org.vipagent.daemon.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Shell patterns over paths as glob(3) has them: {@code *}, {@code ?} and {@code [a-z]} within one component, a leading
 * dot only by a literal dot, a backslash takes the next character literally. Java's own globs differ in braces and
 * dots.
 */
final class Glob {
    private static final Pattern SLASHES = Pattern.compile("/+");

    private Glob() {}

    /**
     * The paths that exist and match, by name.
     *
     * @param directory where a relative pattern starts; it is no part of the result then
     */
    static List<Path> expand(Path directory, String pattern) {
        Path root = pattern.startsWith("/") ? Path.of("/") : Path.of("");
        List<Path> found = List.of(root);
        for (String component : SLASHES.split(pattern, -1)) {
            if (!component.isEmpty()) {
                found = step(directory, found, component);
            }
        }
        found = new ArrayList<>(found);
        found.sort(Comparator.comparing(Path::toString));
        return found;
    }

    private static List<Path> step(Path start, List<Path> found, String component) {
        List<Path> next = new ArrayList<>();
        boolean wild = isWild(component);
        for (Path path : found) {
            if (wild) {
                matching(start.resolve(path), component).forEach(name -> next.add(path.resolve(name)));
            } else {
                Path child = path.resolve(component.replace("\\", ""));
                if (Files.exists(start.resolve(child))) {
                    next.add(child);
                }
            }
        }
        return next;
    }

    private static boolean isWild(String component) {
        return component.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    private static List<String> matching(Path directory, String component) {
        List<String> matches = new ArrayList<>();
        Pattern pattern = compiled(component);
        boolean dots = component.startsWith(".");
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if ((dots || !name.startsWith(".")) && pattern.matcher(name).matches()) {
                    matches.add(name);
                }
            }
        } catch (IOException e) {
            // As glob(3) without GLOB_ERR: what cannot be listed matches nothing, and the loader reports that.
            return List.of();
        }
        return matches;
    }

    private static Pattern compiled(String component) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < component.length(); i++) {
            char c = component.charAt(i);
            int close = c == '[' ? component.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (close > 0) {
                regex.append(characterClass(component.substring(i + 1, close)));
                i = close;
            } else if (c == '\\' && i + 1 < component.length()) {
                i++;
                regex.append(Pattern.quote(String.valueOf(component.charAt(i))));
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            // A range such as [z-a]: matches nothing in glob(3) either.
            return Pattern.compile("(?!)");
        }
    }

    private static String characterClass(String inside) {
        boolean negated = inside.startsWith("!") || inside.startsWith("^");
        String characters = negated ? inside.substring(1) : inside;
        String escaped = characters
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("&", "\\&")
                .replace("^", "\\^");
        return "[" + (negated ? "^" : "") + escaped + "]";
    }
}
