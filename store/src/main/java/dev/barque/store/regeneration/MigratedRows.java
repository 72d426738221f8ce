package dev.barque.store.regeneration;

import dev.barque.core.feature.FeatureMigration;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.MigrationOutcome;
import dev.barque.core.feature.RowId;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.PartitionRegenerator;
import dev.barque.store.PublishedFeatures;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rows of an old version turned into rows of a new one, for a {@link Regenerator} to write: what the migration refuses is kept by
 * name. Both versions then lie side by side. Safe for use by several threads.
 */
public final class MigratedRows implements PartitionRegenerator {
    private final FeatureMigration migration;
    private final OldRows old;
    private final BarSource bars;
    private final Map<RowId, MigrationOutcome.Refused> refused = new ConcurrentHashMap<>();

    private MigratedRows(FeatureMigration migration, OldRows old, BarSource bars) {
        this.migration = Objects.requireNonNull(migration, "migration");
        this.old = Objects.requireNonNull(old, "old");
        this.bars = Objects.requireNonNull(bars, "bars");
    }

    /** Rows of a symbol about a UTC date. */
    @FunctionalInterface
    private interface OldRows {
        List<FeatureRow> of(Symbol symbol, LocalDate date);
    }

    /** From rows that a store keeps in the old version, for which it must be open. */
    public static MigratedRows ofStore(ParquetFeatureStore store, FeatureMigration migration, BarSource bars) {
        FeatureSetId from = migration.descriptor().from().id();
        return new MigratedRows(migration, (symbol, date) -> store.rows(from, symbol, date), bars);
    }

    /** From files of the published system, which file rows under dates as they were written. */
    public static MigratedRows ofPublished(PublishedFeatures published, FeatureMigration migration, BarSource bars) {
        FeatureSetId from = migration.descriptor().from().id();
        return new MigratedRows(
                migration,
                (symbol, date) -> {
                    List<FeatureRow> rows = new ArrayList<>();
                    for (LocalDate written = date.minusDays(1);
                            !written.isAfter(date.plusDays(1));
                            written = written.plusDays(1)) {
                        for (FeatureRow row : published.partition(written, symbol, from)) {
                            if (UtcMicros.utcDate(row.eventMicros()).equals(date)) {
                                rows.add(row);
                            }
                        }
                    }
                    return rows;
                },
                bars);
    }

    /** Throws IllegalArgumentException for another version than the one that the migration leads to. */
    @Override
    public Iterable<FeatureRow> rows(FeatureSet set, Symbol symbol, LocalDate date) {
        FeatureMigration.Descriptor descriptor = migration.descriptor();
        if (!set.id().equals(descriptor.to().id())) {
            throw new IllegalArgumentException("The migration " + descriptor.id() + " leads to "
                    + descriptor.to().id() + ", not to " + set.id());
        }
        List<FeatureRow> given = new ArrayList<>(old.of(symbol, date));
        int here = given.size();
        // What lies within reach of the date on the days around it may become a row about it.
        long reach = descriptor.reach().toNanos() / 1_000;
        long begin = date.toEpochDay() * UtcMicros.PER_DAY;
        if (reach > 0) {
            old.of(symbol, date.minusDays(1)).stream()
                    .filter(row -> row.eventMicros() >= begin - reach)
                    .forEach(given::add);
            old.of(symbol, date.plusDays(1)).stream()
                    .filter(row -> row.eventMicros() < begin + UtcMicros.PER_DAY + reach)
                    .forEach(given::add);
        }
        List<MigrationOutcome> outcomes = migration.migrate(symbol, given, bars);
        Map<List<Long>, FeatureRow> rows = new LinkedHashMap<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof MigrationOutcome.Migrated migrated) {
                FeatureRow row = migrated.row();
                if (UtcMicros.utcDate(row.eventMicros()).equals(date)) {
                    // Of old rows about one bar the last one counts, as it does in reads.
                    rows.put(List.of(row.eventMicros(), row.knownMicros()), row);
                }
            } else if (i < here) {
                MigrationOutcome.Refused no = (MigrationOutcome.Refused) outcomes.get(i);
                refused.put(no.row(), no);
            }
        }
        return rows.values();
    }

    /** What was refused so far, by symbol and event time. */
    public List<MigrationOutcome.Refused> refused() {
        return refused.values().stream()
                .sorted(Comparator.comparing(
                                (MigrationOutcome.Refused no) -> no.row().symbol())
                        .thenComparing(no -> no.row().eventTime())
                        .thenComparing(no -> no.row().sequence()))
                .toList();
    }
}
