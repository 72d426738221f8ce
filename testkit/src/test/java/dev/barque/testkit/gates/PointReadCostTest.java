package dev.barque.testkit.gates;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.asof.FeatureSeries;
import dev.barque.store.asof.FeatureTable;
import dev.barque.testkit.cost.CountedFiles;
import dev.barque.testkit.cost.FileWork;
import dev.barque.testkit.cost.Heap;
import dev.barque.testkit.cost.ProcessorTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One question about one symbol: from memory, from a date that was read before, and from the disk. */
@Tag("cost")
class PointReadCostTest {
    static final int FEW = 512;
    static final int MANY = 16 * FEW;
    private static final int CALLS = 20_000;

    @TempDir
    Path directory;

    /** How a row is found in a series, by the instant asked for. */
    @FunctionalInterface
    interface Search {
        int find(FeatureSeries series, long micros);
    }

    /** The values of a row. */
    @FunctionalInterface
    interface Values {
        double sum(FeatureSeries series, int row);
    }

    static double sum(FeatureSeries series, int row) {
        double sum = 0;
        for (int column = 0; column < 8; column++) {
            sum += series.float64(row, column);
        }
        return sum;
    }

    static FeatureSeries series(int rows) {
        FeatureSet set = Rows.set(8);
        FeatureTable.Builder table = FeatureTable.builder(set, FeatureTable.scalars(set));
        FeatureTable.Rows of = table.rows(Rows.symbol(0));
        for (int i = 0; i < rows; i++) {
            of.add(Rows.time(0, i), Rows.time(0, i));
            for (int column = 0; column < 8; column++) {
                of.float64(i, column, i + column);
            }
        }
        return table.build().series(Rows.symbol(0)).orElseThrow();
    }

    static void a_read_from_memory_takes_no_heap(Search search, Values values) {
        FeatureSeries series = series(FEW);
        double[] sum = new double[1];
        double bytes = Heap.perCall(CALLS, i -> {
            int row = search.find(series, Rows.time(0, i * 31 % FEW));
            sum[0] += values.sum(series, row);
        });
        Gate.atLeast(1, sum[0], "sum of the values read");
        Gate.atMost(0.5, bytes, "bytes of heap for a read from memory");
    }

    static void a_search_among_sixteen_times_as_many_rows_takes_little_longer(Search search) {
        double growth = ProcessorTime.growth(4, searches(search, FEW), searches(search, MANY));
        Gate.atMost(4, growth, "time of a search among 16 times as many rows, as a multiple");
    }

    private static Runnable searches(Search search, int rows) {
        FeatureSeries series = series(rows);
        long[] times = new SplittableRandom(1)
                .ints(CALLS / 2, 0, rows)
                .mapToLong(row -> Rows.time(0, row))
                .toArray();
        return () -> {
            int found = 0;
            for (long time : times) {
                found += search.find(series, time) >= 0 ? 1 : 0;
            }
            Gate.atLeast(CALLS / 2, found, "rows found");
        };
    }

    @Test
    void a_read_from_memory_takes_no_heap() {
        a_read_from_memory_takes_no_heap((series, micros) -> series.find(micros, micros), PointReadCostTest::sum);
    }

    @Test
    void a_search_among_sixteen_times_as_many_rows_takes_little_longer() {
        a_search_among_sixteen_times_as_many_rows_takes_little_longer((series, micros) -> series.find(micros, micros));
    }

    /** Bytes of heap for a read of a date that was read before. */
    private double heapOfARead(FeatureReader reader, FeatureSet set, int rows) {
        AsOf[] times = IntStream.range(0, 1_000)
                .mapToObj(i -> AsOf.at(UtcMicros.toInstant(Rows.time(0, i * 31 % rows))))
                .toArray(AsOf[]::new);
        return Heap.perCall(
                CALLS / 4,
                i -> reader.get(set.id(), Rows.symbol(0), times[i % times.length])
                        .float64(1));
    }

    @Test
    void a_read_of_a_date_that_was_read_before_asks_nothing_of_the_disk_and_takes_the_same_heap_whatever_its_size() {
        FeatureSet set = Rows.set(8);
        double[] bytes = new double[2];
        for (int size = 0; size < 2; size++) {
            int rows = size == 0 ? FEW : MANY;
            CountedFiles files = CountedFiles.real();
            Path home = Rows.sealed(directory.resolve("home" + size), set, 1, 1, rows);
            try (ParquetFeatureStore store = Rows.store(home, set, files).open(Rows.clock())) {
                bytes[size] = heapOfARead(store, set, rows);
                FileWork again = files.during(() -> heapOfARead(store, set, rows));
                Gate.atMost(
                        0, again.opened() + again.bytesRead() + again.listed(), "files opened, bytes read, listings");
            }
        }
        // Most of it is the look whether the file is still the same, which another process may have replaced; it takes
        // more
        // where paths are longer.
        Gate.atMost(3_200, bytes[0], "bytes of heap for a read of a date in the cache");
        Gate.atMost(1.1 * bytes[0], bytes[1], "bytes of heap for a read where the date has 16 times as many rows");
    }

    /** What the first read of a date asks of the disk, by a store that keeps nothing. */
    static FileWork first_read(Path home, FeatureSet set) {
        CountedFiles files = CountedFiles.real();
        try (ParquetFeatureStore store =
                Rows.store(home, set, files).cacheBytes(0).openReadOnly()) {
            return files.during(
                    () -> store.get(set.id(), Rows.symbol(0), AsOf.at(UtcMicros.toInstant(Rows.time(0, 5)))));
        }
    }

    @Test
    void a_first_read_opens_the_file_and_its_manifest_once_however_many_other_partitions_there_are() {
        FeatureSet set = Rows.set(8);
        Path small = Rows.sealed(directory.resolve("small"), set, 2, 2, 100);
        Path large = Rows.sealed(directory.resolve("large"), set, 8, 8, 100);
        FileWork few = first_read(small, set);
        FileWork many = first_read(large, set);

        Path partition = large.resolve("data/date=" + Rows.DATE + "/symbol=S0");
        Gate.atMost(2, few.opened(), "files opened by a first read");
        Gate.atMost(few.opened(), many.opened(), "files opened among 16 times as many partitions");
        Gate.atLeast(bytes(partition), many.bytesRead(), "bytes read");
        Gate.atMost(bytes(partition), many.bytesRead(), "bytes read by a first read");
        Gate.atMost(few.listed() + 1, many.listed(), "directories listed among 16 times as many partitions");
    }

    static long bytes(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
