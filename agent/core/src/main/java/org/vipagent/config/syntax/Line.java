package org.vipagent.config.syntax;

/**
 * A piece of text from one line of one file that still knows where each of its characters was written, also after
 * variables were put in: those characters stand where the variable did.
 */
public final class Line {
    private final String file;
    private final int number;
    private final String text;
    private final int firstColumn;
    private final int[] columns;

    private Line(Line origin, String text, int firstColumn, int[] columns) {
        this.file = origin.file;
        this.number = origin.number;
        this.text = text;
        this.firstColumn = firstColumn;
        this.columns = columns;
    }

    /**
     * A whole line as it stands in a file.
     *
     * @param number from 1
     * @param text without the line's end
     */
    public Line(String file, int number, String text) {
        this.file = file;
        this.number = number;
        this.text = text;
        this.firstColumn = 1;
        this.columns = new int[0];
    }

    public String file() {
        return file;
    }

    /** The line's number in its file, from 1. */
    public int number() {
        return number;
    }

    public String text() {
        return text;
    }

    public int length() {
        return text.length();
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** Where the character at this index was written; the index may be one past the last. */
    public Position at(int index) {
        return new Position(file, number, column(index));
    }

    private int column(int index) {
        if (columns.length == 0) {
            return firstColumn + index;
        }
        return columns[Math.min(index, columns.length - 1)];
    }

    /** The part from {@code start} (inclusive) to {@code end} (exclusive). */
    public Line between(int start, int end) {
        if (start == 0 && end == text.length()) {
            return this;
        }
        if (columns.length == 0) {
            return new Line(this, text.substring(start, end), firstColumn + start, columns);
        }
        int[] part = new int[Math.max(1, end - start)];
        for (int i = 0; i < part.length; i++) {
            part[i] = column(start + i);
        }
        return new Line(this, text.substring(start, end), 0, part);
    }

    /** The part from {@code start} to the end. */
    public Line from(int start) {
        return between(start, text.length());
    }

    /** Without blanks at both ends. */
    public Line trimmed() {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return between(start, end);
    }

    /** With the characters from {@code start} to {@code end} replaced by text that stands where they stood. */
    public Line replaced(int start, int end, String value) {
        String result = text.substring(0, start) + value + text.substring(end);
        int[] places = new int[Math.max(1, result.length())];
        for (int i = 0; i < places.length; i++) {
            if (i < start) {
                places[i] = column(i);
            } else if (i < start + value.length()) {
                places[i] = column(start);
            } else {
                places[i] = column(i - value.length() - start + end);
            }
        }
        return new Line(this, result, 0, places);
    }

    /** This line followed by another, which keeps its columns but takes this line's number. */
    public Line followedBy(Line other) {
        if (other.isEmpty()) {
            return this;
        }
        return isEmpty() ? other : replaced(text.length(), text.length(), other.text);
    }

    static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    @Override
    public String toString() {
        return file + ":" + number;
    }
}
