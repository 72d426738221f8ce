package dev.barque.testkit.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.feature.FeatureMigration;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.feature.MigrationOutcome;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.testkit.FeatureMigrationConformance;
import dev.barque.testkit.InMemoryBarSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The suite is tested too. */
class FeatureMigrationConformanceTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final long FIRST = UtcMicros.of(Instant.parse("2025-10-24T14:00:00Z"));
    private static final FeatureSet OLD = set("old");
    private static final FeatureSet NEW = set("new");
    private static FeatureMigration migration = new Sound();

    private static FeatureSet set(String id) {
        return new FeatureSet(
                FeatureSetId.of(id),
                FeatureSchema.builder().float64("close", "USD").build(),
                Lookback.sameDate());
    }

    @Test
    void a_sound_migration_passes() {
        migration = new Sound();

        SuiteRun run = SuiteRun.of(Suite.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void one_that_looks_a_bar_ahead_fails() {
        migration = new Sound() {
            @Override
            int barOf(Bars bars, long event) {
                return Math.min(super.barOf(bars, event) + 1, bars.size() - 1);
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed())
                .contains("bars_that_completed_after_the_new_row_was_known_change_nothing");
    }

    @Test
    void one_that_guesses_where_inputs_are_missing_fails() {
        migration = new Sound() {
            @Override
            MigrationOutcome missing(FeatureRow row) {
                return new MigrationOutcome.Migrated(
                        FeatureRow.builder(NEW, SPY).float64(0, 100).build(row.eventMicros(), row.eventMicros()));
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed())
                .containsExactly("without_inputs_a_row_is_the_same_or_refused_by_name_and_never_guessed");
    }

    @Test
    void one_that_sorts_what_it_gives_fails() {
        migration = new Sound() {
            @Override
            public List<MigrationOutcome> migrate(Symbol symbol, List<FeatureRow> rows, BarSource bars) {
                List<FeatureRow> sorted = new ArrayList<>(rows);
                sorted.sort((a, b) -> Long.compare(a.eventMicros(), b.eventMicros()));
                return super.migrate(symbol, sorted, bars);
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed())
                .containsExactly("each_row_has_one_outcome_in_the_order_of_the_rows");
    }

    @Test
    void one_that_remembers_the_row_before_fails() {
        migration = new Sound() {
            private double last;

            @Override
            double value(double close) {
                double value = close + last;
                last = close;
                return value;
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed()).contains("what_a_row_becomes_depends_on_no_other_row");
    }

    @Test
    void one_that_takes_every_row_fails() {
        migration = new Sound() {
            @Override
            void require(Symbol symbol, FeatureRow row) {}
        };

        assertThat(SuiteRun.of(Suite.class).failed())
                .containsExactly("rows_of_another_version_or_symbol_are_a_mistake_of_the_caller");
    }

    @Test
    void one_that_reaches_farther_than_it_says_fails() {
        migration = new Sound() {
            @Override
            public Descriptor descriptor() {
                return new Descriptor("sound", OLD, NEW, Duration.ZERO);
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed())
                .containsExactly("a_new_row_is_about_the_time_of_the_old_one_or_within_reach_of_it");
    }

    /** Run from inside the tests above. */
    static class Suite extends FeatureMigrationConformance {
        @Override
        protected FeatureMigration migration() {
            return migration;
        }

        @Override
        protected List<FeatureRow> rows() {
            return IntStream.range(0, 12)
                    .mapToObj(i -> {
                        long event = FIRST + (i - 1) * UtcMicros.PER_MINUTE;
                        return FeatureRow.builder(OLD, SPY).float64(0, i).build(event, event);
                    })
                    .toList();
        }

        @Override
        protected BarSource bars() {
            Bars.Builder bars = Bars.builder(SPY).interval(Duration.ofMinutes(1));
            for (int i = 0; i < 30; i++) {
                bars.add(FIRST + i * UtcMicros.PER_MINUTE, 500 + i * i, 10, 5_000);
            }
            return new InMemoryBarSource(List.of(bars.build()));
        }
    }

    /** The close of the bar that opened at the time of the row. */
    private static class Sound implements FeatureMigration {
        @Override
        public Descriptor descriptor() {
            return new Descriptor("sound", OLD, NEW, Duration.ofMinutes(1));
        }

        @Override
        public List<MigrationOutcome> migrate(Symbol symbol, List<FeatureRow> rows, BarSource bars) {
            List<MigrationOutcome> outcomes = new ArrayList<>();
            for (FeatureRow row : rows) {
                require(symbol, row);
                Bars day = bars.day(symbol, UtcMicros.utcDate(row.eventMicros()));
                long event = row.eventMicros() + UtcMicros.PER_MINUTE;
                if (day.indexAtOrBefore(event) < 0) {
                    outcomes.add(missing(row));
                } else {
                    double close = day.close(barOf(day, event));
                    outcomes.add(new MigrationOutcome.Migrated(FeatureRow.builder(NEW, symbol)
                            .float64(0, value(close))
                            .build(event, event)));
                }
            }
            return Collections.unmodifiableList(outcomes);
        }

        int barOf(Bars bars, long event) {
            return bars.indexAtOrBefore(event);
        }

        double value(double close) {
            return close;
        }

        MigrationOutcome missing(FeatureRow row) {
            return new MigrationOutcome.Refused(row.id(), "there are no bars of " + row.symbol());
        }

        void require(Symbol symbol, FeatureRow row) {
            if (!row.symbol().equals(symbol) || !row.set().id().equals(OLD.id())) {
                throw new IllegalArgumentException(
                        "Cannot migrate " + row + " of " + row.set().id() + " as " + symbol);
            }
        }
    }
}
