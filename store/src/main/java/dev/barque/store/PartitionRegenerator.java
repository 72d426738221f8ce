package dev.barque.store;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.Symbol;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Computes the rows of a partition again, for example from bars. The host gives it to {@link StoreRepair} or to a
 * {@code Regenerator}; it need not be safe for use by several threads, unless a regenerator was told to use several.
 */
@FunctionalInterface
public interface PartitionRegenerator {
    /**
     * All rows of a symbol about a UTC date, in any order; they are gone through once. Nothing that the partition held before
     * is merged in.
     *
     * <p>The rows are checked before anything is replaced: schema, symbol, version, date, no two rows of one event and knowledge
     * time, not fewer than there were, not endlessly many. What this method throws leaves the partition in quarantine.
     *
     * @param set the version, with the schema that the home records
     */
    Iterable<FeatureRow> rows(FeatureSet set, Symbol symbol, LocalDate date);

    /**
     * Takes the rows from a copy of the home, such as a backup, whose files and log are checked as any home's are. Rows keep their
     * times, and get new sequence numbers in their order.
     */
    static PartitionRegenerator fromCopy(Path copy) {
        return (set, symbol, date) -> {
            try (ParquetFeatureStore store =
                    ParquetFeatureStore.builder(copy).set(set).openReadOnly()) {
                return store.rows(set.id(), symbol, date);
            }
        };
    }
}
