package org.vipagent.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vipagent.config.Keyword.Support;

/**
 * Reads tables of words. A line {@code [kind]} starts a block, {@code [kind entries]} one without keywords; any other
 * line is a mark ({@code +} supported, {@code -} known, {@code !} refused), the word with its other spellings, how many
 * words follow ({@code 1}, {@code 0-1}, {@code 1+}), and options: {@code &} repeatable, {@code $} secret, {@code '} a
 * command, {@code >kind} the kind of its block, {@code : why}.
 */
final class VocabularyTable {
    private final Map<String, Map<String, Keyword>> blocks = new LinkedHashMap<>();
    private final Map<String, Boolean> entries = new LinkedHashMap<>();

    /** Adds the blocks of a table; words of a block that is there already are added to it. */
    void add(String table) {
        Map<String, Keyword> block = Map.of();
        for (String line : table.split("\n", -1)) {
            if (line.startsWith("[")) {
                String[] head = line.substring(1, line.length() - 1).split(" ", -1);
                block = blocks.computeIfAbsent(head[0], kind -> new LinkedHashMap<>());
                entries.put(head[0], head.length > 1);
            } else if (!line.isBlank()) {
                addWord(line, block);
            }
        }
    }

    Map<String, Vocabulary> vocabularies() {
        Map<String, Vocabulary> result = new LinkedHashMap<>();
        blocks.forEach((kind, words) -> result.put(kind, new Vocabulary(kind, entries.get(kind), words)));
        return result;
    }

    private static void addWord(String line, Map<String, Keyword> block) {
        int colon = line.indexOf(" : ");
        String note = colon < 0 ? "" : line.substring(colon + 3);
        String[] parts = (colon < 0 ? line : line.substring(0, colon)).trim().split(" +", -1);
        String options = String.join(" ", parts);
        String ofBlock = "";
        for (int i = 3; i < parts.length; i++) {
            ofBlock = parts[i].startsWith(">") ? parts[i].substring(1) : ofBlock;
        }
        Support support =
                parts[0].equals("+") ? Support.SUPPORTED : parts[0].equals("!") ? Support.REFUSED : Support.UNSUPPORTED;
        String[] names = parts[1].split("/", -1);
        for (String name : names) {
            Keyword keyword = new Keyword(
                    name,
                    names[0],
                    support,
                    least(parts[2]),
                    most(parts[2]),
                    options.contains(" &"),
                    options.contains(" $"),
                    options.contains(" '"),
                    ofBlock,
                    note);
            block.put(name, keyword);
        }
    }

    private static int least(String arity) {
        return Integer.parseInt(arity.substring(0, 1));
    }

    private static int most(String arity) {
        return arity.endsWith("+") ? Keyword.ANY_NUMBER : Integer.parseInt(arity.substring(arity.length() - 1));
    }
}
