package org.vipagent.config.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds the tree of blocks from lines. Braces outside quotes part statements, wherever they stand; a brace on a line of
 * its own belongs to the statement before it. A brace that is missing, or is one too many, is reported once, and the
 * blocks behind it are still read as what they were meant to be.
 */
public final class TreeBuilder {
    private final Outline outline;
    private final Limits limits;
    private final Consumer<Problem> problems;
    private final Deque<Frame> open = new ArrayDeque<>();
    private final List<Statement> top = new ArrayList<>();
    private int tooDeep;
    private int judged;

    public TreeBuilder(Outline outline, Limits limits, Consumer<Problem> problems) {
        this.outline = outline;
        this.limits = limits;
        this.problems = problems;
    }

    /** A block whose closing brace has not been seen. */
    private record Frame(Statement head, Position openedAt, List<Statement> children) {}

    /** Takes the next line. */
    public void add(Line line) {
        String text = line.text();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '$' && !quoted && text.startsWith("{", i + 1)) {
                // What is left of an undefined ${NAME} is text, not a block.
                int close = text.indexOf('}', i);
                i = close < 0 ? i + 1 : close;
            } else if (!quoted && (c == '{' || c == '}')) {
                statement(line.between(start, i));
                brace(line, i);
                start = i + 1;
            }
        }
        statement(line.from(start));
    }

    /** The whole tree; to be called once, after the last line. */
    public List<Statement> finish() {
        if (!open.isEmpty()) {
            Frame innermost = open.element();
            tellNotClosed(innermost, "the end of the file was reached");
            closeAll();
        }
        return List.copyOf(top);
    }

    private void statement(Line part) {
        List<Word> words = Words.plain(part);
        if (words.isEmpty() || tooDeep > 0) {
            return;
        }
        String keyword = words.get(0).text();
        if (!open.isEmpty() && outline.opensOnlyAtTop(keyword)) {
            tellNotClosed(
                    open.element(),
                    keyword + " on line " + words.get(0).position().line() + " can only stand outside all blocks");
            closeAll();
        }
        current().add(new Statement(part, List.copyOf(words), Optional.empty()));
    }

    private void tellNotClosed(Frame frame, String evidence) {
        problems.accept(Problem.error(
                frame.openedAt(),
                "{",
                "the block of " + frame.head().keyword().text() + " is not closed: " + evidence));
    }

    private List<Statement> current() {
        return open.isEmpty() ? top : open.element().children();
    }

    private void brace(Line line, int at) {
        if (line.text().charAt(at) == '{') {
            openBlock(line, at);
        } else if (tooDeep > 0) {
            tooDeep--;
        } else if (!open.isEmpty()) {
            closeBlock();
        } else {
            closeNothing(line.at(at));
        }
    }

    private void openBlock(Line line, int at) {
        if (tooDeep > 0 || open.size() >= limits.depth()) {
            if (tooDeep++ == 0) {
                problems.accept(Problem.error(
                        line.at(at), "{", "blocks are nested deeper than " + limits.depth() + "; skipped"));
            }
            return;
        }
        List<Statement> siblings = current();
        int last = siblings.size() - 1;
        if (last >= 0 && siblings.get(last).block().isEmpty()) {
            open.push(new Frame(siblings.remove(last), line.at(at), new ArrayList<>()));
            return;
        }
        problems.accept(Problem.error(line.at(at), "{", "a block needs a keyword in front of its brace; skipped"));
        Word none = new Word("{", line.at(at), false);
        open.push(new Frame(
                new Statement(line.between(at, at), List.of(none), Optional.empty()), line.at(at), new ArrayList<>()));
    }

    private void closeBlock() {
        Frame frame = open.pop();
        Statement head = frame.head();
        if (!head.keyword().text().equals("{") || head.keyword().quoted()) {
            Block block = new Block(frame.openedAt(), List.copyOf(frame.children()));
            current().add(new Statement(head.source(), head.words(), Optional.of(block)));
        }
    }

    private void closeAll() {
        while (!open.isEmpty()) {
            closeBlock();
        }
    }

    /**
     * A closing brace outside all blocks. If words stand before it that belong in a block, then the block before them
     * was closed too early: they go back into it.
     */
    private void closeNothing(Position brace) {
        int strays = top.size();
        while (strays > judged
                && !outline.standsAtTop(top.get(strays - 1).keyword().text())) {
            strays--;
        }
        boolean reopen =
                strays > 0 && strays < top.size() && top.get(strays - 1).block().isPresent();
        if (!reopen) {
            judged = top.size();
            problems.accept(Problem.error(brace, "}", "this brace closes nothing: there is one } too many"));
            return;
        }
        Statement closed = top.get(strays - 1);
        problems.accept(Problem.error(
                brace,
                "}",
                "one } too many in the block of " + closed.keyword().text() + " opened on line "
                        + closed.block().orElseThrow().openedAt().line()));
        List<Statement> more = top.subList(strays, top.size());
        List<Statement> children = new ArrayList<>(closed.children());
        children.addAll(more);
        more.clear();
        Block block = new Block(closed.block().orElseThrow().openedAt(), children);
        top.set(strays - 1, new Statement(closed.source(), closed.words(), Optional.of(block)));
    }
}
