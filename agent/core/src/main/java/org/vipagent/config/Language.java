package org.vipagent.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.vipagent.config.syntax.Outline;

/** All words: keepalived's and our own. */
final class Language implements Outline {
    static final String TOP = "top";

    private final Map<String, Vocabulary> vocabularies;
    private final Map<String, TreeSet<String>> homes = new LinkedHashMap<>();

    Language(List<String> tables) {
        VocabularyTable table = new VocabularyTable();
        tables.forEach(table::add);
        this.vocabularies = table.vocabularies();
        for (Vocabulary vocabulary : vocabularies.values()) {
            String place = vocabulary.kind().equals(TOP) ? "the top level" : vocabulary.kind();
            vocabulary.words().forEach(word -> homes.computeIfAbsent(word, w -> new TreeSet<>())
                    .add(place));
        }
    }

    static Language standard() {
        return new Language(List.of(GlobalWords.TABLE, VrrpWords.TABLE, LvsWords.TABLE, OwnWords.TABLE));
    }

    Vocabulary top() {
        return vocabularies.get(TOP);
    }

    /** The words of a kind of block. */
    Vocabulary block(String kind) {
        Vocabulary vocabulary = vocabularies.get(kind);
        if (vocabulary == null) {
            throw new IllegalArgumentException("no table of words for " + kind);
        }
        return vocabulary;
    }

    Map<String, Vocabulary> all() {
        return vocabularies;
    }

    /** The blocks that know a word, for messages; none if it is no word at all. */
    List<String> homesOf(String word) {
        return homes.containsKey(word) ? List.copyOf(homes.get(word)) : List.of();
    }

    @Override
    public boolean standsAtTop(String word) {
        return top().find(word).isPresent();
    }

    @Override
    public boolean opensOnlyAtTop(String word) {
        Optional<Keyword> keyword = top().find(word);
        return keyword.isPresent()
                && keyword.get().hasBlock()
                && homes.get(word).size() == 1;
    }

    @Override
    public boolean belongsFurtherOut(List<String> path, String word) {
        Vocabulary outer = top();
        Vocabulary inner = top();
        for (String keyword : path) {
            Optional<String> kind =
                    inner.find(keyword).filter(Keyword::hasBlock).map(Keyword::block);
            if (kind.isEmpty()) {
                return false;
            }
            outer = inner;
            inner = block(kind.get());
        }
        // An entry may look like anything, also like a word of the block around.
        boolean known = !inner.ofEntries() && inner.find(word).isPresent();
        return !path.isEmpty() && !known && outer.find(word).isPresent();
    }

    @Override
    public boolean holdsSecret(String word) {
        return vocabularies.values().stream()
                .anyMatch(v -> v.find(word).filter(Keyword::secret).isPresent());
    }
}
