package dev.barque.testkit.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.testkit.FaultyFileAccess;
import dev.barque.testkit.SettableClock;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** A few rows of two symbols for each date, always the same. */
final class FeatureHome {
    static final FeatureSet SET = new FeatureSet(
            FeatureSetId.of("kept"),
            FeatureSchema.builder().int64("number", "1").build(),
            Lookback.sameDate());
    static final List<Symbol> SYMBOLS = List.of(Symbol.of("SPY"), Symbol.of("ES=F"));

    private FeatureHome() {}

    static List<FeatureRow> rows(Symbol symbol, LocalDate date) {
        long from = date.toEpochDay() * UtcMicros.PER_DAY + 15 * 60 * UtcMicros.PER_MINUTE;
        return IntStream.range(0, 3)
                .mapToObj(i -> FeatureRow.builder(SET, symbol)
                        .int64(0, i)
                        .build(from + i * UtcMicros.PER_MINUTE, from + i * UtcMicros.PER_MINUTE))
                .toList();
    }

    /** On a disk that is never synced: a test that makes a hundred homes has no time for a device. */
    private static ParquetFeatureStore writable(Path home, SettableClock clock) {
        return ParquetFeatureStore.builder(home)
                .set(SET)
                .fileAccess(FaultyFileAccess.at(home, 1))
                .open(clock);
    }

    static void append(Path home, SettableClock clock, List<LocalDate> dates) {
        try (ParquetFeatureStore store = writable(home, clock)) {
            for (LocalDate date : dates) {
                SYMBOLS.forEach(symbol -> store.append(rows(symbol, date)));
            }
        }
    }

    /** Appends and seals with one opening. */
    static void sealed(Path home, SettableClock clock, List<LocalDate> dates) {
        try (ParquetFeatureStore store = writable(home, clock)) {
            for (LocalDate date : dates) {
                SYMBOLS.forEach(symbol -> store.append(rows(symbol, date)));
            }
            store.seal();
        }
    }

    static void requireRows(Path home, LocalDate... dates) {
        requireRows(home, List.of(dates), List.of());
    }

    /** The first dates are whole; the others are whole or gone, for every symbol alike. Looks with one opening. */
    static void requireRows(Path home, List<LocalDate> whole, List<LocalDate> wholeOrGone) {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).openReadOnly()) {
            for (LocalDate date : whole) {
                SYMBOLS.forEach(symbol -> requireRows(store, symbol, date));
            }
            for (LocalDate date : wholeOrGone) {
                boolean gone = store.rows(SET.id(), SYMBOLS.get(0), date).isEmpty();
                for (Symbol symbol : SYMBOLS) {
                    if (gone) {
                        assertThat(store.rows(SET.id(), symbol, date))
                                .as("%s on %s", symbol, date)
                                .isEmpty();
                    } else {
                        requireRows(store, symbol, date);
                    }
                }
            }
        }
    }

    private static void requireRows(ParquetFeatureStore store, Symbol symbol, LocalDate date) {
        List<FeatureRow> expected = rows(symbol, date);
        List<FeatureRow> found = store.rows(SET.id(), symbol, date);
        assertThat(found).as("%s on %s", symbol, date).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).sameContent(expected.get(i)))
                    .as("%s on %s", symbol, date)
                    .isTrue();
        }
    }

    static List<FeatureRow> found(Path home, Symbol symbol, LocalDate date) {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).openReadOnly()) {
            return store.rows(SET.id(), symbol, date);
        }
    }
}
