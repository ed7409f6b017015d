package org.vipagent.config.syntax;

import java.util.List;
import java.util.Optional;

/**
 * A keyword with what follows it on its line, and its block if it opens one.
 *
 * @param source the text of the words, for fields that are split in another way
 * @param words at least one
 * @param block what stands between the braces
 */
public record Statement(Line source, List<Word> words, Optional<Block> block) {
    /** The first word. */
    public Word keyword() {
        return words.get(0);
    }

    /** What follows the keyword. */
    public List<Word> parameters() {
        return words.subList(1, words.size());
    }

    /** Where the keyword stands. */
    public Position position() {
        return words.get(0).position();
    }

    /** What stands in the block; empty where there is none. */
    public List<Statement> children() {
        return block.map(Block::statements).orElse(List.of());
    }
}
