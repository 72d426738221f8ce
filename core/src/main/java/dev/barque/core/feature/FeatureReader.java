package dev.barque.core.feature;

import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.util.Optional;

/**
 * Reads feature rows as of an instant. Safe for use by several threads.
 *
 * <p>Which row wins: the greatest event time, then the greatest knowledge time, then the greatest sequence number, among
 * those that {@link AsOf} sees and the set's {@link Lookback} allows. Nothing written later changes an answer that was
 * given for an earlier knowledge time.
 */
public interface FeatureReader {
    /** The winning row, or empty when there is none. Damaged data is an error, never an empty answer. */
    Optional<FeatureRow> find(FeatureSetId set, Symbol symbol, AsOf asOf);

    /**
     * A cursor for one pass over the rows of a symbol, for one thread. It may keep the rows of the UTC date that it stands in: what
     * is appended meanwhile about that date it sees from the next date on, or not at all; what another cursor sees is not affected.
     * Unless a reader knows better, each question is a {@link #find}.
     */
    default RowCursor cursor(FeatureSetId set, Symbol symbol) {
        return (eventMicros, knownMicros) -> find(
                set,
                symbol,
                eventMicros == knownMicros
                        ? AsOf.at(eventMicros)
                        : new AsOf(UtcMicros.toInstant(eventMicros), UtcMicros.toInstant(knownMicros)));
    }

    /** Why {@link #find} would find nothing, and what there is instead. */
    NoFeatures diagnose(FeatureSetId set, Symbol symbol, AsOf asOf);

    /** The winning row; throws {@link NoFeaturesException} with the diagnosis when there is none. */
    default FeatureRow get(FeatureSetId set, Symbol symbol, AsOf asOf) {
        return find(set, symbol, asOf).orElseThrow(() -> new NoFeaturesException(diagnose(set, symbol, asOf)));
    }
}
