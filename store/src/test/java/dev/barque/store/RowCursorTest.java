package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.feature.RowCursor;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cursor answers as single reads do, which {@link FeatureStoreHistoryTest} holds to a naive model. */
class RowCursorTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final long START = UtcMicros.of(Instant.parse("2025-10-30T22:00:00Z"));
    private static final long STEP = 20 * UtcMicros.PER_MINUTE;
    private static final int STEPS = 180;
    private static final Symbol SPY = Symbol.of("SPY");
    private static final FeatureSet DAILY = TestRows.set("daily", Lookback.sameDate());
    private static final FeatureSet AGED = TestRows.set("aged", Lookback.atMost(Duration.ofHours(30)));

    @TempDir
    Path home;

    private ParquetFeatureStore.Builder builder() {
        return ParquetFeatureStore.builder(home).set(DAILY).set(AGED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_pass_forward_answers_as_single_reads_at_every_instant_late_revisions_included(long seed) {
        Random random = new Random(seed);
        int found = 0;
        int revised = 0;
        try (ParquetFeatureStore store = builder().open(CLOCK);
                ParquetFeatureStore reader = builder().openReadOnly()) {
            for (int round = 0; round < 4; round++) {
                store.append(batch(random));
                if (random.nextBoolean()) {
                    store.seal(UtcMicros.utcDate(START + STEP * random.nextInt(STEPS)));
                }
                ParquetFeatureStore asked = random.nextBoolean() ? store : reader;
                for (FeatureSet set : List.of(DAILY, AGED)) {
                    for (int late : new int[] {0, 3, -2}) {
                        RowCursor cursor = asked.cursor(set.id(), SPY);
                        for (int step = -2; step < STEPS + 100; step++) {
                            for (int off = -1; off <= 0; off++) {
                                long event = START + STEP * step + off;
                                long known = event + STEP * late;
                                Optional<FeatureRow> row = cursor.find(event, known);
                                assertThat(row)
                                        .as(
                                                "seed %d, round %d, %s, step %d%+d, late %d",
                                                seed, round, set.id(), step, off, late)
                                        .isEqualTo(asked.find(set.id(), SPY, asOf(event, known)));
                                found += row.isPresent() ? 1 : 0;
                                revised += row.isPresent()
                                                && row.get().knownMicros()
                                                        > row.get().eventMicros()
                                        ? 1
                                        : 0;
                            }
                        }
                    }
                }
            }
        }
        assertThat(found).isGreaterThan(1_000);
        assertThat(revised).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void instants_in_any_order_are_answered_as_well(long seed) {
        Random random = new Random(seed);
        try (ParquetFeatureStore store = builder().open(CLOCK)) {
            store.append(batch(random));
            store.append(batch(random));
            store.seal();
            RowCursor cursor = store.cursor(AGED.id(), SPY);
            for (int i = 0; i < 2_000; i++) {
                long event = START + STEP * random.nextInt(STEPS + 100) - random.nextInt(2);
                long known = event + STEP * (random.nextInt(9) - 4);
                assertThat(cursor.find(event, known))
                        .as("seed %d, question %d", seed, i)
                        .isEqualTo(store.find(AGED.id(), SPY, asOf(event, known)));
            }
        }
    }

    @Test
    void a_set_that_is_not_declared_has_no_rows_and_a_closed_store_refuses() {
        ParquetFeatureStore store = builder().open(CLOCK);
        store.append(TestRows.numbered(DAILY, SPY, START, START, 1));
        RowCursor cursor = store.cursor(DAILY.id(), SPY);
        assertThat(cursor.find(START, START)).isPresent();
        assertThat(store.cursor(FeatureSetId.of("other"), SPY).find(START, START))
                .isEmpty();
        store.close();
        assertThatThrownBy(() -> cursor.find(START, START)).isInstanceOf(BarqueException.class);
    }

    @Test
    void damage_is_the_error_of_a_single_read_each_time_it_is_asked_for() throws IOException {
        try (ParquetFeatureStore store = builder().open(CLOCK)) {
            store.append(TestRows.numbered(DAILY, SPY, START, START, 1));
            store.seal();
        }
        Path file;
        try (Stream<Path> files = Files.walk(home.resolve("data"))) {
            file = files.filter(path -> path.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        try (ParquetFeatureStore store = builder().openReadOnly()) {
            RowCursor cursor = store.cursor(DAILY.id(), SPY);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> cursor.find(START, START))
                        .isInstanceOfSatisfying(
                                BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.corrupt-file"));
            }
            assertThat(cursor.find(START + UtcMicros.PER_DAY, START + UtcMicros.PER_DAY))
                    .isEmpty();
        }
    }

    private static AsOf asOf(long event, long known) {
        return new AsOf(UtcMicros.toInstant(event), UtcMicros.toInstant(known));
    }

    /** Few instants, so that there are corrections, ties of both times, late rows and midnights; and rows that come twice. */
    private static List<FeatureRow> batch(Random random) {
        List<FeatureRow> batch = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            if (!batch.isEmpty() && random.nextInt(6) == 0) {
                batch.add(batch.get(random.nextInt(batch.size())));
            } else {
                long event = START + STEP * random.nextInt(STEPS);
                long known = event + STEP * random.nextInt(4) * random.nextInt(4);
                batch.add(TestRows.numbered(
                        random.nextBoolean() ? DAILY : AGED, SPY, event, known, random.nextInt(1000)));
            }
        }
        return batch;
    }
}
