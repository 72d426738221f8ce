package dev.barque.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.feature.FeatureMigration;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.MigrationOutcome;
import dev.barque.core.feature.RowId;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import dev.barque.testkit.internal.ChangedLater;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link FeatureMigration} does. Extend it in the tests of yours. */
public abstract class FeatureMigrationConformance {
    /** For subclasses. */
    protected FeatureMigrationConformance() {}

    /** The migration. */
    protected abstract FeatureMigration migration();

    /** Rows of one symbol in the old version, at least ten, that can all be turned with {@link #bars()}. */
    protected abstract List<FeatureRow> rows();

    /** All the inputs that turning them takes, and later ones. */
    protected abstract BarSource bars();

    @Test
    void it_describes_itself_in_the_same_way_whenever_it_is_asked() {
        assertThat(migration().descriptor()).isEqualTo(migration().descriptor());
    }

    @Test
    void rows_become_rows_of_the_new_version_and_of_their_symbol() {
        FeatureMigration.Descriptor descriptor = migration().descriptor();
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(10);
        for (FeatureRow row : migrated(rows(), bars())) {
            assertThat(row.set()).isEqualTo(descriptor.to());
            assertThat(row.symbol()).isEqualTo(symbol());
        }
    }

    @Test
    void a_new_row_is_about_the_time_of_the_old_one_or_within_reach_of_it() {
        Duration reach = migration().descriptor().reach();
        List<FeatureRow> migrated = migrated(rows(), bars());
        for (int i = 0; i < migrated.size(); i++) {
            assertThat(Duration.between(
                                    rows().get(i).eventTime(), migrated.get(i).eventTime())
                            .abs())
                    .isLessThanOrEqualTo(reach);
        }
    }

    @Test
    void each_row_has_one_outcome_in_the_order_of_the_rows() {
        List<FeatureRow> forward = migrated(rows(), bars());
        List<FeatureRow> shuffled = new ArrayList<>(rows());
        List<FeatureRow> expected = new ArrayList<>(forward);
        Collections.shuffle(shuffled, new Random(5));
        Collections.shuffle(expected, new Random(5));

        assertSame(migrated(shuffled, bars()), expected);
        assertThat(migration().migrate(symbol(), List.of(), bars())).isEmpty();
    }

    @Test
    void what_a_row_becomes_depends_on_no_other_row() {
        List<FeatureRow> together = migrated(rows(), bars());
        // Backwards, so that one that remembers the row before has another one to remember.
        for (int i = together.size() - 1; i >= 0; i--) {
            assertSame(migrated(List.of(rows().get(i)), bars()), List.of(together.get(i)));
        }
    }

    @Test
    void bars_that_completed_after_the_new_row_was_known_change_nothing() {
        List<FeatureRow> expected = migrated(rows(), bars());
        for (int i = 0; i < expected.size(); i++) {
            BarSource later = new ChangedLater(bars(), expected.get(i).knownMicros());
            assertSame(migrated(List.of(rows().get(i)), later), List.of(expected.get(i)));
        }
    }

    @Test
    void without_inputs_a_row_is_the_same_or_refused_by_name_and_never_guessed() {
        List<FeatureRow> expected = migrated(rows(), bars());
        List<MigrationOutcome> outcomes = migration().migrate(symbol(), rows(), new InMemoryBarSource(List.of()));
        assertThat(outcomes).hasSameSizeAs(rows());
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof MigrationOutcome.Migrated migrated) {
                assertSame(List.of(migrated.row()), List.of(expected.get(i)));
            } else {
                RowId refused = ((MigrationOutcome.Refused) outcomes.get(i)).row();
                assertThat(refused).isEqualTo(rows().get(i).id());
            }
        }
    }

    @Test
    void rows_of_another_version_or_symbol_are_a_mistake_of_the_caller() {
        FeatureSet from = migration().descriptor().from();
        FeatureSet other = new FeatureSet(FeatureSetId.of("none-of-it"), from.schema(), from.lookback());
        FeatureRow row = rows().get(0);
        FeatureRow strange = FeatureRow.builder(other, symbol()).build(row.eventMicros(), row.knownMicros());

        assertThatThrownBy(() -> migration().migrate(symbol(), List.of(strange), bars()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none-of-it");
        assertThatThrownBy(() -> migration().migrate(Symbol.of("N/A"), List.of(row), bars()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("N/A");
    }

    @Test
    void several_threads_get_the_same_outcomes() throws Exception {
        FeatureMigration shared = migration();
        List<FeatureRow> expected = migrated(rows(), bars());
        BarSource bars = bars();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<MigrationOutcome>>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> shared.migrate(symbol(), rows(), bars)));
            }
            for (Future<List<MigrationOutcome>> one : all) {
                assertSame(requireMigrated(one.get()), expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Symbol symbol() {
        return rows().get(0).symbol();
    }

    private List<FeatureRow> migrated(List<FeatureRow> rows, BarSource bars) {
        List<MigrationOutcome> outcomes = migration().migrate(symbol(), rows, bars);
        assertThat(outcomes).hasSameSizeAs(rows);
        return requireMigrated(outcomes);
    }

    private static List<FeatureRow> requireMigrated(List<MigrationOutcome> outcomes) {
        List<FeatureRow> rows = new ArrayList<>();
        for (MigrationOutcome outcome : outcomes) {
            assertThat(outcome).isInstanceOf(MigrationOutcome.Migrated.class);
            rows.add(((MigrationOutcome.Migrated) outcome).row());
        }
        return rows;
    }

    private static void assertSame(List<FeatureRow> rows, List<FeatureRow> expected) {
        assertThat(rows).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
            FeatureRow row = rows.get(i);
            assertThat(row.sameContent(expected.get(i)))
                    .as("%s in place of %s", row, expected.get(i))
                    .isTrue();
        }
    }
}
