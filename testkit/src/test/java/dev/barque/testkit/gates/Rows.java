package dev.barque.testkit.gates;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.io.FileAccess;
import dev.barque.testkit.FaultyFileAccess;
import dev.barque.testkit.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Rows of doubles without a pattern, ten seconds apart from the midnight of a date on; always the same. */
final class Rows {
    static final LocalDate DATE = LocalDate.parse("2025-11-03");
    static final long STEP = 10_000_000L;

    private Rows() {}

    static FeatureSet set(int fields) {
        FeatureSchema.Builder schema = FeatureSchema.builder();
        for (int i = 0; i < fields; i++) {
            schema.float64("group.field_" + i, "1");
        }
        return new FeatureSet(FeatureSetId.of("v1"), schema.build(), Lookback.sameDate());
    }

    static Symbol symbol(int number) {
        return Symbol.of("S" + number);
    }

    static long time(int day, int row) {
        return (DATE.toEpochDay() + day) * UtcMicros.PER_DAY + row * STEP;
    }

    static List<FeatureRow> day(FeatureSet set, Symbol symbol, int day, int rows) {
        SplittableRandom random = new SplittableRandom(31L * symbol.hashCode() + day);
        FeatureRow.Builder builder = FeatureRow.builder(set, symbol);
        List<FeatureRow> made = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            for (int field = 0; field < set.schema().fields().size(); field++) {
                builder.float64(field, random.nextDouble());
            }
            made.add(builder.build(time(day, i), time(day, i)));
        }
        return made;
    }

    static ParquetFeatureStore.Builder store(Path home, FeatureSet set, FileAccess files) {
        return ParquetFeatureStore.builder(home).set(set).fileAccess(files).sealAfterBytes(Long.MAX_VALUE);
    }

    /** A disk that no device has to be waited for. */
    static FileAccess unsynced(Path home) {
        try {
            return FaultyFileAccess.at(Files.createDirectories(home), 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SettableClock clock() {
        return SettableClock.at("2025-12-01T12:00:00Z");
    }

    /** A home of sealed rows: so many symbols with so many dates of so many rows each. */
    static Path sealed(Path home, FeatureSet set, int symbols, int days, int rows) {
        try (ParquetFeatureStore store = store(home, set, unsynced(home)).open(clock())) {
            for (int s = 0; s < symbols; s++) {
                for (int d = 0; d < days; d++) {
                    store.append(day(set, symbol(s), d, rows));
                }
            }
            store.seal();
        }
        return home;
    }
}
