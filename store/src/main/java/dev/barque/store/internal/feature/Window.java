package dev.barque.store.internal.feature;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a read may look at.
 *
 * @param eventMicros the latest event time
 * @param knownMicros the latest knowledge time
 * @param oldest the earliest event time
 * @param first the earliest date under which such a row may be filed
 * @param last the latest such date
 * @param slackDays by how many days a row may be filed away from its date
 */
record Window(long eventMicros, long knownMicros, long oldest, LocalDate first, LocalDate last, int slackDays) {
    /** Beyond this many days it is cheaper to list the dates that are there than to try each. */
    private static final int FEW_DAYS = 64;

    static Window of(Lookback lookback, AsOf asOf, PartitionSource source) {
        long event = AsOfReader.saturatedMicros(asOf.eventTime());
        long known = AsOfReader.saturatedMicros(asOf.knownAt());
        LocalDate date = source.dateOf(event);
        if (lookback instanceof Lookback.MaxAge age) {
            long oldest = minus(event, age.maxAge());
            int slack = source.slackDays();
            return new Window(
                    event, known, oldest, source.dateOf(oldest).minusDays(slack), date.plusDays(slack), slack);
        }
        return new Window(event, known, Long.MIN_VALUE, date, date, 0);
    }

    /** Whether every row that is filed under a date is about an earlier instant than the one found. */
    boolean allEarlier(LocalDate date, long found) {
        // Without slack, date D ends before D+1 begins; with it, rows may be about as many days later, in any zone.
        long end = Math.multiplyExact(date.toEpochDay() + 1 + slackDays, UtcMicros.PER_DAY);
        return end <= found;
    }

    /** The dates to look at, the latest first. */
    Collection<LocalDate> descending(PartitionSource source, Symbol symbol, FeatureSetId set) {
        long days = ChronoUnit.DAYS.between(first, last);
        if (days > FEW_DAYS) {
            return source.dates(symbol, set).subSet(first, true, last, true).descendingSet();
        }
        List<LocalDate> dates =
                Stream.iterate(last, date -> date.minusDays(1)).limit(days + 1).toList();
        return dates;
    }

    static long minus(long micros, Duration age) {
        try {
            long seconds = Math.multiplyExact(age.getSeconds(), 1_000_000L);
            return Math.subtractExact(micros, Math.addExact(seconds, age.getNano() / 1_000));
        } catch (ArithmeticException e) {
            return Long.MIN_VALUE;
        }
    }
}
