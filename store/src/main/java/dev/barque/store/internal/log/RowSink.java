package dev.barque.store.internal.log;

import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.Symbol;

/** Takes rows that were found in the log. */
@FunctionalInterface
public interface RowSink {
    /** A row and where {@link LogRows} reads it. */
    void row(FeatureSet set, Symbol symbol, long event, long known, long sequence, long location);
}
