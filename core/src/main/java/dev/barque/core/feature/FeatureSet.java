package dev.barque.core.feature;

import java.util.Objects;

/**
 * A version of features: its id, its schema and how far back a read of it may go.
 *
 * @param id the version
 * @param schema its features
 * @param lookback how old a row may be and still answer
 */
public record FeatureSet(FeatureSetId id, FeatureSchema schema, Lookback lookback) {
    /** Nulls are refused. */
    public FeatureSet {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(lookback, "lookback");
    }
}
