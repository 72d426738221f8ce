package dev.barque.store.l1;

import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One vendor record after normalisation. Null means that the vendor gave no such number; NaN means that it gave NaN, which
 * only the published rules let through.
 *
 * @param symbol the name after trimming and aliases; whether it can name a {@link dev.barque.core.market.Symbol} is checked
 *     when it is filed
 * @param timeMicros the stamp of the record in UTC microseconds; which end of the bar it names is for the
 *     {@link dev.barque.core.market.StampConvention} to say
 * @param open first price
 * @param high highest price
 * @param low lowest price
 * @param price last price, in the currency of the quote
 * @param volume shares or contracts
 * @param dollarVolume traded value in the currency of the quote
 * @param ivDecimal implied volatility as a fraction: 0.187 for 18.7 percent
 * @param openInterest open contracts
 * @param source who delivered it, such as {@code vendor.demo}
 * @param rawRef where the raw record is, such as {@code file://bars.csv:17}
 * @param unitsNormalized always true for what a {@code RecordNormalizer} returns
 */
public record L1Record(
        String symbol,
        long timeMicros,
        @Nullable Double open,
        @Nullable Double high,
        @Nullable Double low,
        @Nullable Double price,
        @Nullable Double volume,
        @Nullable Double dollarVolume,
        @Nullable Double ivDecimal,
        @Nullable Long openInterest,
        String source,
        @Nullable String rawRef,
        boolean unitsNormalized) {
    /** Nulls are refused where they have no meaning. */
    public L1Record {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(source, "source");
    }

    /** {@link #timeMicros()} as an instant. */
    public Instant time() {
        return UtcMicros.toInstant(timeMicros);
    }
}
