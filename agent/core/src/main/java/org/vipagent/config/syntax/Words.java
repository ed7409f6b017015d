package org.vipagent.config.syntax;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into words, in the plain way that most keywords use. */
public final class Words {
    private Words() {}

    /**
     * Words are parted by blanks. Only double quotes quote; a closing quote ends the word, and a quote in the middle of
     * a word starts a new one. A quote that is not closed reaches to the end of the line.
     */
    public static List<Word> plain(Line line) {
        String text = line.text();
        List<Word> words = new ArrayList<>(4);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Line.isBlank(c)) {
                at++;
            } else if (c == '"') {
                int close = text.indexOf('"', at + 1);
                int end = close < 0 ? text.length() : close;
                words.add(new Word(text.substring(at + 1, end), line.at(at), true));
                at = end + 1;
            } else {
                int end = at;
                while (end < text.length() && text.charAt(end) != '"' && !Line.isBlank(text.charAt(end))) {
                    end++;
                }
                words.add(new Word(text.substring(at, end), line.at(at), false));
                at = end;
            }
        }
        return words;
    }
}
