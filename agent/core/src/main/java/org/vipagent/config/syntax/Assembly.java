package org.vipagent.config.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The tree while it grows: blocks that are complete, and the path of those that are open. */
final class Assembly {
    private final Outline outline;
    private final int mostOpen;
    private final Consumer<Problem> problems;
    private final Deque<Frame> open = new ArrayDeque<>();
    private final List<Statement> top = new ArrayList<>();
    private int tooDeep;
    private int judged;

    Assembly(Outline outline, int mostOpen, Consumer<Problem> problems) {
        this.outline = outline;
        this.mostOpen = mostOpen;
        this.problems = problems;
    }

    /** A block whose closing brace has not been seen. */
    record Frame(Statement head, Position openedAt, List<Statement> children) {}

    boolean isAtTop() {
        return open.isEmpty() && tooDeep == 0;
    }

    /** The block that the next closing brace closes. */
    Frame innermost() {
        return open.element();
    }

    /** The statements outside all blocks so far. */
    List<Statement> top() {
        return top;
    }

    /** Forgets all but the first statements, and what is open. */
    void backTo(int count) {
        open.clear();
        tooDeep = 0;
        top.subList(count, top.size()).clear();
        judged = Math.min(judged, count);
    }

    /** The statement that an opening brace would belong to. */
    Optional<Statement> head() {
        List<Statement> siblings = current();
        int last = siblings.size() - 1;
        return last >= 0 && siblings.get(last).block().isEmpty() ? Optional.of(siblings.get(last)) : Optional.empty();
    }

    /** Takes back the last statement. */
    void removeHead() {
        current().remove(current().size() - 1);
    }

    void add(Statement statement) {
        if (tooDeep == 0) {
            current().add(statement);
        }
    }

    private List<Statement> current() {
        return open.isEmpty() ? top : open.element().children();
    }

    void open(Position brace) {
        if (tooDeep > 0 || open.size() >= mostOpen) {
            if (tooDeep++ == 0) {
                problems.accept(Problem.error(brace, "{", "blocks are nested deeper than " + mostOpen + "; skipped"));
            }
            return;
        }
        Optional<Statement> head = head();
        if (head.isPresent()) {
            removeHead();
            open.push(new Frame(head.get(), brace, new ArrayList<>()));
            return;
        }
        problems.accept(Problem.error(brace, "{", "a block needs a keyword in front of its brace; skipped"));
        Line nothing = new Line(brace.file(), brace.line(), "");
        Statement none = new Statement(nothing, List.of(new Word("{", brace, false)), Optional.empty());
        open.push(new Frame(none, brace, new ArrayList<>()));
    }

    void close(Position brace) {
        if (tooDeep > 0) {
            tooDeep--;
        } else if (open.isEmpty()) {
            closeNothing(brace);
        } else {
            closeInnermost();
        }
    }

    void closeAll() {
        tooDeep = 0;
        while (!open.isEmpty()) {
            closeInnermost();
        }
    }

    private void closeInnermost() {
        Frame frame = open.pop();
        Statement head = frame.head();
        if (!head.source().isEmpty()) {
            Block block = new Block(frame.openedAt(), List.copyOf(frame.children()));
            current().add(new Statement(head.source(), head.words(), Optional.of(block)));
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
        boolean reopen = strays > judged
                && strays < top.size()
                && top.get(strays - 1).block().isPresent();
        if (!reopen) {
            judged = top.size();
            problems.accept(Problem.error(brace, "}", "this brace closes nothing: there is one } too many"));
            return;
        }
        Statement closed = top.get(strays - 1);
        Position openedAt = closed.block().orElseThrow().openedAt();
        problems.accept(Problem.error(
                brace,
                "}",
                "one } too many in the block of " + closed.keyword().text() + " opened on line " + openedAt.line()));
        List<Statement> more = top.subList(strays, top.size());
        List<Statement> children = new ArrayList<>(closed.children());
        children.addAll(more);
        more.clear();
        top.set(strays - 1, new Statement(closed.source(), closed.words(), Optional.of(new Block(openedAt, children))));
    }
}
