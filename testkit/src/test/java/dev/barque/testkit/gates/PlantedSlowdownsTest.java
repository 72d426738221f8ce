package dev.barque.testkit.gates;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.backtest.engine.MarketView;
import dev.barque.backtest.engine.Strategy;
import dev.barque.backtest.engine.Ticket;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.ops.backup.BackupKind;
import dev.barque.ops.report.HealthJson;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.StoreVerifier;
import dev.barque.store.asof.AsOfJoin;
import dev.barque.store.asof.FeatureSeries;
import dev.barque.store.asof.FeatureTable;
import dev.barque.store.asof.RowGroups;
import dev.barque.testkit.cost.CountedFiles;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every gate reports the slowdown that is planted for it: a part that gives the right answers, at a cost that it should not have. */
@Tag("cost")
class PlantedSlowdownsTest {
    @TempDir
    Path directory;

    /** Where copies go, so that no compiler can leave them out. */
    private double[] copy = {};

    private static void caught(String gate, ThrowingCallable planted) {
        assertThatThrownBy(planted).isInstanceOf(AssertionError.class).hasMessageContaining(gate);
    }

    @Test
    void a_copy_of_each_row_is_caught() {
        caught(
                "bytes of heap for a read from memory",
                () -> PointReadCostTest.a_read_from_memory_takes_no_heap(
                        (series, micros) -> series.find(micros, micros), (series, row) -> {
                            copy = new double[8];
                            for (int column = 0; column < copy.length; column++) {
                                copy[column] = series.float64(row, column);
                            }
                            return Arrays.stream(copy).sum();
                        }));
    }

    /** The row that {@link FeatureSeries#find} finds, without its index. */
    private static int lookAtEach(FeatureSeries series, long micros) {
        int last = -1;
        for (int row = 0; row < series.size(); row++) {
            last = series.eventMicros(row) <= micros ? row : last;
        }
        return last;
    }

    @Test
    void a_lost_index_is_caught() {
        caught(
                "time of a search among 16 times as many rows",
                () -> PointReadCostTest.a_search_among_sixteen_times_as_many_rows_takes_little_longer(
                        PlantedSlowdownsTest::lookAtEach));
    }

    @Test
    void a_join_that_looks_at_every_row_is_caught() {
        caught(
                "time of a join with 16 times as many rows",
                () -> JoinCostTest.a_question_takes_little_longer_among_sixteen_times_as_many_rows((table, spine) -> {
                    FeatureSeries series = table.series(Rows.symbol(0)).orElseThrow();
                    double sum = 0;
                    for (int question = 0; question < spine.size(); question += 100) {
                        sum += series.float64(lookAtEach(series, spine.eventMicros(question)), 0);
                    }
                    return sum;
                }));
    }

    @Test
    void a_boxed_loop_over_answers_is_caught() {
        caught(
                "bytes of heap for an answer that is not kept",
                () -> JoinCostTest.an_answer_takes_no_heap((table, spine) -> {
                    List<Double> values = new ArrayList<>();
                    AsOfJoin.with(table).each(spine, (question, series, row) -> values.add(series.float64(row, 0)));
                    double sum = 0;
                    for (Double value : values) {
                        sum += value;
                    }
                    return sum;
                }));
    }

    @Test
    void fields_that_nobody_asked_for_are_caught() {
        FeatureSet set = Rows.set(60);
        Path home = Rows.sealed(directory, set, 1, 4, 390);
        try (ParquetFeatureStore store =
                Rows.store(home, set, CountedFiles.real()).openReadOnly()) {
            caught(
                    "heap of a table with two of sixty fields",
                    () -> JoinCostTest.fields_that_nobody_asked_for_are_not_decoded(
                            store, FeatureTable.scalars(set), 4 * 390));
        }
    }

    @Test
    void a_column_that_nobody_asked_for_is_caught() {
        caught(
                "bytes read for a column, as a share of the file",
                () -> ScanCostTest.a_column_is_read_without_the_others(
                        ScanCostTest.file(directory, 8_000), (scan, columns, into) -> {
                            List<String> more = new ArrayList<>(columns);
                            more.add("group.field_3");
                            return ScanCostTest.columns(scan, more, into);
                        }));
    }

    @Test
    void a_boxed_loop_over_columns_is_caught() {
        Path few = ScanCostTest.file(directory.resolve("few"), 500);
        Path many = ScanCostTest.file(directory.resolve("many"), 8_000);
        caught(
                "bytes of heap for each value more of a column",
                () -> ScanCostTest.a_value_takes_no_heap(few, many, (scan, columns, into) -> {
                    double sum = ScanCostTest.columns(scan, columns, into);
                    List<Double> boxed = Arrays.stream(into).boxed().toList();
                    return sum
                            + boxed.size()
                                    * (double) scan.columns().stream()
                                            .filter(column -> column.kind() == RowGroups.Kind.FLOAT64)
                                            .count();
                }));
    }

