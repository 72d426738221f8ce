package dev.barque.testkit.internal;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rule of reading as of an instant, over a plain list of rows. */
public final class Reads {
    private static final Comparator<FeatureRow> WINS = Comparator.comparingLong(FeatureRow::eventMicros)
            .thenComparingLong(FeatureRow::knownMicros)
            .thenComparingLong(FeatureRow::sequence);

    /** Longer than any history, short enough for arithmetic with longs. */
    private static final Duration LONGEST = Duration.ofDays(1_000_000);

    private Reads() {}

    /** The row that answers. */
    public static Optional<FeatureRow> winner(List<FeatureRow> rows, FeatureSetId set, Symbol symbol, AsOf asOf) {
        return rows.stream()
                .filter(row -> row.set().id().equals(set) && row.symbol().equals(symbol))
                .filter(row -> asOf.sees(row.eventMicros(), row.knownMicros()))
                .filter(row -> isYoungEnough(row, asOf))
                .max(WINS);
    }

    /** Whether a row about the past is one that its set's lookback allows. */
    public static boolean isYoungEnough(FeatureRow row, AsOf asOf) {
        Lookback lookback = row.set().lookback();
        if (lookback instanceof Lookback.MaxAge limit) {
            return asOf.eventMicros() - row.eventMicros() <= micros(limit);
        }
        return UtcMicros.utcDate(row.eventMicros()).equals(UtcMicros.utcDate(asOf.eventMicros()));
    }

    /** Whether a row is filed under a date that a read may look at, be it about the past or the future. */
    static boolean isOnADateOf(FeatureRow row, AsOf asOf) {
        long earliest = asOf.eventMicros();
        if (row.set().lookback() instanceof Lookback.MaxAge limit) {
            earliest -= micros(limit);
        }
        long day = Math.floorDiv(row.eventMicros(), UtcMicros.PER_DAY);
        return day >= Math.floorDiv(earliest, UtcMicros.PER_DAY)
                && day <= Math.floorDiv(asOf.eventMicros(), UtcMicros.PER_DAY);
    }

    private static long micros(Lookback.MaxAge limit) {
        Duration age = limit.maxAge().compareTo(LONGEST) > 0 ? LONGEST : limit.maxAge();
        return age.toSeconds() * 1_000_000L + age.toNanosPart() / 1_000;
    }
}
