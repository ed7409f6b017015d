package org.vipagent.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.config.Keyword.Support;
import org.vipagent.config.syntax.Preprocessor;
import org.vipagent.config.syntax.ScriptWords;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;

/**
 * Holds the whole tree against the table of words: unknown ones, ones in the wrong block, known ones that are not
 * supported, missing and superfluous words behind them, repeated ones. What a word's values mean is judged elsewhere.
 */
final class VocabularyCheck {
    /** Refused words are harmless with these: they ask for what is done anyway. */
    private static final Set<String> HARMLESS = Set.of("off", "false", "no", "never", "224.0.0.18", "ff02::12");

    private final Language language;
    private final Diagnostics diagnostics;
    private final Set<String> toldUnsupported = new HashSet<>();

    VocabularyCheck(Language language, Diagnostics diagnostics) {
        this.language = language;
        this.diagnostics = diagnostics;
    }

    void check(List<Statement> statements) {
        checkBlock(statements, language.top(), null, false);
    }

    /**
     * @param inUnsupported whether a block around is not supported, so that nothing in it needs to be told as such
     */
    private void checkBlock(
            List<Statement> statements, Vocabulary vocabulary, Statement parent, boolean inUnsupported) {
        if (vocabulary.ofEntries()) {
            checkEntries(statements, vocabulary, parent);
            return;
        }
        Map<String, Statement> seen = new HashMap<>();
        for (Statement statement : statements) {
            Optional<Keyword> keyword = vocabulary.find(statement.keyword().text());
            if (keyword.isEmpty()) {
                tellUnknown(statement.keyword(), vocabulary, parent);
                continue;
            }
            tellRepeated(statement, keyword.get(), seen);
            boolean unsupported = inUnsupported || tellUnsupported(statement, keyword.get(), vocabulary);
            if (checkShape(statement, keyword.get()) && statement.block().isPresent()) {
                checkBlock(statement.children(), language.block(keyword.get().block()), statement, unsupported);
            }
        }
    }

    private void checkEntries(List<Statement> entries, Vocabulary vocabulary, Statement parent) {
        boolean staticAddress = parent != null && parent.keyword().text().equals("static_ipaddress");
        for (Statement entry : entries) {
            Word first = entry.keyword();
            EntryWords.check(entry, staticAddress ? "static_ipaddress" : vocabulary.kind(), diagnostics);
            boolean lostBrace = entry.block().isPresent()
                    || (parent != null && !first.quoted() && looksLikeLostBrace(vocabulary, first.text()));
            if (lostBrace && parent != null) {
                diagnostics.error(
                        first,
                        first.text() + " is not an entry of " + parent.keyword().text()
                                + "; is the } missing of the block opened on line "
                                + parent.position().line() + "?");
            } else if (entry.block().isPresent()) {
                diagnostics.error(first, first.text() + " takes no block here");
            }
        }
    }

    /** Names may be anything, but no address or interface is called like a keyword of an instance. */
    private boolean looksLikeLostBrace(Vocabulary vocabulary, String word) {
        boolean names = vocabulary.kind().equals("names") || vocabulary.kind().equals("rules");
        return !names && language.block("vrrp_instance").find(word).isPresent();
    }

    private void tellUnknown(Word word, Vocabulary vocabulary, Statement parent) {
        String place =
                parent == null ? "at the top level" : "in " + parent.keyword().text();
        if (Preprocessor.isInclude(word.text())) {
            diagnostics.error(
                    word,
                    word.text() + " is looked for before @ and $ are worked on: it can be neither conditional nor"
                            + " come from a variable");
            return;
        }
        List<String> homes = language.homesOf(word.text());
        if (!homes.isEmpty()) {
            diagnostics.error(
                    word, word.text() + " is not known " + place + "; it belongs in " + String.join(", ", homes));
            return;
        }
        diagnostics.error(
                word,
                "unknown word '" + word.text() + "' " + place,
                Suggestions.nearest(word.text(), vocabulary.words()));
    }

    private void tellRepeated(Statement statement, Keyword keyword, Map<String, Statement> seen) {
        Statement first = seen.putIfAbsent(keyword.canonical(), statement);
        if (first == null || keyword.repeatable()) {
            return;
        }
        String rule =
                switch (keyword.canonical()) {
                    case "state" -> "the first MASTER stays";
                    case "vrrp_startup_delay" -> "the longer one stays";
                    default -> "the last one counts";
                };
        diagnostics.warning(
                statement.keyword(),
                statement.keyword().text() + " was given before, on line "
                        + first.position().line() + "; " + rule);
    }

    private boolean tellUnsupported(Statement statement, Keyword keyword, Vocabulary vocabulary) {
        if (keyword.support() == Support.SUPPORTED) {
            return false;
        }
        List<Word> parameters = statement.parameters();
        boolean harmless = statement.block().isEmpty()
                && parameters.size() == 1
                && HARMLESS.contains(parameters.get(0).text());
        String note = keyword.note().isEmpty() ? "" : ": " + keyword.note();
        if (keyword.support() == Support.REFUSED && !harmless) {
            diagnostics.error(
                    statement.keyword(), keyword.name() + " is known but not supported, and cannot be left out" + note);
        } else if (!harmless && toldUnsupported.add(vocabulary.kind() + " " + keyword.canonical())) {
            diagnostics.warning(
                    statement.keyword(), keyword.name() + " is known" + origin(keyword) + ", not supported" + note);
        }
        return true;
    }

    private static String origin(Keyword keyword) {
        return Set.of("static_nat", "firewall", "lease").contains(keyword.canonical())
                ? " but, in this version"
                : " to keepalived";
    }

    /** Whether it has the block that it needs, or none where it needs none. */
    private boolean checkShape(Statement statement, Keyword keyword) {
        Word word = statement.keyword();
        if (keyword.hasBlock() && statement.block().isEmpty()) {
            diagnostics.error(word, word.text() + " needs a block: { ... }");
            return false;
        }
        if (!keyword.hasBlock() && statement.block().isPresent()) {
            diagnostics.error(word, word.text() + " takes no block; what stands between its braces is skipped");
            return false;
        }
        List<Word> parameters = parameters(statement, keyword);
        if (parameters.size() < keyword.least()) {
            diagnostics.error(
                    word,
                    word.text() + " lacks a parameter: expected " + keyword.least() + ", found " + parameters.size());
            return false;
        }
        if (parameters.size() > keyword.most()) {
            tellExtra(keyword, parameters.get(keyword.most()));
        }
        return true;
    }

    private List<Word> parameters(Statement statement, Keyword keyword) {
        if (!keyword.script()) {
            return statement.parameters();
        }
        Optional<List<Word>> words = ScriptWords.split(statement.source());
        if (words.isEmpty()) {
            diagnostics.error(statement.keyword(), "a quote in the command of " + keyword.name() + " is not closed");
            return statement.parameters();
        }
        return words.get().subList(Math.min(1, words.get().size()), words.get().size());
    }

    private void tellExtra(Keyword keyword, Word extra) {
        String name = keyword.name();
        if (keyword.secret()) {
            Word hidden = new Word(name, extra.position(), false);
            diagnostics.warning(
                    hidden, "more words follow the value of " + name + " and are ignored; does it need quotes?");
            return;
        }
        String takes = keyword.most() == 0 ? "takes no parameter" : "takes " + keyword.most() + " at most";
        diagnostics.warning(
                extra,
                "'" + extra.text() + "' is ignored: " + name + " " + takes
                        + ", and each keyword needs a line of its own");
    }
}