    @Test
    void a_file_that_is_opened_for_each_question_is_caught() {
        FeatureSet set = Rows.set(8);
        Path home = Rows.sealed(directory, set, 1, 1, 390);
        CountedFiles files = CountedFiles.real();
        try (ParquetFeatureStore store =
                Rows.store(home, set, files).cacheBytes(0).openReadOnly()) {
            caught(
                    "files opened by a pass over 1 dates",
                    () -> CursorCostTest.a_pass_opens_each_file_once(new SingleReads(store), files, 1));
        }
    }

    /** A reader without a cursor of its own. */
    private record SingleReads(FeatureReader rows) implements FeatureReader {
        @Override
        public Optional<FeatureRow> find(FeatureSetId set, Symbol symbol, AsOf asOf) {
            return rows.find(set, symbol, asOf);
        }

        @Override
        public NoFeatures diagnose(FeatureSetId set, Symbol symbol, AsOf asOf) {
            return rows.diagnose(set, symbol, asOf);
        }
    }

    @Test
    void a_sync_for_each_row_of_a_batch_is_caught() {
        caught(
                "syncs of a batch",
                () -> WriteCostTest.a_batch_is_one_write_and_one_sync_and_opens_nothing(
                        directory, (store, rows) -> rows.forEach(store::append)));
    }

    @Test
    void a_copy_of_all_bars_before_is_caught() {
        caught(
                "the same with 16 times as many bars before",
                () -> BarCostTest.features_take_the_same_heap_whatever_lies_before(
                        "V1", 200_000, (pipeline, bars, i) -> {
                            Bars.Builder all = Bars.builder(bars.symbol()).interval(bars.interval());
                            for (int before = 0; before <= i; before++) {
                                all.copy(bars, before);
                            }
                            return pipeline.features(all.build(), i);
                        }));
    }

    @Test
    void a_strategy_of_boxed_numbers_is_caught() {
        caught("bytes of heap for each bar more", () -> ReplayCostTest.a_bar_takes_nearly_no_heap(BoxedCross::new));
    }

    @Test
    void a_strategy_that_goes_through_all_bars_before_is_caught() {
        caught(
                "time of a run that is 16 times as long",
                () -> ReplayCostTest.a_bar_takes_little_longer_in_a_run_that_is_sixteen_times_as_long(
                        ForgetfulCross::new));
    }

    /** The last closes in a queue of objects. */
    private static final class BoxedCross implements Strategy {
        private final Deque<Double> closes = new ArrayDeque<>();

        @Override
        public String id() {
            return "boxed";
        }

        @Override
        public void onBar(MarketView view, Ticket ticket) {
            closes.addLast(view.close());
            if (closes.size() > 20) {
                closes.removeFirst();
                double mean = closes.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow();
                ticket.moveTo(view.close() > mean ? 100 : 0);
            }
        }
    }

    /** The sum of all closes, from the first on, at every bar; several times, so that nothing else in a bar takes as long. */
    private static final class ForgetfulCross implements Strategy {
        private static final int SUMS = 4;

        private final double[] closes = new double[1 << 16];
        private int seen;

        @Override
        public String id() {
            return "forgetful";
        }

        @Override
        public void onBar(MarketView view, Ticket ticket) {
            closes[seen++] = view.close();
            double sum = 0;
            for (int i = 0; i < SUMS * seen; i++) {
                sum += closes[i % seen];
            }
            ticket.moveTo(view.close() > sum / (SUMS * seen) ? 100 : 0);
        }
    }

    @Test
    void a_second_look_at_every_file_is_caught() {
        Path few = Rows.sealed(directory.resolve("few"), Rows.set(8), 1, 1, 500);
        caught(
                "bytes read by a digest pass",
                () -> CareCostTest.a_digest_pass_reads_every_byte_once(few, few, verifier -> {
                    verifier.verify();
                    return verifier.verify();
                }));
        CareCostTest.a_digest_pass_reads_every_byte_once(few, few, StoreVerifier::verify);
    }

    @Test
    void a_backup_of_what_did_not_change_is_caught() {
        caught(
                "bytes put when one partition is new",
                () -> CareCostTest.an_incremental_backup_reads_each_byte_once_and_puts_what_changed(
                        directory, BackupKind.FULL));
    }

    @Test
    void a_report_that_is_written_at_every_run_is_caught() {
        caught(
                "bytes of heap of the caller for each of 30 checks",
                () -> CareCostTest.a_check_takes_the_same_heap_among_sixteen_times_as_many(runner -> {
                    if (HealthJson.of(runner.run()).isEmpty()) {
                        throw new IllegalStateException("no report");
                    }
                }));
    }
}
