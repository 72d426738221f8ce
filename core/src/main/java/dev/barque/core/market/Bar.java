package dev.barque.core.market;

import java.time.Instant;
import java.util.Objects;

/**
 * One bar, for people and for edges; on hot paths bars travel as {@link Bars}.
 *
 * @param symbol whose bar it is
 * @param time the instant at which the bar became complete (UTC, microseconds)
 * @param open first price, NaN when the vendor gives none
 * @param high highest price, NaN when the vendor gives none
 * @param low lowest price, NaN when the vendor gives none
 * @param close last price, NaN when unknown
 * @param volume shares or contracts, NaN when unknown
 * @param dollarVolume traded value in the currency of the quote, NaN when unknown
 */
public record Bar(
        Symbol symbol,
        Instant time,
        double open,
        double high,
        double low,
        double close,
        double volume,
        double dollarVolume) {
    /** Nulls are refused. */
    public Bar {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(time, "time");
    }
}
