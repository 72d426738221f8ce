package dev.barque.store.internal.l1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.store.internal.l1.L1Rows.Measure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Batches of rows are merged in columns and in place; a model merges them row by row. */
class L1MergeModelTest {
    private static final List<String> SYMBOLS = List.of("SPY", "brk.a", "BRK.A", "ES=F", "1810");
    private static final @Nullable String[] REFS = {
        null,
        "",
        "x",
        "x:",
        ":7",
        "bars.csv:0",
        "bars.csv:17",
        "bars.csv:017",
        "a:b:3",
        "bars.csv:-1",
        "bars.csv:9999999999999999999",
        "ü:5"
    };

    private record Row(
            long time,
            String symbol,
            double price,
            @Nullable String ref,
            long known,
            long superseded) {}

    private record Key(long time, String symbol) {}

    @RepeatedTest(40)
    void random_batches_come_to_what_a_model_comes_to(RepetitionInfo repetition) {
        long seed = Long.getLong("barque.test.seed", repetition.getCurrentRepetition());
        Random random = new Random(seed);
        TreeMap<Key, Row> model =
                new TreeMap<>(Comparator.comparingLong(Key::time).thenComparing(Key::symbol));
        L1Rows file = new L1Rows();
        for (int batch = 0; batch < 6; batch++) {
            List<Row> added = new ArrayList<>();
            for (int i = random.nextInt(120); i > 0; i--) {
                long time = random.nextInt(60);
                added.add(new Row(
                        time,
                        SYMBOLS.get(random.nextInt(SYMBOLS.size())),
                        random.nextInt(3),
                        REFS[random.nextInt(REFS.length)],
                        time,
                        L1Rows.NEVER));
            }
            long knownMicros = 100 + 10L * batch;
            List<Row> superseded = merge(model, added, knownMicros);

            L1Merge merged = L1Merge.of(file, rows(added), Path.of("file"), knownMicros);

            assertThat(list(merged.rows())).as("seed %d, batch %d", seed, batch).isEqualTo(List.copyOf(model.values()));
            assertThat(list(merged.superseded()))
                    .as("seed %d, batch %d", seed, batch)
                    .isEqualTo(superseded);
            file = merged.rows();
        }
    }

    @Test
    void rows_are_put_in_order_as_a_stable_sort_puts_them() {
        for (int size : new int[] {0, 1, 2, 3, 17, 1_000}) {
            for (int spread : new int[] {1, 5, 10_000}) {
                Random random = new Random(size * 31L + spread);
                L1Rows rows = new L1Rows();
                for (int i = 0; i < size; i++) {
                    rows.add(random.nextInt(spread), SYMBOLS.get(random.nextInt(SYMBOLS.size())), 0, "", null);
                }
                int[] rank = new int[SYMBOLS.size()];
                Arrays.setAll(rank, id -> id % 3);
                Integer[] expected = new Integer[size];
                Arrays.setAll(expected, i -> i);
                Arrays.sort(
                        expected,
                        Comparator.<Integer>comparingLong(i -> rows.time[i])
                                .thenComparingInt(i -> rank[rows.symbol[i]]));

                assertThat(RowOrder.of(rows, rank))
                        .as("%d rows, %d times", size, spread)
                        .containsExactly(expected);
            }
        }
    }

    private static L1Rows rows(List<Row> from) {
        L1Rows rows = new L1Rows();
        for (Row row : from) {
            rows.add(row.time, row.symbol, 0, "source", row.ref);
            rows.set(Measure.PRICE, row.price);
        }
        return rows;
    }

    private static List<Row> list(L1Rows rows) {
        List<Row> list = new ArrayList<>();
        for (int i = 0; i < rows.size; i++) {
            list.add(new Row(
                    rows.time[i],
                    rows.symbolOf(i),
                    rows.column(Measure.PRICE)[i],
                    rows.rawRefs.get(i),
                    rows.known[i],
                    rows.superseded[i]));
        }
        return list;
    }

    /** What is superseded, by key. A value that came and went within the batch leaves no trace. */
    private static List<Row> merge(SortedMap<Key, Row> model, List<Row> added, long knownMicros) {
        Map<Key, Row> last = new LinkedHashMap<>();
        for (Row row : added) {
            Key key = new Key(row.time, row.symbol);
            Row before = last.containsKey(key) ? last.get(key) : model.get(key);
            if (before == null || before.price != row.price) {
                last.put(key, row);
            }
        }
        TreeMap<Key, Row> superseded = new TreeMap<>(Objects.requireNonNull(model.comparator()));
        last.forEach((key, row) -> {
            Row was = model.get(key);
            if (was == null) {
                model.put(key, row);
            } else if (was.price != row.price) {
                long from = Math.max(was.known, knownMicros);
                superseded.put(key, new Row(was.time, was.symbol, was.price, was.ref, was.known, from));
                model.put(key, new Row(row.time, row.symbol, row.price, row.ref, from, L1Rows.NEVER));
            }
        });
        return List.copyOf(superseded.values());
    }
}
