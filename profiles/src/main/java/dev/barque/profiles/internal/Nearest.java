package dev.barque.profiles.internal;

import java.util.Collection;
import java.util.Locale;

/** What may have been meant by a word that nobody knows. */
public final class Nearest {
    private Nearest() {}

    /** {@code Did you mean 'largest'?}, or nothing when no word is near: one wrong letter in three, two in any, or the end missing. */
    public static String hint(String word, Collection<String> known) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            boolean begun = word.length() >= 3 && plain(candidate).startsWith(plain(word));
            int distance = begun ? 1 : distance(plain(word), plain(candidate));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        int allowed = Math.max(2, word.length() / 3);
        return !best.isEmpty() && least <= allowed && least < best.length() ? "Did you mean '" + best + "'?" : "";
    }

    /** Case and kinds of dashes are no difference. */
    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** Insertions, deletions and replacements (Levenshtein, 1966), with two neighbours that changed places counted as one. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
