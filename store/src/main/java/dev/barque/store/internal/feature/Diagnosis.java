package dev.barque.store.internal.feature;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.feature.NoFeatures.Reason;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** Why a read found nothing. Not for hot paths: it lists directories and decodes the partitions nearest to the instant. */
public final class Diagnosis {
    private static final int MOST = 10;

    private final PartitionSource source;

    /** Looks into a source. */
    public Diagnosis(PartitionSource source) {
        this.source = source;
    }

    /** The answer for a version that nobody declared. */
    public NoFeatures unknownSet(FeatureSetId id, Symbol symbol, AsOf asOf) {
        return new NoFeatures(
                id,
                symbol,
                asOf,
                Reason.NO_SUCH_VERSION,
                first(source.versions()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The answer under the look-back of the set. */
    public NoFeatures of(FeatureSet set, Symbol symbol, AsOf asOf) {
        return of(set, symbol, asOf, Window.of(set.lookback(), asOf, source));
    }

    /** The answer for one date, whatever the look-back. */
    public NoFeatures in(LocalDate date, FeatureSet set, Symbol symbol, AsOf asOf) {
        Window window = Window.of(Lookback.sameDate(), asOf, source);
        return of(
                set,
                symbol,
                asOf,
                new Window(window.eventMicros(), window.knownMicros(), window.oldest(), date, date, 0));
    }

    private NoFeatures of(FeatureSet set, Symbol symbol, AsOf asOf, Window window) {
        NavigableSet<LocalDate> dates = source.dates(symbol, set.id());
        if (dates.isEmpty()) {
            List<String> symbols = source.symbols(set.id());
            return symbols.isEmpty()
                    ? unknownSet(set.id(), symbol, asOf)
                    : new NoFeatures(
                            set.id(),
                            symbol,
                            asOf,
                            Reason.NO_SUCH_SYMBOL,
                            first(symbols),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
        }
        long knownFrom = Long.MAX_VALUE;
        boolean past = false;
        NavigableSet<LocalDate> allowed = dates.subSet(window.first(), true, window.last(), true);
        for (LocalDate date : allowed) {
            Optional<? extends DayRows> partition = source.partition(date, symbol, set);
            if (partition.isPresent() && partition.get().hasBetween(window.oldest(), window.eventMicros())) {
                past = true;
                knownFrom = Math.min(knownFrom, partition.get().knownFrom(window.oldest(), window.eventMicros()));
            }
        }
        Optional<Instant> before = before(dates, set, symbol, window);
        Reason reason;
        if (past) {
            reason = Reason.KNOWN_LATER;
        } else if (set.lookback() instanceof Lookback.MaxAge && before.isPresent()) {
            reason = Reason.TOO_OLD;
        } else {
            reason = allowed.isEmpty() ? Reason.NO_SUCH_DATE : Reason.ALL_LATER;
        }
        return new NoFeatures(
                set.id(),
                symbol,
                asOf,
                reason,
                reason == Reason.NO_SUCH_DATE ? nearest(dates, window.last()) : List.of(),
                before,
                after(dates, set, symbol, window),
                past ? Optional.of(UtcMicros.toInstant(knownFrom)) : Optional.empty());
    }

    private Optional<Instant> before(NavigableSet<LocalDate> dates, FeatureSet set, Symbol symbol, Window window) {
        long best = Long.MIN_VALUE;
        LocalDate from = source.dateOf(window.eventMicros()).plusDays(source.slackDays());
        for (LocalDate date : dates.headSet(from, true).descendingSet()) {
            if (best != Long.MIN_VALUE && date.isBefore(source.dateOf(best).minusDays(source.slackDays()))) {
                break;
            }
            best = Math.max(
                    best,
                    neighbour(date, symbol, set, Long.MIN_VALUE, rows -> rows.latestAtOrBefore(window.eventMicros())));
        }
        return best == Long.MIN_VALUE ? Optional.empty() : Optional.of(UtcMicros.toInstant(best));
    }

    private Optional<Instant> after(NavigableSet<LocalDate> dates, FeatureSet set, Symbol symbol, Window window) {
        long best = Long.MAX_VALUE;
        LocalDate from = source.dateOf(window.eventMicros()).minusDays(source.slackDays());
        for (LocalDate date : dates.tailSet(from, true)) {
            if (best != Long.MAX_VALUE && date.isAfter(source.dateOf(best).plusDays(source.slackDays()))) {
                break;
            }
            best = Math.min(
                    best,
                    neighbour(date, symbol, set, Long.MAX_VALUE, rows -> rows.earliestAfter(window.eventMicros())));
        }
        return best == Long.MAX_VALUE ? Optional.empty() : Optional.of(UtcMicros.toInstant(best));
    }

    /** The nearest rows are a courtesy: a damaged file that the read itself would not touch does not spoil the answer. */
    private long neighbour(LocalDate date, Symbol symbol, FeatureSet set, long none, ToLongFunction<DayRows> question) {
        try {
            Optional<? extends DayRows> rows = source.partition(date, symbol, set);
            return rows.isPresent() ? question.applyAsLong(rows.get()) : none;
        } catch (BarqueException e) {
            return none;
        }
    }

    /** Those nearest to a date, ascending. */
    private static List<String> nearest(NavigableSet<LocalDate> dates, LocalDate to) {
        return dates.stream()
                .sorted(Comparator.comparingLong(date -> Math.abs(date.toEpochDay() - to.toEpochDay())))
                .limit(MOST)
                .sorted()
                .map(LocalDate::toString)
                .toList();
    }

    private static List<String> first(List<String> names) {
        return new TreeSet<>(names).stream().limit(MOST).toList();
    }
}
