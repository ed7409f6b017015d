package org.vipagent.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Suggestions {
    private static final int LONGEST_WORD = 64;

    private Suggestions() {}

    /**
     * The nearest of some words, if it is near enough to be a slip: one letter in three wrong, missing, too many, or
     * two swapped. Of equally near ones the first.
     */
    public static Optional<String> nearest(String word, Collection<String> words) {
        int allowed = Math.max(1, word.length() / 3);
        String best = null;
        int bestDistance = allowed + 1;
        for (String candidate : words) {
            if (Math.abs(candidate.length() - word.length()) < bestDistance && word.length() <= LONGEST_WORD) {
                int distance = distance(word, candidate);
                if (distance < bestDistance) {
                    best = candidate;
                    bestDistance = distance;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Damerau-Levenshtein distance in its restricted form: each swap of neighbours counts as one. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            Arrays.fill(cost[i], i);
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
                least = Math.min(least, cost[i - 1][j - 1] + (same ? 0 : 1));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
            }
        }
        return cost[a.length()][b.length()];
    }
}
