package dev.barque.testkit;

import static dev.barque.testkit.internal.Samples.DAILY;
import static dev.barque.testkit.internal.Samples.SCHEMA;
import static dev.barque.testkit.internal.Samples.TWO_HOURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureStore;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.feature.NoFeatures.Reason;
import dev.barque.core.feature.NoFeaturesException;
import dev.barque.core.market.Symbol;
import dev.barque.testkit.internal.RandomHistory;
import dev.barque.testkit.internal.Reads;
import dev.barque.testkit.internal.Samples;
import dev.barque.testkit.internal.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link FeatureStore} does. Extend it in the tests of yours; every test begins with an empty store, which the
 * suite closes.
 */
public abstract class FeatureStoreConformance {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Instant T = Instant.parse("2025-11-03T15:30:00Z");
    private static final Duration MICRO = Duration.ofNanos(1_000);

    private FeatureStore store;

    /** For subclasses. */
    @SuppressWarnings("NullAway.Init") // JUnit runs openStore() before every test.
    protected FeatureStoreConformance() {}

    /**
     * An empty store; each call gives one that shares nothing with the others.
     *
     * @param sets the feature sets that the suite writes, for a store that has to be told
     */
    protected abstract FeatureStore open(List<FeatureSet> sets);

    @BeforeEach
    final void openStore() {
        store = open(Samples.SETS);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    void a_row_can_be_read_as_soon_as_append_returns() {
        append(DAILY, T, T, 1);

        assertThat(find(DAILY, AsOf.at(T))).contains(1.0);
    }

    @Test
    void a_row_is_seen_at_its_own_instant_and_not_a_microsecond_before() {
        append(DAILY, T, T, 1);

        assertThat(find(DAILY, AsOf.at(T))).contains(1.0);
        assertThat(find(DAILY, AsOf.at(T.minus(MICRO)))).isEmpty();
    }

    @Test
    void a_row_is_seen_from_the_microsecond_at_which_it_was_known() {
        Instant known = T.plusSeconds(60);
        append(DAILY, T, known, 1);

        assertThat(find(DAILY, new AsOf(T, known))).contains(1.0);
        assertThat(find(DAILY, new AsOf(T, known.minus(MICRO)))).isEmpty();
    }

    @Test
    void the_latest_event_wins_even_over_a_row_that_became_known_later() {
        append(DAILY, T.minusSeconds(60), T.plusSeconds(600), 1);
        append(DAILY, T, T, 2);

        assertThat(find(DAILY, AsOf.at(T.plusSeconds(600)))).contains(2.0);
    }

    @Test
    void rows_may_arrive_in_any_order() {
        append(DAILY, T, T, 3);
        append(DAILY, T.minusSeconds(120), T.minusSeconds(120), 1);
        append(DAILY, T.minusSeconds(60), T.minusSeconds(60), 2);

        assertThat(find(DAILY, AsOf.at(T.minusSeconds(90)))).contains(1.0);
        assertThat(find(DAILY, AsOf.at(T.minusSeconds(30)))).contains(2.0);
        assertThat(find(DAILY, AsOf.at(T))).contains(3.0);
    }

    @Test
    void a_correction_wins_from_when_it_was_known() {
        Instant corrected = T.plusSeconds(300);
        append(DAILY, T, T, 1);
        append(DAILY, T, corrected, 2);

        assertThat(find(DAILY, new AsOf(T, corrected))).contains(2.0);
    }

    @Test
    void a_correction_does_not_change_what_was_known_before_it() {
        Instant corrected = T.plusSeconds(300);
        append(DAILY, T, T, 1);
        append(DAILY, T, corrected, 2);

        assertThat(find(DAILY, new AsOf(T, corrected.minus(MICRO)))).contains(1.0);
        assertThat(find(DAILY, AsOf.at(T))).contains(1.0);
    }

    @Test
    void a_correction_that_was_known_earlier_loses_even_when_it_is_written_later() {
        append(DAILY, T, T.plusSeconds(300), 2);
        append(DAILY, T, T, 1);

        assertThat(find(DAILY, AsOf.at(T.plusSeconds(300)))).contains(2.0);
    }

    @Test
    void of_rows_with_equal_times_the_one_written_last_wins() {
        append(DAILY, T, T, 1);
        append(DAILY, T, T, 2);
        assertThat(find(DAILY, AsOf.at(T))).contains(2.0);

        store.append(List.of(row(DAILY, T, T, 3), row(DAILY, T, T, 4)));
        assertThat(find(DAILY, AsOf.at(T))).contains(4.0);
    }

    @Test
    void repeating_a_row_changes_nothing() {
        append(DAILY, T, T, 1);
        FeatureRow first = store.get(DAILY.id(), SPY, AsOf.at(T));
        append(DAILY, T, T, 1);

        assertThat(store.get(DAILY.id(), SPY, AsOf.at(T))).isEqualTo(first);
    }

    @Test
    void repeating_an_overruled_row_does_not_bring_it_back() {
        append(DAILY, T, T, 1);
        append(DAILY, T, T, 2);
        append(DAILY, T, T, 1);

        assertThat(find(DAILY, AsOf.at(T))).contains(2.0);
    }

    @Test
    void rows_are_numbered_in_the_order_of_writing() {
        store.append(List.of(row(DAILY, T, T, 1), row(DAILY, T.plusSeconds(60), T.plusSeconds(60), 2)));
        append(DAILY, T.minusSeconds(60), T.minusSeconds(60), 3);

        long first = store.get(DAILY.id(), SPY, AsOf.at(T)).sequence();
        long second = store.get(DAILY.id(), SPY, AsOf.at(T.plusSeconds(60))).sequence();
        long third = store.get(DAILY.id(), SPY, AsOf.at(T.minusSeconds(60))).sequence();
        assertThat(List.of(0L, first, second, third)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void an_empty_batch_is_accepted() {
        store.append(List.of());

        assertThat(find(DAILY, AsOf.at(T))).isEmpty();
    }

    @Test
    void a_batch_with_a_changed_schema_is_refused_as_a_whole() {
        append(DAILY, T, T, 1);
        FeatureSchema other = FeatureSchema.builder().float64("other", "1").build();
        FeatureSet changed = Samples.set(DAILY.id().value(), other, DAILY.lookback());
        long micros = row(DAILY, T, T, 0).eventMicros();
        FeatureRow misfit = FeatureRow.builder(changed, SPY).build(micros, micros);

        assertThatThrownBy(() -> store.append(List.of(row(DAILY, T.plusSeconds(1), T.plusSeconds(1), 2), misfit)))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining(DAILY.id().value());
        assertThat(find(DAILY, AsOf.at(T.plusSeconds(60)))).contains(1.0);
    }

    @Test
    void a_batch_that_holds_a_null_is_refused_as_a_whole() {
        List<FeatureRow> batch = Arrays.asList(row(DAILY, T, T, 1), null);

        assertThatThrownBy(() -> store.append(batch)).isInstanceOf(RuntimeException.class);
        assertThat(find(DAILY, AsOf.at(T))).isEmpty();
    }

    @Test
    void a_same_date_set_looks_at_the_utc_date_of_the_instant_only() {
        Instant midnight = Instant.parse("2025-11-04T00:00:00Z");
        append(DAILY, midnight.minus(MICRO), midnight.minus(MICRO), 1);

        assertThat(find(DAILY, AsOf.at(midnight.minus(MICRO)))).contains(1.0);
        assertThat(find(DAILY, AsOf.at(midnight))).isEmpty();
    }

    @Test
    void a_maximal_age_reaches_over_midnight_and_ends_to_the_microsecond() {
        Instant late = Instant.parse("2025-11-03T23:00:00Z");
        append(TWO_HOURS, late, late, 1);

        assertThat(find(TWO_HOURS, AsOf.at(late.plus(Duration.ofHours(2))))).contains(1.0);
        assertThat(find(TWO_HOURS, AsOf.at(late.plus(Duration.ofHours(2)).plus(MICRO))))
                .isEmpty();
    }

    @Test
    void age_is_measured_from_the_event_time_that_is_asked_for_not_from_the_knowledge_time() {
        append(TWO_HOURS, T, T, 1);

        assertThat(find(TWO_HOURS, new AsOf(T, T.plus(Duration.ofDays(30))))).contains(1.0);
    }

    @Test
    void versions_live_side_by_side() {
        append(DAILY, T, T, 1);
        append(TWO_HOURS, T, T, 2);

        assertThat(find(DAILY, AsOf.at(T))).contains(1.0);
        assertThat(find(TWO_HOURS, AsOf.at(T))).contains(2.0);
    }

    @Test
    void symbols_are_told_apart_by_every_character() {
        List<Symbol> symbols = List.of(
                        "BRK.A",
                        "brk.a",
                        "ES=F",
                        "BTC/USDT",
                        "NULL",
                        "1810",
                        "01810",
                        "2024-01-01",
                        "..",
                        "A B",
                        "A%20B",
                        "*",
                        "é",
                        "CON",
                        "a'b\"c\\d")
                .stream()
                .map(Symbol::of)
                .toList();
        List<FeatureRow> rows = new ArrayList<>();
        for (int i = 0; i < symbols.size(); i++) {
            rows.add(Samples.row(DAILY, symbols.get(i), T, T, i));
        }
        store.append(rows);

        for (int i = 0; i < symbols.size(); i++) {
            FeatureRow found = store.get(DAILY.id(), symbols.get(i), AsOf.at(T));
            assertThat(found.symbol()).isEqualTo(symbols.get(i));
            assertThat(Samples.force(found)).as(symbols.get(i).value()).isEqualTo(i);
        }
    }

    @Test
    void every_value_comes_back_bit_for_bit() {
        List<FeatureRow> rows = Samples.edges(SPY, T);
        store.append(rows);

        for (FeatureRow row : rows) {
            FeatureRow found = store.get(DAILY.id(), SPY, new AsOf(row.eventTime(), row.knownAt()));
            for (int field = 0; field < SCHEMA.size(); field++) {
                assertThat(found.value(field))
                        .as("%s of %s", SCHEMA.field(field).name(), row)
                        .isEqualTo(row.value(field));
            }
            assertThat(found.sameContent(row)).as("content of %s", row).isTrue();
        }
    }

    @Test
    void an_unknown_version_is_diagnosed_with_the_versions_there_are() {
        append(DAILY, T, T, 1);

        NoFeatures none = store.diagnose(TWO_HOURS.id(), SPY, AsOf.at(T));

        assertThat(none.reason()).isEqualTo(Reason.NO_SUCH_VERSION);
        assertThat(none.available()).containsExactly(DAILY.id().value());
    }

    @Test
    void an_unknown_symbol_is_diagnosed_with_the_symbols_there_are() {
        append(DAILY, T, T, 1);

        NoFeatures none = store.diagnose(DAILY.id(), Symbol.of("QQQ"), AsOf.at(T));

        assertThat(none.reason()).isEqualTo(Reason.NO_SUCH_SYMBOL);
        assertThat(none.available()).containsExactly("SPY");
    }

    @Test
    void a_date_without_rows_is_diagnosed_with_the_dates_and_the_nearest_rows() {
        Instant next = T.plus(Duration.ofDays(2));
        append(DAILY, T, T, 1);
        append(DAILY, next, next, 2);

        NoFeatures none = store.diagnose(DAILY.id(), SPY, AsOf.at(T.plus(Duration.ofDays(1))));

        assertThat(none.reason()).isEqualTo(Reason.NO_SUCH_DATE);
        assertThat(none.available()).containsExactly("2025-11-03", "2025-11-05");
        assertThat(none.before()).contains(T);
        assertThat(none.after()).contains(next);
    }

    @Test
    void a_read_before_the_first_row_is_diagnosed_with_that_row() {
        append(DAILY, T, T, 1);

        NoFeatures none = store.diagnose(DAILY.id(), SPY, AsOf.at(T.minusSeconds(1)));

        assertThat(none.reason()).isEqualTo(Reason.ALL_LATER);
        assertThat(none.before()).isEmpty();
        assertThat(none.after()).contains(T);
    }

    @Test
    void rows_known_later_are_diagnosed_with_the_instant_from_which_a_read_would_answer() {
        append(DAILY, T.minusSeconds(60), T.plusSeconds(900), 1);
        append(DAILY, T, T.plusSeconds(600), 2);

        NoFeatures none = store.diagnose(DAILY.id(), SPY, AsOf.at(T.plusSeconds(60)));

        assertThat(none.reason()).isEqualTo(Reason.KNOWN_LATER);
        assertThat(none.knownFrom()).contains(T.plusSeconds(600));
        assertThat(none.before()).contains(T);
    }

    @Test
    void rows_beyond_the_maximal_age_are_diagnosed_as_too_old() {
        append(TWO_HOURS, T, T, 1);

        NoFeatures none = store.diagnose(TWO_HOURS.id(), SPY, AsOf.at(T.plus(Duration.ofHours(3))));

        assertThat(none.reason()).isEqualTo(Reason.TOO_OLD);
        assertThat(none.before()).contains(T);
    }

    @Test
    void get_throws_the_diagnosis() {
        append(DAILY, T, T, 1);
        AsOf early = AsOf.at(T.minusSeconds(1));

        assertThatThrownBy(() -> store.get(DAILY.id(), SPY, early))
                .isInstanceOfSatisfying(
                        NoFeaturesException.class,
                        e -> assertThat(e.diagnosis()).isEqualTo(store.diagnose(DAILY.id(), SPY, early)));
    }

    @Test
    void several_threads_may_write_and_read() {
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int w = 0; w < 4; w++) {
            Symbol own = Symbol.of("W" + w);
            writers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 25; i++) {
                    Instant t = T.plusSeconds(i);
                    store.append(Samples.row(DAILY, own, t, t, i));
                    assertThat(store.find(DAILY.id(), own, AsOf.at(t)).map(Samples::force))
                            .as("what %s has just written", own)
                            .contains((double) i);
                }
            }));
        }

        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();

        for (int w = 0; w < 4; w++) {
            assertThat(store.find(DAILY.id(), Symbol.of("W" + w), AsOf.at(T.plusSeconds(60)))
                            .map(Samples::force))
                    .contains(24.0);
        }
    }

    @Test
    void random_histories_agree_with_a_naive_model() {
        for (long seed : Seeds.seeds(4)) {
            try (FeatureStore fresh = open(Samples.SETS)) {
                compareWithModel(fresh, seed);
            }
        }
    }

    @Test
    void closing_twice_is_harmless() {
        store.close();
        store.close();
    }

    private static void compareWithModel(FeatureStore fresh, long seed) {
        RandomHistory history = new RandomHistory(seed);
        List<FeatureRow> model = new ArrayList<>();
        for (int step = 0; step < 40; step++) {
            List<FeatureRow> batch = history.batch();
            fresh.append(batch);
            for (FeatureRow row : batch) {
                if (model.stream().noneMatch(row::sameContent)) {
                    model.add(row.written(0, model.size() + 1L));
                }
            }
            for (int read = 0; read < 30; read++) {
                FeatureSet set = history.set();
                Symbol symbol = history.symbol();
                AsOf asOf = history.asOf();
                Optional<FeatureRow> expected = Reads.winner(model, set.id(), symbol, asOf);
                Optional<FeatureRow> found = fresh.find(set.id(), symbol, asOf);
                assertThat(found.isPresent() == expected.isPresent()
                                && (found.isEmpty() || found.get().sameContent(expected.get())))
                        .as(
                                "%s at %s in %s after %d batches: expected %s, found %s; %s",
                                symbol, asOf, set.id(), step + 1, expected, found, Seeds.repeat(seed))
                        .isTrue();
            }
        }
    }

    private void append(FeatureSet set, Instant event, Instant known, double force) {
        store.append(row(set, event, known, force));
    }

    private static FeatureRow row(FeatureSet set, Instant event, Instant known, double force) {
        return Samples.row(set, SPY, event, known, force);
    }

    private Optional<Double> find(FeatureSet set, AsOf asOf) {
        return store.find(set.id(), SPY, asOf).map(Samples::force);
    }
}
