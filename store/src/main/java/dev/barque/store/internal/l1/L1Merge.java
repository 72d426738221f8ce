package dev.barque.store.internal.l1;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;

/**
 * What becomes of a file when rows are added to it: one row for each symbol and time. A row that says the same as the one
 * before it is a duplicate and leaves it in place; one that says something else replaces it, and what it replaces is kept as
 * superseded, with the times from when to when it was what was known.
 *
 * @param rows what the file should hold, in the order of time and then of the symbol
 * @param added how many rows are about a symbol and time that the file did not have
 * @param duplicates how many said what was known
 * @param replaced how many said something else
 * @param superseded rows of the file that another one has replaced
 * @param changesFile whether the file needs to be written
 */
public record L1Merge(L1Rows rows, long added, long duplicates, long replaced, L1Rows superseded, boolean changesFile) {
    /** Nobody said when corrections came to be known: they count as known from the beginning. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    /**
     * Adds rows to those of a file, which is named for messages; a row that is there already is added again. The rows of the file are
     * changed: they become the result.
     */
    public static L1Merge appended(L1Rows known, L1Rows added, Path file) {
        int count = added.size;
        return new L1Merge(together(known, added, file), count, 0, 0, new L1Rows(), count > 0);
    }

    /**
     * Adds rows to those of a file, which is named for messages. A row that says something else than the file did is known from
     * {@code knownMicros} on, or {@link #UNKNOWN}; one that the file did not have, from the completion of its bar on. The rows of the file
     * are changed: they become the result, so that a date of millions of bars is in memory once.
     */
    public static L1Merge of(L1Rows known, L1Rows added, Path file, long knownMicros) {
        int inFile = known.size;
        int count = added.size;
        L1Rows all = together(known, added, file);
        int[] order = RowOrder.of(all, ranks(all.symbols));
        int size = 0;
        L1Rows superseded = new L1Rows();
        long duplicates = 0;
        long replaced = 0;
        boolean changes = false;
        for (int at = 0; at < order.length; ) {
            int first = order[at++];
            int kept = first;
            while (at < order.length && sameKey(all, first, order[at])) {
                int next = order[at++];
                if (all.sameData(kept, next)) {
                    duplicates++;
                } else {
                    replaced++;
                    kept = next;
                }
            }
            boolean wasThere = first < inFile;
            // Values that came and went within this batch were never what anybody could have read.
            boolean corrected = wasThere && !all.sameData(first, kept);
            if (corrected) {
                long from = Math.max(all.known[first], knownMicros);
                superseded.copy(all, first);
                superseded.setKnown(all.known[first], from);
                all.known[kept] = from;
                all.superseded[kept] = L1Rows.NEVER;
            }
            order[size++] = wasThere && !corrected ? first : kept;
            changes |= !wasThere || corrected;
        }
        all.keep(Arrays.copyOf(order, size));
        return new L1Merge(all, count - duplicates - replaced, duplicates, replaced, superseded, changes);
    }

    private static L1Rows together(L1Rows known, L1Rows added, Path file) {
        known.append(added);
        requireOneInterval(known, file);
        return known;
    }

    private static int[] ranks(L1Rows.Names names) {
        Integer[] ids = new Integer[names.size()];
        Arrays.setAll(ids, i -> i);
        Arrays.sort(ids, Comparator.comparing(names::name));
        int[] rank = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            rank[ids[i]] = i;
        }
        return rank;
    }

    private static boolean sameKey(L1Rows rows, int a, int b) {
        return rows.time[a] == rows.time[b] && rows.symbol[a] == rows.symbol[b];
    }

    private static void requireOneInterval(L1Rows rows, Path file) {
        long[] known = new long[rows.symbols.size()];
        for (int i = 0; i < rows.size; i++) {
            long interval = rows.interval[i];
            int symbol = rows.symbol[i];
            if (known[symbol] != 0 && interval != 0 && known[symbol] != interval) {
                throw L1Errors.intervalClash(rows.symbolOf(i), file, known[symbol], interval);
            }
            known[symbol] = interval != 0 ? interval : known[symbol];
        }
    }
}
