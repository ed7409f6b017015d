package org.vipagent.config.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds the tree of blocks from lines. Braces outside quotes part statements, wherever they stand; a brace on a line
 * of its own belongs to the statement before it. A brace that is missing, or is one too many, is reported once, and
 * what follows is still read as it was meant.
 */
public final class TreeBuilder {
    private final Outline outline;
    private final Consumer<Problem> problems;
    private final Assembly assembly;
    /** All since the last statement outside all blocks, to be gone through again if a brace turns out to be missing. */
    private final List<Event> events = new ArrayList<>();

    private int before;

    public TreeBuilder(Outline outline, Limits limits, Consumer<Problem> problems) {
        this.outline = outline;
        this.problems = problems;
        this.assembly = new Assembly(outline, limits.depth(), problems);
    }

    private enum Kind {
        STATEMENT,
        OPEN,
        CLOSE
    }

    /** A statement without its block, or a brace. */
    private record Event(Kind kind, Position position, Optional<Statement> statement) {
        static Event brace(char brace, Position position) {
            return new Event(brace == '{' ? Kind.OPEN : Kind.CLOSE, position, Optional.empty());
        }

        String word() {
            return statement.orElseThrow().keyword().text();
        }
    }

    /** Takes the next line. */
    public void add(Line line) {
        String text = line.text();
        if (text.indexOf('{') < 0 && text.indexOf('}') < 0) {
            statement(line);
            return;
        }
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
                brace(Event.brace(c, line.at(i)));
                start = i + 1;
            }
        }
        statement(line.from(start));
    }

    /** The whole tree; to be called once, after the last line. */
    public List<Statement> finish() {
        if (!assembly.isAtTop()) {
            closeLostBlocks("the end of the file was reached");
        }
        return List.copyOf(assembly.top());
    }

    private void statement(Line part) {
        List<Word> words = Words.plain(part);
        if (words.isEmpty()) {
            return;
        }
        if (assembly.isAtTop()) {
            events.clear();
            before = assembly.top().size();
        }
        Statement statement = new Statement(part, List.copyOf(words), Optional.empty());
        apply(new Event(Kind.STATEMENT, words.get(0).position(), Optional.of(statement)));
    }

    private void brace(Event brace) {
        Optional<Statement> head =
                assembly.isAtTop() || brace.kind() == Kind.CLOSE ? Optional.empty() : assembly.head();
        if (head.filter(h -> outline.opensOnlyAtTop(h.keyword().text())).isPresent()) {
            assembly.removeHead();
            events.remove(events.size() - 1);
            closeLostBlocks(head.get().keyword().text() + " on line "
                    + head.get().position().line() + " can only stand outside all blocks");
            events.clear();
            before = assembly.top().size();
            apply(new Event(Kind.STATEMENT, head.get().position(), head));
        }
        apply(brace);
    }

    private void apply(Event event) {
        events.add(event);
        switch (event.kind()) {
            case STATEMENT -> assembly.add(event.statement().orElseThrow());
            case OPEN -> assembly.open(event.position());
            case CLOSE -> assembly.close(event.position());
        }
    }

    /**
     * Blocks are open that cannot be. Where a word shows which brace is missing, because it belongs in the block around
     * its own, all is gone through again with that brace.
     */
    private void closeLostBlocks(String evidence) {
        int foreign = firstForeign();
        if (foreign < 0) {
            tellNotClosed(assembly.innermost(), evidence);
        } else {
            List<Event> again = new ArrayList<>(events);
            events.clear();
            assembly.backTo(before);
            again.subList(0, foreign).forEach(this::apply);
            Event word = again.get(foreign);
            tellNotClosed(
                    assembly.innermost(),
                    word.word() + " on line " + word.position().line() + " belongs in the block around it");
            apply(Event.brace('}', word.position()));
            again.subList(foreign, again.size()).forEach(this::apply);
        }
        assembly.closeAll();
    }

    /** The first word since the last top statement that is not known where it stands, but is one block further out. */
    private int firstForeign() {
        List<String> path = new ArrayList<>();
        String last = "";
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            if (event.kind() == Kind.STATEMENT) {
                last = event.word();
                if (outline.belongsFurtherOut(path, last)) {
                    return i;
                }
            } else if (event.kind() == Kind.OPEN) {
                path.add(last);
            } else if (!path.isEmpty()) {
                path.remove(path.size() - 1);
            }
        }
        return -1;
    }

    private void tellNotClosed(Assembly.Frame frame, String evidence) {
        problems.accept(Problem.error(
                frame.openedAt(),
                "{",
                "the block of " + frame.head().keyword().text() + " is not closed: " + evidence));
    }
}
