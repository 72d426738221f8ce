package dev.barque.testkit.gates;

import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.RowCursor;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.testkit.cost.CountedFiles;
import dev.barque.testkit.cost.FileWork;
import dev.barque.testkit.cost.Heap;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of a symbol one after the other, as a replay reads them. */
@Tag("cost")
class CursorCostTest {
    private static final int ROWS = 390;
    private static final FeatureSet SET = Rows.set(8);

    @TempDir
    Path directory;

    /** Reads so many dates row by row. */
    private static void pass(FeatureReader reader, int days) {
        RowCursor cursor = reader.cursor(SET.id(), Rows.symbol(0));
        double sum = 0;
        for (int day = 0; day < days; day++) {
            for (int row = 0; row < ROWS; row++) {
                long time = Rows.time(day, row);
                sum += cursor.find(time, time).orElseThrow().float64(1);
            }
        }
        Gate.atLeast(1, sum, "sum of the values read");
    }

    static void a_pass_opens_each_file_once(FeatureReader reader, CountedFiles files, int days) {
        FileWork work = files.during(() -> pass(reader, days));
        Gate.atLeast(days, work.opened(), "files opened");
        Gate.atMost(2 * days, work.opened(), "files opened by a pass over " + days + " dates");
    }

    @Test
    void a_pass_opens_each_file_once_and_a_row_takes_the_same_heap_on_the_sixteenth_date() {
        Path home = Rows.sealed(directory, SET, 2, 16, ROWS);
        CountedFiles files = CountedFiles.real();
        try (ParquetFeatureStore store =
                Rows.store(home, SET, files).cacheBytes(0).openReadOnly()) {
            a_pass_opens_each_file_once(store, files, 1);
            a_pass_opens_each_file_once(store, files, 16);
            double few = Heap.perCall(4, i -> pass(store, 1)) / ROWS;
            double many = Heap.perCall(1, i -> pass(store, 16)) / (16 * ROWS);
            Gate.atMost(1_200, few, "bytes of heap for a row");
            Gate.atMost(1.1 * few, many, "bytes of heap for a row of 16 dates");
        }
    }
}
