package dev.barque.store.internal.chains;

import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of a file when contracts are added to it. A contract of a chain that says what is known is a duplicate and changes
 * nothing. One that says something else is a correction: from when it is known on it stands for the contract, and what it
 * corrected stays in the file for readers of before.
 *
 * @param rows what the file should hold, in the order of time, symbol and contract; of one contract in the order of knowledge
 * @param added how many contracts of chains the file did not have
 * @param duplicates how many said what was known
 * @param replaced how many said something else
 * @param changesFile whether the file needs to be written
 */
public record ChainMerge(ChainRows rows, long added, long duplicates, long replaced, boolean changesFile) {
    /** Nobody said when corrections came to be known: they count as known from the beginning, and what they correct goes. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    /** Adds rows to those of a file; corrections are known from {@code knownMicros} on, or {@link #UNKNOWN}. */
    public static ChainMerge of(ChainRows known, ChainRows added, long knownMicros) {
        ChainRows all = new ChainRows();
        for (int i = 0; i < known.size; i++) {
            all.copy(known, i);
        }
        for (int i = 0; i < added.size; i++) {
            all.copy(added, i);
        }
        Integer[] order = all.order();
        ChainRows rows = new ChainRows();
        long duplicates = 0;
        long replaced = 0;
        long contracts = 0;
        boolean changes = false;
        for (int at = 0; at < order.length; ) {
            int first = order[at];
            List<Integer> versions = new ArrayList<>(1);
            int newest = first;
            boolean wasThere = first < known.size;
            contracts += wasThere ? 0 : 1;
            for (; at < order.length && all.sameKey(first, order[at]); at++) {
                int row = order[at];
                if (row < known.size || versions.isEmpty()) {
                    versions.add(row);
                    newest = row;
                    changes |= row >= known.size;
                } else if (all.sameData(newest, row)) {
                    duplicates++;
                } else {
                    replaced++;
                    changes = true;
                    // What came and went at one instant, or within this batch, was never what anybody could have read.
                    all.known[row] = newest < known.size ? Math.max(all.known[newest], knownMicros) : all.known[newest];
                    if (all.known[row] == all.known[newest]) {
                        versions.remove(versions.size() - 1);
                    }
                    versions.add(row);
                    newest = row;
                }
            }
            for (int row : versions) {
                rows.copy(all, row);
            }
        }
        return new ChainMerge(rows, contracts, duplicates, replaced, changes);
    }
}
