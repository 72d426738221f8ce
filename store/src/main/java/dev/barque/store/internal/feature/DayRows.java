package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureRow;
import java.util.List;
import java.util.Optional;

/** The rows of one symbol and version that are filed under one date, wherever they are kept. Immutable. */
public interface DayRows {
    /** The row that wins among those about {@code oldest} to {@code eventMicros} and known by {@code knownMicros}. */
    Optional<FeatureRow> winner(long eventMicros, long knownMicros, long oldest);

    /** Whether a row is about an instant from {@code oldest} to {@code eventMicros}, whenever it was known. */
    boolean hasBetween(long oldest, long eventMicros);

    /** The earliest knowledge time of rows about {@code oldest} to {@code eventMicros}; MAX_VALUE when there is none. */
    long knownFrom(long oldest, long eventMicros);

    /** The latest event time at or before an instant; MIN_VALUE when there is none. */
    long latestAtOrBefore(long eventMicros);

    /** The earliest event time after an instant; MAX_VALUE when there is none. */
    long earliestAfter(long eventMicros);

    /** All rows. */
    List<FeatureRow> rows();
}
