package org.vipagent.daemon.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of text that fit a width; a cell that is too long goes on in the next line, broken at a blank if it can be. */
final class TextTable {
    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    private final int width;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param width characters for each line, at most */
    TextTable(int width) {
        this.width = width;
    }

    /** One more row; the first is the heading. All have as many cells. */
    TextTable row(String... cells) {
        rows.add(Arrays.asList(cells));
        return this;
    }

    /** The lines, without trailing blanks. */
    List<String> lines() {
        int[] widths = widths();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            List<List<String>> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(wrapped(row.get(i), widths[i]));
            }
            int height = cells.stream().mapToInt(List::size).max().orElse(0);
            for (int line = 0; line < height; line++) {
                lines.add(line(cells, widths, line));
            }
        }
        return lines;
    }

    private static String line(List<List<String>> cells, int[] widths, int number) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = number < cells.get(i).size() ? cells.get(i).get(number) : "";
            text.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
        }
        return text.toString().stripTrailing();
    }

    private int[] widths() {
        int[] widths = new int[rows.isEmpty() ? 0 : rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                int longest = row.get(i).lines().mapToInt(String::length).max().orElse(0);
                widths[i] = Math.max(widths[i], longest);
            }
        }
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - width;
        for (; excess > 0; excess--) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    /** Text in lines of at most that many characters; line feeds in it stay. */
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            String rest = paragraph;
            while (rest.length() > width) {
                int blank = rest.lastIndexOf(' ', width);
                int end = blank > 0 ? blank : width;
                lines.add(rest.substring(0, end).stripTrailing());
                rest = rest.substring(end).stripLeading();
            }
            lines.add(rest);
        }
        return lines;
    }
}
