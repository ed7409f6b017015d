package org.vipagent.cloud.cloudstack.importing;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file of sections with names and values, as Python's and Ruby's readers take them.
 *
 * @param sections values by section and name; names in lower case
 */
record IniFile(Path name, Map<String, Map<String, Value>> sections) {
    /**
     * What stands behind a name.
     *
     * @param line where, from 1
     */
    record Value(String text, int line) {
        /** Without the text, which may be a key. */
        @Override
        public String toString() {
            return "Value[line=" + line + "]";
        }
    }

    static IniFile parse(Path file, String text) throws AccountFileException {
        IniFile ini = new IniFile(file, new HashMap<>());
        Map<String, Value> section = new HashMap<>();
        int line = 0;
        for (String raw : text.lines().toList()) {
            line++;
            String content = raw.strip();
            if (content.startsWith("[") && content.endsWith("]")) {
                String name = content.substring(1, content.length() - 1).strip();
                section = ini.sections.computeIfAbsent(name, n -> new HashMap<>());
            } else if (!content.isEmpty() && !content.startsWith("#") && !content.startsWith(";")) {
                ini.put(section, content, line);
            }
        }
        return ini;
    }

    private void put(Map<String, Value> section, String content, int line) throws AccountFileException {
        int end = 0;
        while (end < content.length() && content.charAt(end) != '=' && content.charAt(end) != ':') {
            end++;
        }
        if (end == 0 || end == content.length()) {
            // The line itself is not shown: it may hold a key.
            throw wrong(line, "expected [SECTION], NAME = VALUE, or a comment after # or ;");
        }
        String word = content.substring(0, end).strip().toLowerCase(Locale.ROOT);
        if (section.put(word, new Value(content.substring(end + 1).strip(), line)) != null) {
            throw wrong(line, word + " is given a second time");
        }
    }

    boolean has(String section) {
        return sections.containsKey(section);
    }

    /** The value, unless it is empty. */
    Optional<Value> find(String section, String word) {
        return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(word))
                .filter(v -> !v.text().isEmpty());
    }

    Value demand(String section, String word) throws AccountFileException {
        Optional<Value> value = find(section, word);
        if (value.isPresent()) {
            return value.get();
        }
        Map<String, Value> there = sections.get(section);
        if (there.containsKey(word)) {
            throw wrong(there.get(word).line(), word + " has no value");
        }
        for (Map.Entry<String, Value> other : there.entrySet()) {
            if (letters(other.getKey()).equals(letters(word))) {
                throw wrong(
                        other.getValue().line(),
                        "'" + other.getKey() + "' is unknown here: did you mean " + word + "?");
            }
        }
        throw new AccountFileException(name + ": section [" + section + "] has no line '" + word + " = VALUE'");
    }

    private static String letters(String word) {
        return word.replaceAll("[^a-z]", "");
    }

    AccountFileException wrong(int line, String what) {
        return new AccountFileException(name + ":" + line + ": " + what);
    }
}
