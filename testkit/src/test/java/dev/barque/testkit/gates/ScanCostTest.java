package dev.barque.testkit.gates;

import dev.barque.core.feature.FeatureSet;
import dev.barque.store.asof.RowGroups;
import dev.barque.store.parquet.ParquetScan;
import dev.barque.testkit.cost.Heap;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One column of a Parquet file, and all of them. */
@Tag("cost")
class ScanCostTest {
    private static final int FIELDS = 12;

    @TempDir
    Path directory;

    /** Reads columns into an array that is used again. */
    @FunctionalInterface
    interface Scan {
        double sum(ParquetScan scan, List<String> columns, double[] into);
    }

    static double columns(ParquetScan scan, List<String> columns, double[] into) {
        double sum = 0;
        for (int group = 0; group < scan.groups(); group++) {
            for (String column : columns) {
                scan.float64(group, column, into, 0);
                for (int row = 0; row < scan.rows(group); row++) {
                    sum += into[row];
                }
            }
        }
        return sum;
    }

    static Path file(Path home, int rows) {
        FeatureSet set = Rows.set(FIELDS);
        Rows.sealed(home, set, 1, 1, rows);
        return home.resolve("data/date=" + Rows.DATE + "/symbol=S0/feature_set_id=v1/features.parquet");
    }

    static void a_column_is_read_without_the_others(Path file, Scan scan) {
        File found = file.toFile();
        try (ParquetScan parquet = ParquetScan.open(file)) {
            double[] into = new double[Math.toIntExact(parquet.rows())];
            Runnable one = () -> Gate.atLeast(1, scan.sum(parquet, List.of("group.field_7"), into), "sum of a column");
            one.run();
            long bytes = ThreadReads.during(one);
            Gate.atLeast(8.0 * 0.9 * into.length, bytes, "bytes read for a column");
            // Twelve columns of doubles that cannot be packed, and four of times and numbers that nearly vanish.
            Gate.atMost(
                    1.1 / FIELDS, (double) bytes / found.length(), "bytes read for a column, as a share of the file");
        }
    }

    static void a_value_takes_no_heap(Path few, Path many, Scan scan) {
        Gate.atMost(
                1.0,
                (heap(many, scan) - heap(few, scan)) / (7_500.0 * FIELDS),
                "bytes of heap for each value more of a column");
    }

    private static double heap(Path file, Scan scan) {
        try (ParquetScan parquet = ParquetScan.open(file)) {
            double[] into = new double[Math.toIntExact(parquet.rows())];
            List<String> all = parquet.columns().stream()
                    .filter(column -> column.kind() == RowGroups.Kind.FLOAT64)
                    .map(RowGroups.Column::name)
                    .toList();
            return Heap.perCall(10, i -> Gate.atLeast(1, scan.sum(parquet, all, into), "sum of all columns"));
        }
    }

    @Test
    void a_column_is_read_without_the_others() {
        a_column_is_read_without_the_others(file(directory, 8_000), ScanCostTest::columns);
    }

    @Test
    void a_value_takes_no_heap() {
        a_value_takes_no_heap(
                file(directory.resolve("few"), 500), file(directory.resolve("many"), 8_000), ScanCostTest::columns);
    }

    @Test
    void a_few_rows_of_a_column_are_read_without_its_other_pages() {
        Path file = file(directory, 8_000);
        try (ParquetScan parquet = ParquetScan.open(file)) {
            int[] rows = {3, 4, 5};
            double[] values = new double[rows.length];
            Runnable pick = () -> parquet.float64At(0, "group.field_7", rows, values, new boolean[rows.length]);
            pick.run();
            Gate.atLeast(Double.MIN_VALUE, Arrays.stream(values).sum(), "sum of the rows");
            Gate.atMost(8.8 * 8_000, ThreadReads.during(pick), "bytes read for three rows of a column");
        }
    }
}
