package dev.barque.testkit.gates;

import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.asof.AsOfJoin;
import dev.barque.store.asof.FeatureTable;
import dev.barque.store.asof.JoinedColumns;
import dev.barque.store.asof.Spine;
import dev.barque.store.asof.TableSelection;
import dev.barque.testkit.cost.CountedFiles;
import dev.barque.testkit.cost.Heap;
import dev.barque.testkit.cost.ProcessorTime;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many questions at once. */
@Tag("cost")
class JoinCostTest {
    private static final int QUESTIONS = 16_000;
    private static final int FIELDS = 4;

    @TempDir
    Path directory;

    /** Answers all questions and sums what it found. */
    @FunctionalInterface
    interface Join {
        double sum(FeatureTable table, Spine spine);
    }

    static double each(FeatureTable table, Spine spine) {
        double[] sum = new double[1];
        AsOfJoin.with(table).each(spine, (question, series, row) -> sum[0] += series.float64(row, 0));
        return sum[0];
    }

    static FeatureTable table(int rows) {
        FeatureSet set = Rows.set(FIELDS);
        FeatureTable.Builder table = FeatureTable.builder(set, FeatureTable.scalars(set));
        FeatureTable.Rows of = table.rows(Rows.symbol(0));
        for (int i = 0; i < rows; i++) {
            of.add(Rows.time(0, i), Rows.time(0, i));
            for (int column = 0; column < FIELDS; column++) {
                of.float64(i, column, 1);
            }
        }
        return table.build();
    }

    static Spine spine(int questions, int rows, boolean byTime) {
        long[] times = new SplittableRandom(1)
                .ints(questions, 0, rows)
                .mapToLong(row -> Rows.time(0, row) + 1)
                .toArray();
        if (byTime) {
            Arrays.sort(times);
        }
        return Spine.of(List.of(Rows.symbol(0)), new int[questions], times);
    }

    static void an_answer_takes_no_heap(Join join) {
        FeatureTable table = table(1_000);
        Spine few = spine(QUESTIONS, 1_000, true);
        Spine many = spine(16 * QUESTIONS, 1_000, true);
        double sum = 0;
        for (int i = 0; i < 8; i++) {
            sum = join.sum(table, many);
        }
        Gate.atLeast(16 * QUESTIONS, sum, "answers");
        double perQuestion = (Heap.perCall(2, i -> join.sum(table, many)) - Heap.perCall(4, i -> join.sum(table, few)))
                / (15.0 * QUESTIONS);
        Gate.atMost(0.5, perQuestion, "bytes of heap for an answer that is not kept");
    }

    static void a_question_takes_little_longer_among_sixteen_times_as_many_rows(Join join) {
        FeatureTable few = table(500);
        FeatureTable many = table(8_000);
        Spine ofFew = spine(QUESTIONS, 500, true);
        Spine ofMany = spine(QUESTIONS, 8_000, true);
        double growth = ProcessorTime.growth(4, () -> join.sum(few, ofFew), () -> join.sum(many, ofMany));
        Gate.atMost(4, growth, "time of a join with 16 times as many rows, as a multiple");
    }

    @Test
    void an_answer_takes_no_heap() {
        an_answer_takes_no_heap(JoinCostTest::each);
    }

    @Test
    void a_question_takes_little_longer_among_sixteen_times_as_many_rows() {
        a_question_takes_little_longer_among_sixteen_times_as_many_rows(JoinCostTest::each);
    }

    @Test
    void columns_take_the_heap_of_their_values_and_times_also_where_questions_come_in_any_order() {
        FeatureTable table = table(1_000);
        for (boolean byTime : new boolean[] {true, false}) {
            Spine spine = spine(QUESTIONS, 1_000, byTime);
            double bytes = Heap.perCall(4, i -> {
                JoinedColumns joined = AsOfJoin.with(table).columns(spine);
                Gate.atLeast(1, joined.float64(3)[QUESTIONS - 1], "value of the last question");
            });
            // Four values and two times of 8 bytes; for any order a number and, while it is sorted, a key and a number
            // more.
            Gate.atMost(
                    byTime ? 50 : 90, bytes / QUESTIONS, "bytes of heap for an answer in columns, by time " + byTime);
        }
    }

    /** Bytes of heap for a row that is brought into memory. */
    static double heapOfALoad(ParquetFeatureStore store, FeatureSet set, List<String> fields, int rows) {
        TableSelection selection = TableSelection.of(set.id(), List.of(Rows.symbol(0)));
        TableSelection chosen = fields.isEmpty() ? selection : selection.fields(fields);
        return Heap.perCall(3, i -> {
                    FeatureTable table = store.table(chosen);
                    Gate.atLeast(
                            rows, table.series(Rows.symbol(0)).orElseThrow().size(), "rows of the table");
                })
                / rows;
    }

    static void fields_that_nobody_asked_for_are_not_decoded(ParquetFeatureStore store, List<String> asked, int rows) {
        FeatureSet set = store.featureSet(Rows.set(60).id());
        double all = heapOfALoad(store, set, List.of(), rows);
        double few = heapOfALoad(store, set, asked, rows);
        Gate.atMost(0.62, few / all, "heap of a table with two of sixty fields, as a share of that with all");
    }

    @Test
    void fields_that_nobody_asked_for_are_not_decoded() {
        FeatureSet set = Rows.set(60);
        Symbol symbol = Rows.symbol(0);
        Path home = Rows.sealed(directory, set, 1, 4, 390);
        try (ParquetFeatureStore store =
                Rows.store(home, set, CountedFiles.real()).openReadOnly()) {
            Gate.atLeast(4, store.dates(set.id(), symbol).size(), "dates");
            fields_that_nobody_asked_for_are_not_decoded(store, List.of("group.field_3", "group.field_50"), 4 * 390);
        }
    }
}
