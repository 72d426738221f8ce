package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/** Where partitions come from; safe for use by several threads. */
public interface PartitionSource {
    /** The rows that are filed under a date; empty, or without rows, when there are none. */
    Optional<? extends DayRows> partition(LocalDate date, Symbol symbol, FeatureSet set);

    /** The date under which rows about an instant are filed. */
    LocalDate dateOf(long micros);

    /** By how many days a row may be filed away from {@link #dateOf}: 0 when nobody else writes the files. */
    int slackDays();

    /** Dates with rows of a symbol and version. */
    NavigableSet<LocalDate> dates(Symbol symbol, FeatureSetId set);

    /** Symbols that have rows of a version, ascending; it stops looking when it has seen many. */
    List<String> symbols(FeatureSetId set);

    /** Versions that have rows, ascending; it stops looking when it has seen many. */
    List<String> versions();
}
