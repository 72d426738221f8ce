package dev.barque.store.internal.feature;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Which row wins, over the partitions that a feature set's look-back allows. */
public final class AsOfReader {
    private final PartitionSource source;

    /** Reads from a source. */
    public AsOfReader(PartitionSource source) {
        this.source = source;
    }

    /** The winning row. */
    public Optional<FeatureRow> find(FeatureSet set, Symbol symbol, AsOf asOf) {
        Window window = Window.of(set.lookback(), asOf, source);
        if (window.first().equals(window.last())) {
            return findIn(window.last(), set, symbol, window);
        }
        Optional<FeatureRow> best = Optional.empty();
        for (LocalDate date : window.descending(source, symbol, set.id())) {
            if (best.isPresent() && window.allEarlier(date, best.get().eventMicros())) {
                break;
            }
            Optional<FeatureRow> row = findIn(date, set, symbol, window);
            if (row.isPresent() && (best.isEmpty() || wins(row.get(), best.get()))) {
                best = row;
            }
        }
        return best;
    }

    /** The winning row of one partition, whatever the look-back. */
    public Optional<FeatureRow> findIn(LocalDate date, FeatureSet set, Symbol symbol, AsOf asOf) {
        return findIn(date, set, symbol, Window.of(Lookback.sameDate(), asOf, source));
    }

    private Optional<FeatureRow> findIn(LocalDate date, FeatureSet set, Symbol symbol, Window window) {
        Optional<? extends DayRows> rows = source.partition(date, symbol, set);
        return rows.isEmpty()
                ? Optional.empty()
                : rows.get().winner(window.eventMicros(), window.knownMicros(), window.oldest());
    }

    private static boolean wins(FeatureRow row, FeatureRow over) {
        if (row.eventMicros() != over.eventMicros()) {
            return row.eventMicros() > over.eventMicros();
        }
        if (row.knownMicros() != over.knownMicros()) {
            return row.knownMicros() > over.knownMicros();
        }
        return row.sequence() > over.sequence();
    }

    /** The earliest event time that a look-back from an event time allows; where only the date counts, that is left to who asks. */
    public static long oldest(Lookback lookback, long eventMicros) {
        return lookback instanceof Lookback.MaxAge age ? Window.minus(eventMicros, age.maxAge()) : Long.MIN_VALUE;
    }

    /** Microseconds of an instant; those that are too far away count as the end of time. */
    public static long saturatedMicros(Instant instant) {
        try {
            return UtcMicros.of(instant);
        } catch (ArithmeticException e) {
            return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
