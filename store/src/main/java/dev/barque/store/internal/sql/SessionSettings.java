package dev.barque.store.internal.sql;

import dev.barque.core.feature.FeatureSet;
import dev.barque.store.VerifyListener;
import dev.barque.store.io.FileAccess;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * What a session was asked to be.
 *
 * @param home absolute
 * @param files how to touch the disk
 * @param sets those that were declared, with their look-back
 * @param first UTC date of what is shown
 * @param last UTC date of what is shown
 * @param memoryBytes at most for DuckDB
 * @param threads for DuckDB
 * @param leavesOutDamaged whether parts that cannot be read are left out and reported, instead of being an error
 * @param listener hears of each part that was looked at
 */
public record SessionSettings(
        Path home,
        FileAccess files,
        List<FeatureSet> sets,
        LocalDate first,
        LocalDate last,
        long memoryBytes,
        int threads,
        boolean leavesOutDamaged,
        VerifyListener listener) {
    boolean shows(LocalDate date) {
        return !date.isBefore(first) && !date.isAfter(last);
    }
}
