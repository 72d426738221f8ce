package dev.barque.store.asof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Joins answer as a model does that looks at every row for every question. */
class AsOfJoinTest {
    private static final long START = UtcMicros.of(Instant.parse("2025-10-30T13:30:00Z"));
    private static final FeatureSchema SCHEMA = FeatureSchema.builder()
            .float64("number", "1")
            .int64("count", "1")
            .string("regime")
            .add("sure", FeatureType.BOOL, "")
            .add("levels", FeatureType.FLOAT64_LIST, "USD")
            .build();
    private static final List<String> FIELDS = List.of("number", "count", "regime", "sure");
    private static final List<Symbol> SYMBOLS = List.of(Symbol.of("AAA"), Symbol.of("BBB"), Symbol.of("NONE"));

    private final long seed = Long.getLong("barque.test.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** One row of a history; {@code count} tells it from all others. */
    private record Row(Symbol symbol, long event, long known, long count, boolean isNull) {}

    /** How late rows come to be known. */
    private enum Knowledge {
        AT_ONCE,
        WITH_A_LAG,
        MOSTLY_AT_ONCE,
        IN_ANY_ORDER,
        YEARS_LATER
    }

    private static FeatureSet set(Lookback lookback) {
        return new FeatureSet(FeatureSetId.of("v1"), SCHEMA, lookback);
    }

    @ParameterizedTest
    @EnumSource(Knowledge.class)
    void every_answer_is_that_of_a_look_at_every_row(Knowledge knowledge) {
        for (int round = 0; round < 40; round++) {
            Lookback lookback = random.nextBoolean()
                    ? Lookback.sameDate()
                    : Lookback.atMost(Duration.ofMinutes(1 + random.nextInt(3_000)));
            FeatureSet set = set(lookback);
            List<Row> rows = history(knowledge, random.nextInt(700));
            FeatureTable table = table(set, rows);
            Spine spine = spine(random.nextInt(400), random.nextBoolean());
            Duration tolerance = Duration.ofSeconds(random.nextInt(20_000));

            JoinedColumns all = AsOfJoin.with(table).columns(spine);
            JoinedColumns near = AsOfJoin.with(table).tolerance(tolerance).columns(spine);

            for (int q = 0; q < spine.size(); q++) {
                Optional<Row> expected = model(rows, lookback, spine, q, Long.MAX_VALUE);
                assertAnswer(all, q, expected, spine);
                assertAnswer(near, q, model(rows, lookback, spine, q, tolerance.toSeconds() * 1_000_000), spine);
                int question = q;
                int found = table.series(spine.symbol(q))
                        .map(series -> series.find(spine.eventMicros(question), spine.knownMicros(question)))
                        .orElse(-1);
                assertThat(found >= 0).as("seed %d, question %d", seed, q).isEqualTo(expected.isPresent());
                expected.ifPresent(row -> assertThat(table.series(spine.symbol(question))
                                .orElseThrow()
                                .int64(found, 1))
                        .isEqualTo(row.isNull() ? 0 : row.count()));
            }
        }
    }

    @Test
    void a_cursor_answers_as_a_search_does_also_when_it_is_sent_back() {
        List<Row> rows = history(Knowledge.MOSTLY_AT_ONCE, 5_000);
        FeatureSeries series =
                table(set(Lookback.sameDate()), rows).series(SYMBOLS.get(0)).orElseThrow();
        FeatureCursor cursor = series.cursor();
        long time = START;
        for (int i = 0; i < 20_000; i++) {
            time += random.nextInt(100) == 0 ? -random.nextLong(UtcMicros.PER_DAY) : random.nextInt(60_000_000);
            long known = random.nextBoolean() ? time : time + random.nextInt(600_000_000);
            assertThat(cursor.advance(time, known)).as("seed %d", seed).isEqualTo(series.find(time, known));
        }
    }

    @Test
    void a_join_in_parts_answers_as_a_join_in_one() {
        FeatureTable table = table(set(Lookback.sameDate()), history(Knowledge.IN_ANY_ORDER, 3_000));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (boolean inOrder : new boolean[] {true, false}) {
                Spine spine = spine(10_000, inOrder);
                JoinedColumns one = AsOfJoin.with(table).columns(spine);
                JoinedColumns many = AsOfJoin.with(table).parallel(threads, 7).columns(spine);
                assertThat(many.eventMicros()).as("seed %d", seed).isEqualTo(one.eventMicros());
                assertThat(many.knownMicros()).isEqualTo(one.knownMicros());
                assertThat(many.float64(0)).isEqualTo(one.float64(0));
                assertThat(many.int64(1)).isEqualTo(one.int64(1));
                assertThat(many.string(2)).isEqualTo(one.string(2));
                assertThat(many.bool(3)).isEqualTo(one.bool(3));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void a_row_that_comes_to_be_known_later_never_changes_an_earlier_answer() {
        int asked = 0;
        for (int round = 0; round < 30; round++) {
            FeatureSet set = set(random.nextBoolean() ? Lookback.sameDate() : Lookback.atMost(Duration.ofDays(1)));
            List<Row> rows = history(Knowledge.MOSTLY_AT_ONCE, 300);
            Spine spine = spine(200, true);
            JoinedColumns before = AsOfJoin.with(table(set, rows)).columns(spine);

            long cut = START + random.nextLong(UtcMicros.PER_DAY);
            List<Row> more = new ArrayList<>(rows);
            history(Knowledge.IN_ANY_ORDER, 300).stream()
                    .map(row -> new Row(
                            row.symbol(), row.event(), Math.max(row.known(), cut + 1), -row.count() - 1, row.isNull()))
                    .forEach(more::add);
            JoinedColumns after = AsOfJoin.with(table(set, more)).columns(spine);

            for (int q = 0; q < spine.size(); q++) {
                if (spine.knownMicros(q) <= cut) {
                    asked++;
                    assertThat(after.int64(1)[q]).as("seed %d", seed).isEqualTo(before.int64(1)[q]);
                    assertThat(after.eventMicros()[q]).isEqualTo(before.eventMicros()[q]);
                }
            }
        }
        assertThat(asked).isGreaterThan(1_000);
    }

    @Test
    void nulls_are_kept_among_more_columns_than_a_word_has_bits() {
        FeatureSchema.Builder schema = FeatureSchema.builder();
        for (int i = 0; i < 130; i++) {
            schema.float64("f" + i, "1");
        }
        FeatureSet wide = new FeatureSet(FeatureSetId.of("wide"), schema.build(), Lookback.sameDate());
        FeatureTable.Builder builder = FeatureTable.builder(wide, FeatureTable.scalars(wide));
        boolean[][] present = new boolean[50][130];
        for (int row = 0; row < 50; row++) {
            int at = builder.rows(SYMBOLS.get(0)).add(START + row, START + row);
            for (int column = 0; column < 130; column++) {
                present[row][column] = random.nextInt(4) > 0;
                if (present[row][column]) {
                    builder.rows(SYMBOLS.get(0)).float64(at, column, row + column / 1000.0);
                }
            }
        }
        FeatureSeries series = builder.build().series(SYMBOLS.get(0)).orElseThrow();
        for (int row = 0; row < 50; row++) {
            for (int column = 0; column < 130; column++) {
                assertThat(series.isNull(row, column)).as("seed %d", seed).isEqualTo(!present[row][column]);
                assertThat(series.float64(row, column))
                        .isEqualTo(Double.valueOf(present[row][column] ? row + column / 1000.0 : Double.NaN));
            }
        }
    }

    @Test
    void a_task_that_fails_is_heard_of_when_all_others_are_through() {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        AtomicInteger loaded = new AtomicInteger();
        try {
            Spine spine = spine(300, true);
            SpineJoin join = SpineJoin.with(
                            selection -> {
                                loaded.incrementAndGet();
                                throw new IllegalStateException(selection.symbols() + " is damaged");
                            },
                            set(Lookback.sameDate()),
                            FIELDS)
                    .parallel(threads);
            assertThatThrownBy(() -> join.columns(spine))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is damaged");
            assertThat(loaded).hasValue(3);
        } finally {
            threads.shutdown();
        }
        assertThatThrownBy(() -> AsOfJoin.with(table(set(Lookback.sameDate()), List.of()))
                        .parallel(threads, 2)
                        .columns(spine(10, true)))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void what_became_known_years_later_is_passed_over_quickly() {
        FeatureTable.Builder builder = FeatureTable.builder(set(Lookback.atMost(Duration.ofDays(4_000))), FIELDS);
        FeatureTable.Rows rows = builder.rows(SYMBOLS.get(0));
        rows.add(START - 1, START - 1);
        int many = 300_000;
        for (int i = 0; i < many; i++) {
            rows.add(START + i * 1_000_000L, START + 10_000L * UtcMicros.PER_DAY + i % 3);
        }
        FeatureSeries series = builder.build().series(SYMBOLS.get(0)).orElseThrow();
        // Row by row these would be 30 thousand million steps: minutes.
        for (int i = 0; i < 200_000; i++) {
            long time = START + random.nextInt(many) * 1_000_000L;
            assertThat(series.find(time, time)).isZero();
        }
    }

    @Test
    void what_cannot_be_a_table_or_a_spine_is_refused_by_name() {
        FeatureSet set = set(Lookback.sameDate());
        refused(x -> FeatureTable.builder(set, List.of("number", "missing")), "missing");
        refused(x -> FeatureTable.builder(set, List.of("levels")), "levels", "FLOAT64_LIST");
        refused(x -> FeatureTable.builder(set, List.of("number", "number")), "number", "twice");
        refused(x -> Spine.of(SYMBOLS, new int[2], new long[3]), "2 and 3");
        refused(x -> Spine.of(List.of(SYMBOLS.get(0), SYMBOLS.get(0)), new int[0], new long[0]), "once each");
        assertThatThrownBy(() -> Spine.of(SYMBOLS, new int[] {3}, new long[1]))
                .isInstanceOf(IndexOutOfBoundsException.class);
        refused(
                x -> Spine.builder()
                        .ask(SYMBOLS.get(0), 1, 1)
                        .label("y", List.of())
                        .build(),
                "label y");
        refused(x -> table(set, List.of(new Row(SYMBOLS.get(0), 2, 1, 0, false))), "known");
        JoinedColumns joined = AsOfJoin.with(table(set, List.of())).columns(spine(1, true));
        refused(x -> joined.int64(0), "number", "FLOAT64");
        assertThat(FeatureTable.scalars(set)).isEqualTo(FIELDS);
    }

    private static void refused(Consumer<Object> what, String... named) {
        assertThatThrownBy(() -> what.accept(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(named);
    }

    private void assertAnswer(JoinedColumns joined, int q, Optional<Row> expected, Spine spine) {
        String where = "seed " + seed + ", question " + q + " about " + spine.symbol(q) + " "
                + new AsOf(UtcMicros.toInstant(spine.eventMicros(q)), UtcMicros.toInstant(spine.knownMicros(q)));
        assertThat(joined.isMatched(q)).as(where).isEqualTo(expected.isPresent());
        if (expected.isEmpty() || expected.get().isNull()) {
            assertThat(joined.float64(0)[q]).isNaN();
            assertThat(joined.isNull(q, 0)).isTrue();
            assertThat(joined.int64(1)[q]).isZero();
            assertThat(joined.string(2)[q]).isEmpty();
        } else {
            Row row = expected.get();
            assertThat(joined.int64(1)[q]).as(where).isEqualTo(row.count());
            assertThat(joined.float64(0)[q]).isEqualTo(row.count() / 2.0);
            assertThat(joined.string(2)[q]).isEqualTo("regime " + row.count() % 5);
            assertThat(joined.bool(3)[q]).isEqualTo(row.count() % 2 == 0);
            assertThat(joined.isNull(q, 0)).isFalse();
            assertThat(joined.eventMicros()[q]).isEqualTo(row.event());
            assertThat(joined.knownMicros()[q]).isEqualTo(row.known());
        }
    }

    private static Optional<Row> model(List<Row> rows, Lookback lookback, Spine spine, int q, long tolerance) {
        Row best = null;
        long time = spine.eventMicros(q);
        for (Row row : rows) {
            boolean allowed = lookback instanceof Lookback.MaxAge age
                    ? time - row.event() <= age.maxAge().toNanos() / 1_000
                    : UtcMicros.utcDate(row.event()).equals(UtcMicros.utcDate(time));
            if (row.symbol().equals(spine.symbol(q))
                    && row.event() <= time
                    && row.known() <= spine.knownMicros(q)
                    && allowed
                    && time - row.event() <= tolerance
                    && (best == null
                            || row.event() > best.event()
                            || (row.event() == best.event() && row.known() >= best.known()))) {
                best = row;
            }
        }
        return Optional.ofNullable(best);
    }

    private static FeatureTable table(FeatureSet set, List<Row> rows) {
        FeatureTable.Builder builder = FeatureTable.builder(set, FIELDS);
        for (Row row : rows) {
            FeatureTable.Rows to = builder.rows(row.symbol());
            int at = to.add(row.event(), row.known());
            if (!row.isNull()) {
                to.float64(at, 0, row.count() / 2.0);
                to.int64(at, 1, row.count());
                to.string(at, 2, "regime " + row.count() % 5);
                to.bool(at, 3, row.count() % 2 == 0);
            }
        }
        return builder.build();
    }

    private List<Row> history(Knowledge knowledge, int size) {
        List<Row> rows = new ArrayList<>();
        boolean hasNulls = random.nextBoolean();
        for (int i = 0; i < size; i++) {
            long event = START + random.nextInt(3 * 24 * 60) * UtcMicros.PER_MINUTE;
            long known = switch (knowledge) {
                case AT_ONCE -> event;
                case WITH_A_LAG -> event + 90_000_000L;
                case MOSTLY_AT_ONCE -> random.nextInt(20) > 0 ? event : event + random.nextLong(UtcMicros.PER_DAY);
                case IN_ANY_ORDER -> event + random.nextInt(1_000) * UtcMicros.PER_MINUTE;
                case YEARS_LATER -> START + 5_000L * UtcMicros.PER_DAY;
            };
            rows.add(new Row(SYMBOLS.get(random.nextInt(2)), event, known, i, hasNulls && random.nextInt(9) == 0));
        }
        if (random.nextBoolean()) {
            rows.sort((a, b) -> Long.compare(a.event(), b.event()));
        }
        return rows;
    }

    private Spine spine(int size, boolean inOrder) {
        long[][] asked = new long[size][];
        for (int i = 0; i < size; i++) {
            long time = START - UtcMicros.PER_DAY / 2 + random.nextLong(4 * UtcMicros.PER_DAY);
            long off = random.nextInt(3) == 0 ? random.nextLong(UtcMicros.PER_DAY) - UtcMicros.PER_DAY / 2 : 0;
            asked[i] = new long[] {time, random.nextInt(9) == 0 ? Long.MAX_VALUE / 2 : time + off};
        }
        List<long[]> order = Arrays.asList(asked);
        if (inOrder) {
            order.sort((a, b) -> Long.compare(a[0], b[0]));
        } else {
            Collections.shuffle(order, random);
        }
        Spine.Builder spine = Spine.builder();
        order.forEach(times -> spine.ask(SYMBOLS.get(random.nextInt(3)), times[0], times[1]));
        return spine.build();
    }
}
