package org.vipagent.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Files in memory, by absolute path. */
final class MemoryFiles implements SourceReader {
    private final Map<Path, String> texts = new TreeMap<>();
    private final Set<Path> executable = new HashSet<>();
    private final Set<Path> unreadable = new HashSet<>();

    static MemoryFiles with(String path, String text) {
        return new MemoryFiles().and(path, text);
    }

    MemoryFiles and(String path, String text) {
        texts.put(Path.of(path), text);
        return this;
    }

    MemoryFiles andExecutable(String path, String text) {
        executable.add(Path.of(path));
        return and(path, text);
    }

    MemoryFiles andUnreadable(String path) {
        unreadable.add(Path.of(path));
        return and(path, "");
    }

    @Override
    public Source read(Path file) {
        if (unreadable.contains(file)) {
            return new Unreadable("permission denied");
        }
        String text = texts.get(file);
        return text == null ? new Unreadable("no such file") : new Text(text, executable.contains(file));
    }

    @Override
    public Source readSecret(Path file) {
        return read(file);
    }

    @Override
    public List<Path> expand(Path directory, String pattern) {
        Path resolved = directory.resolve(pattern).normalize();
        // Only * and ?, which is all that the tests use; everything else stands for itself.
        StringBuilder regex = new StringBuilder();
        for (char c : resolved.toString().toCharArray()) {
            regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
        }
        Pattern matcher = Pattern.compile(regex.toString());
        return texts.keySet().stream()
                .filter(path -> matcher.matcher(path.toString()).matches())
                .toList();
    }
}
