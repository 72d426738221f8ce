package dev.barque.store.regeneration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureMigration;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.feature.MigrationOutcome;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.l1.L1Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigratedRowsTest {
    private static final FeatureSet OLD = set("v1", "USD");
    private static final FeatureSet NEW = set("v2", "cents");
    private static final Symbol BTC = Symbol.of("BTC/USDT");
    private static final LocalDate DAY = LocalDate.parse("2025-11-03");
    private static final List<LocalDate> DAYS =
            Stream.iterate(DAY, day -> day.plusDays(1)).limit(4).toList();

    @TempDir
    private Path home;

    private static FeatureSet set(String id, String unit) {
        return new FeatureSet(
                FeatureSetId.of(id),
                FeatureSchema.builder().float64("price", unit).build(),
                Lookback.sameDate());
    }

    /** Dollars become cents a minute later; a price of 13 is refused. */
    private static final class Cents implements FeatureMigration {
        @Override
        public Descriptor descriptor() {
            return new Descriptor("cents", OLD, NEW, Duration.ofMinutes(1));
        }

        @Override
        public List<MigrationOutcome> migrate(Symbol symbol, List<FeatureRow> rows, BarSource bars) {
            List<MigrationOutcome> outcomes = new ArrayList<>();
            for (FeatureRow row : rows) {
                long event = row.eventMicros() + UtcMicros.PER_MINUTE;
                outcomes.add(
                        row.float64(0) == 13
                                ? new MigrationOutcome.Refused(row.id(), "13 is nothing that was ever paid")
                                : new MigrationOutcome.Migrated(FeatureRow.builder(NEW, symbol)
                                        .float64(0, 100 * row.float64(0))
                                        .build(event, event)));
            }
            return outcomes;
        }
    }

    private static FeatureRow old(int quarter, double price) {
        long event = DAY.toEpochDay() * UtcMicros.PER_DAY + quarter * 15L * UtcMicros.PER_MINUTE - UtcMicros.PER_MINUTE;
        return FeatureRow.builder(OLD, BTC).float64(0, price).build(event, event);
    }

    private ParquetFeatureStore open() {
        return ParquetFeatureStore.builder(home).set(OLD).set(NEW).open(Clock.systemUTC());
    }

    @Test
    void each_old_row_becomes_one_new_row_also_over_midnight_and_the_versions_lie_side_by_side() {
        try (ParquetFeatureStore store = open()) {
            // From 00:14 on every quarter of an hour, up to 23:59 of the second day.
            for (int quarter = 1; quarter <= 192; quarter++) {
                store.append(old(quarter, 100 + quarter));
            }
            MigratedRows rows = MigratedRows.ofStore(
                    store, new Cents(), L1Files.ofHome(home).build());

            RegenerationReport report =
                    Regenerator.of(store, rows).build(Clock.systemUTC()).regenerate(DAYS, List.of(BTC), NEW.id());

            assertThat(report.written()).isEqualTo(192);
            assertThat(report.outcomes()).extracting(PartitionOutcome::written).containsExactly(95L, 96L, 1L, 0L);
            assertThat(rows.refused()).isEmpty();
            long noon = DAY.toEpochDay() * UtcMicros.PER_DAY + UtcMicros.PER_DAY / 2;
            assertThat(store.get(OLD.id(), BTC, AsOf.at(noon)).float64(0)).isEqualTo(148);
            assertThat(store.get(NEW.id(), BTC, AsOf.at(noon)).float64(0)).isEqualTo(14_800);
            assertThat(Regenerator.of(store, rows)
                            .build(Clock.systemUTC())
                            .regenerate(DAYS, List.of(BTC), NEW.id())
                            .equal())
                    .isEqualTo(192);
        }
    }

    @Test
    void what_is_refused_is_kept_once_and_by_name() {
        try (ParquetFeatureStore store = open()) {
            store.append(List.of(old(95, 1), old(96, 13), old(97, 2)));
            MigratedRows rows = MigratedRows.ofStore(
                    store, new Cents(), L1Files.ofHome(home).build());

            for (int time = 0; time < 2; time++) {
                Regenerator.of(store, rows).build(Clock.systemUTC()).regenerate(DAYS, List.of(BTC), NEW.id());
            }

            assertThat(rows.refused()).singleElement().satisfies(no -> {
                assertThat(no.row().eventTime()).isEqualTo(old(96, 13).eventTime());
                assertThat(no.reason()).contains("13");
            });
            assertThat(store.rows(NEW.id(), BTC, DAY)).hasSize(1);
            assertThat(store.rows(NEW.id(), BTC, DAYS.get(1))).hasSize(1);
        }
    }

    @Test
    void it_leads_to_one_version_only() {
        try (ParquetFeatureStore store = open()) {
            MigratedRows rows = MigratedRows.ofStore(
                    store, new Cents(), L1Files.ofHome(home).build());

            assertThatThrownBy(() -> rows.rows(OLD, BTC, DAY))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The migration cents leads to v2, not to v1");
        }
    }
}
