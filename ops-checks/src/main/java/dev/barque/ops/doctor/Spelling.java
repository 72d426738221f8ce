package dev.barque.ops.doctor;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which names may have been meant. */
final class Spelling {
    private static final int MOST = 3;

    private Spelling() {}

    /** The names nearest to one: those that differ in case or punctuation alone first, then those a letter or two away; at most three. */
    static List<String> nearest(String name, Collection<String> names) {
        int most = Math.max(1, name.length() / 3);
        return names.stream()
                .filter(other -> !other.equals(name) && distance(name, other) <= most)
                .sorted(Comparator.<String>comparingInt(other -> distance(name, other))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** 0 where only case, dots, dashes, slashes, underscores or blanks differ, else how many letters have to be changed. */
    static int distance(String a, String b) {
        return edits(bare(a), bare(b));
    }

    private static String bare(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[.\\-/_ =]", "");
    }

    /** Levenshtein (1966), with neighbours that changed places counted as one edit (Damerau, 1964). */
    private static int edits(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
