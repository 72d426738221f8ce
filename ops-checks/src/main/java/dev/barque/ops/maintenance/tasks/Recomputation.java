package dev.barque.ops.maintenance.tasks;

import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.BarSource;
import dev.barque.store.PartitionRegenerator;
import java.util.Objects;

/**
 * How a host computes feature rows from bars, for {@link MissingFeatures}.
 *
 * @param set what is computed
 * @param bars of which dates and symbols
 * @param computes gives the rows of a symbol and a date; a date that the bars do not suffice for has none
 */
public record Recomputation(FeatureSet set, BarSource bars, PartitionRegenerator computes) {
    /** Nulls are refused. */
    public Recomputation {
        Objects.requireNonNull(set, "set");
        Objects.requireNonNull(bars, "bars");
        Objects.requireNonNull(computes, "computes");
    }
}
