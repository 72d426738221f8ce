package dev.barque.testkit.gates;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.store.Durability;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.testkit.cost.CountedFiles;
import dev.barque.testkit.cost.FileWork;
import dev.barque.testkit.cost.Heap;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows on their way into the log, from there into Parquet, and the log when it is opened again. */
@Tag("cost")
class WriteCostTest {
    private static final FeatureSet SET = Rows.set(8);
    private static final int BATCH = 500;

    @TempDir
    Path directory;

    /** Takes rows in. */
    @FunctionalInterface
    interface Append {
        void rows(ParquetFeatureStore store, List<FeatureRow> rows);
    }

    static void a_batch_is_one_write_and_one_sync_and_opens_nothing(Path home, Append append) {
        CountedFiles files = CountedFiles.real();
        try (ParquetFeatureStore store =
                Rows.store(home, SET, files).durability(Durability.SYNC).open(Rows.clock())) {
            append.rows(store, Rows.day(SET, Rows.symbol(0), 0, BATCH));
            List<FeatureRow> rows = Rows.day(SET, Rows.symbol(0), 1, BATCH);
            FileWork work = files.during(() -> append.rows(store, rows));
            Gate.atMost(1, work.syncs(), "syncs of a batch");
            Gate.atMost(0, work.opened() + work.made() + work.listed(), "files opened or made and listings by a batch");
            // Eight values, two times, a sequence number; symbol, set, length and check sum of the frame.
            Gate.atMost(140, (double) work.bytesWritten() / BATCH, "bytes written for a row of 8 doubles");
            Gate.atLeast(8 * 8, (double) work.bytesWritten() / BATCH, "bytes written for a row of 8 doubles");
        }
    }

    @Test
    void a_batch_is_one_write_and_one_sync_and_opens_nothing() {
        a_batch_is_one_write_and_one_sync_and_opens_nothing(directory, ParquetFeatureStore::append);
    }

    @Test
    void an_append_costs_the_same_with_sixteen_times_as_many_rows_in_the_log() {
        CountedFiles files = CountedFiles.real();
        try (ParquetFeatureStore store =
                Rows.store(directory, SET, files).durability(Durability.OS).open(Rows.clock())) {
            double[] bytes = new double[17];
            for (int day = 0; day < bytes.length; day++) {
                List<FeatureRow> rows = Rows.day(SET, Rows.symbol(0), day, 4_096);
                FileWork before = files.work();
                bytes[day] = (double) Heap.of(() -> rows.forEach(store::append)) / rows.size();
                FileWork work = files.work().since(before);
                Gate.atMost(0, work.opened() + work.listed() + work.bytesRead(), "files opened and bytes read");
            }
            // The first dates are appended by code that is not compiled yet; the index of a date grows the same way on
            // each.
            Gate.atMost(150, bytes[16], "bytes of heap for an append after 65,536 others");
            Gate.atMost(1.1 * Math.max(bytes[2], bytes[3]), bytes[16], "the same, beside one after 12,288 others");
        }
    }

    /** What a seal of so many partitions of a hundred rows asks of the disk. */
    private FileWork seal(String name, int symbols, int days) {
        Path home = directory.resolve(name);
        CountedFiles files = CountedFiles.of(Rows.unsynced(home));
        try (ParquetFeatureStore store = Rows.store(home, SET, files).open(Rows.clock())) {
            for (int s = 0; s < symbols; s++) {
                for (int d = 0; d < days; d++) {
                    store.append(Rows.day(SET, Rows.symbol(s), d, 100));
                }
            }
            return files.during(store::seal);
        }
    }

    @Test
    void a_sealed_partition_asks_the_same_of_the_disk_however_many_there_are() {
        FileWork few = seal("few", 2, 2);
        FileWork many = seal("many", 8, 8);

        Gate.atLeast(4 * 2, few.syncs(), "syncs of four partitions");
        Gate.atMost(10 * 64, many.syncs(), "syncs of 64 partitions");
        Gate.atMost(16 * few.syncs(), many.syncs(), "syncs of 16 times as many partitions");
        Gate.atMost(16 * few.made(), many.made(), "files made for 16 times as many partitions");
        Gate.atMost(16 * few.opened(), many.opened(), "files opened for 16 times as many partitions");
        Gate.atMost(16 * few.listed(), many.listed(), "listings for 16 times as many partitions");
        Gate.atMost(16.5 * few.bytesRead(), many.bytesRead(), "bytes read for 16 times as many partitions");
        Gate.atMost(16.5 * few.bytesWritten(), many.bytesWritten(), "bytes written for 16 times as many partitions");
    }

    @Test
    void a_sealed_row_is_written_and_read_back_once_and_takes_the_same_heap_among_sixteen_times_as_many() {
        double[] heap = new double[2];
        FileWork[] work = new FileWork[2];
        int[] rows = {500, 8_000};
        // Once before, for code that is loaded.
        for (int round = 0; round < 3; round++) {
            for (int size = 0; size < 2; size++) {
                CountedFiles files = CountedFiles.real();
                try (ParquetFeatureStore store = Rows.store(directory.resolve(round + "-" + size), SET, files)
                        .open(Rows.clock())) {
                    store.append(Rows.day(SET, Rows.symbol(0), 0, rows[size]));
                    FileWork before = files.work();
                    heap[size] = (double) Heap.of(store::seal) / rows[size];
                    work[size] = files.work().since(before);
                }
            }
        }
        // A row has 96 bytes of values and times, random ones that cannot be packed: its log is read, the file written
        // and read back.
        Gate.atMost(120, (double) work[1].bytesWritten() / rows[1], "bytes written for a sealed row");
        Gate.atMost(250, (double) work[1].bytesRead() / rows[1], "bytes read for a sealed row");
        Gate.atMost(1.05 * heap[0], heap[1], "bytes of heap for a sealed row among 16 times as many");
        Gate.atMost(550, heap[1], "bytes of heap for a sealed row");
    }

    /** What it asks of the disk to open a home with some sealed partitions and an unsealed date. */
    private FileWork reopen(String name, int symbols, int days, int unsealed) {
        Path home = Rows.sealed(directory.resolve(name), SET, symbols, days, 50);
        try (ParquetFeatureStore store =
                Rows.store(home, SET, CountedFiles.real()).open(Rows.clock())) {
            store.append(Rows.day(SET, Rows.symbol(0), 20, unsealed));
        }
        CountedFiles files = CountedFiles.real();
        Rows.store(home, SET, files).open(Rows.clock()).close();
        return files.work();
    }

    @Test
    void opening_reads_the_log_once_and_nothing_of_what_is_sealed() {
        FileWork few = reopen("few", 2, 2, 400);
        FileWork many = reopen("many", 8, 8, 400);
        FileWork long_ = reopen("long", 2, 2, 6_400);

        Gate.atMost(few.opened(), many.opened(), "files opened with 16 times as many partitions");
        Gate.atMost(few.bytesRead() + 500, many.bytesRead(), "bytes read with 16 times as many partitions");
        Gate.atMost(few.listed() + 64, many.listed(), "listings with 16 times as many partitions");
        Gate.atMost(few.opened(), long_.opened(), "files opened with a log that is 16 times as long");
        long log = PointReadCostTest.bytes(directory.resolve("long/log"));
        Gate.atLeast(6_000 * 64, long_.bytesRead(), "bytes read");
        Gate.atMost(log + 4_096, long_.bytesRead(), "bytes read of a home with this much log");
    }
}
