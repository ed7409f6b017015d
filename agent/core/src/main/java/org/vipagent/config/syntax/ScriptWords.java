package org.vipagent.config.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a line into words in the way of script and regular expression fields: single and double quotes join what
 * stands next to them, and a backslash escapes as in a shell's {@code $'…'}: {@code \a \b \E \f \n \r \t \v}, up to
 * three octal digits, {@code \xHH…}, {@code \cC}; any other character stands for itself.
 */
public final class ScriptWords {
    private final Line line;
    private final String text;
    private final List<Word> words = new ArrayList<>(4);
    private final StringBuilder current = new StringBuilder();
    private int at;

    private ScriptWords(Line line) {
        this.line = line;
        this.text = line.text();
    }

    /** The words of a line, or empty if a quote is not closed. */
    public static Optional<List<Word>> split(Line line) {
        ScriptWords words = new ScriptWords(line);
        return words.read() ? Optional.of(words.words) : Optional.empty();
    }

    private boolean read() {
        while (true) {
            while (at < text.length() && Line.isBlank(text.charAt(at))) {
                at++;
            }
            if (at >= text.length()) {
                return true;
            }
            if (!readWord()) {
                return false;
            }
        }
    }

    private boolean readWord() {
        int start = at;
        char quote = 0;
        boolean quoted = false;
        current.setLength(0);
        while (at < text.length() && (quote != 0 || !Line.isBlank(text.charAt(at)))) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                readEscape();
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                quoted = true;
            } else {
                current.append(c);
            }
        }
        words.add(new Word(current.toString(), line.at(start), quoted));
        return quote == 0;
    }

    private void readEscape() {
        char c = text.charAt(at++);
        int simple = "abEfnrtv".indexOf(c);
        if (simple >= 0) {
            current.append("\007\b\033\f\n\r\t\013".charAt(simple));
        } else if (c >= '0' && c <= '7') {
            at--;
            current.append((char) readDigits(8, 3));
        } else if (c == 'x' && at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
            current.append((char) (readDigits(16, text.length()) & 0xff));
        } else if (c == 'c' && at < text.length()) {
            current.append((char) (text.charAt(at++) & 0x1f));
        } else {
            current.append(c);
        }
    }

    private int readDigits(int radix, int most) {
        int value = 0;
        int end = (int) Math.min(text.length(), (long) at + most);
        while (at < end && text.charAt(at) < 128 && Character.digit(text.charAt(at), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(at++), radix);
        }
        return value;
    }
}
