package org.vipagent.config;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The words of one kind of block.
 *
 * @param kind the block's name in messages and tables
 * @param ofEntries whether it holds entries, such as addresses or names, in place of keywords
 * @param keywords by name
 */
record Vocabulary(String kind, boolean ofEntries, Map<String, Keyword> keywords) {
    Vocabulary {
        // Keeps the order of the table, so that the first of two equally near words is the same in each run.
        keywords = Collections.unmodifiableMap(new LinkedHashMap<>(keywords));
    }

    Optional<Keyword> find(String word) {
        return Optional.ofNullable(keywords.get(word));
    }

    Collection<String> words() {
        return keywords.keySet();
    }
}
