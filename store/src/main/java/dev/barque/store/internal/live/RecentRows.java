package dev.barque.store.internal.live;

import dev.barque.core.feature.FeatureRow;
import org.jspecify.annotations.Nullable;

/** The rows that were appended last, so that what was just written is read without decoding. Guarded by {@link LiveRows}. */
final class RecentRows {
    private static final int MOST = 1 << 11;

    private final @Nullable FeatureRow[] rows = new @Nullable FeatureRow[MOST];
    private final long[] sequences = new long[MOST];
    private final long[] ingested = new long[MOST];

    void put(FeatureRow row, long sequence, long ingestedMicros) {
        int at = (int) sequence & (MOST - 1);
        rows[at] = row;
        sequences[at] = sequence;
        ingested[at] = ingestedMicros;
    }

    @Nullable
    FeatureRow get(long sequence) {
        int at = (int) sequence & (MOST - 1);
        FeatureRow row = rows[at];
        return row == null || sequences[at] != sequence ? null : row.written(ingested[at], sequence);
    }
}
