package dev.barque.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight readers beside a writer that appends and seals; half of them share its store, half open the home for themselves. */
class ReadersBesideWriterTest {
    private static final int READERS = 8;
    private static final Duration HOW_LONG = Duration.ofSeconds(Dose.of(3, 600));

    /** Also on a machine that is busy with other things. */
    private static final long LEAST_ROWS = 200;

    private static final long MOST_ROWS = 19_000;

    @TempDir
    private Path home;

    /** For each partition the numbers in the order of writing. */
    private final Map<Partition, List<Long>> written = new ConcurrentHashMap<>();

    /** All numbers below it were acknowledged. */
    private final AtomicLong acknowledged = new AtomicLong();

    private final AtomicBoolean over = new AtomicBoolean();

    private record Partition(Symbol symbol, java.time.LocalDate date) {
        static Partition of(FeatureRow row) {
            return new Partition(
                    row.symbol(),
                    row.eventTime().atOffset(java.time.ZoneOffset.UTC).toLocalDate());
        }
    }

    @Test
    void every_reader_sees_a_prefix_of_what_was_written_and_at_least_what_was_acknowledged() throws Exception {
        for (long number = 0; number < MOST_ROWS + 100; number++) {
            written.computeIfAbsent(Partition.of(NumberedRows.row(number)), key -> new ArrayList<>())
                    .add(number);
        }
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        try (ParquetFeatureStore store = builder().open(SettableClock.at("2025-11-04T21:00:00Z"))) {
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                boolean shares = i % 2 == 0;
                SplittableRandom random = new SplittableRandom(i);
                readers.add(threads.submit(() -> {
                    try (ParquetFeatureStore own = builder().openReadOnly()) {
                        return read(shares ? store : own, random);
                    } finally {
                        over.set(true); // one that fails ends the test
                    }
                }));
            }
            write(store);
            over.set(true);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get(1, TimeUnit.MINUTES)).as("reads").isGreaterThan(5);
            }
            assertThat(acknowledged.get()).as("rows").isGreaterThanOrEqualTo(LEAST_ROWS);
        } finally {
            over.set(true);
            threads.shutdown();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private void write(ParquetFeatureStore store) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(99);
        long end = System.nanoTime() + HOW_LONG.toNanos();
        while ((System.nanoTime() - end < 0 || acknowledged.get() < LEAST_ROWS)
                && !over.get()
                && acknowledged.get() < MOST_ROWS) {
            long first = acknowledged.get();
            List<FeatureRow> batch = new ArrayList<>();
            for (int i = random.nextInt(1, 10); i > 0; i--) {
                batch.add(NumberedRows.row(first + batch.size()));
            }
            store.append(batch);
            acknowledged.addAndGet(batch.size());
            if (random.nextInt(20) == 0) {
                store.seal();
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(3));
        }
    }

    private int read(ParquetFeatureStore store, SplittableRandom random) {
        List<Partition> partitions = List.copyOf(written.keySet());
        int reads = 0;
        while (!over.get()) {
            Partition partition = partitions.get(random.nextInt(partitions.size()));
            List<Long> inOrder = written.getOrDefault(partition, List.of());
            long before = acknowledged.get();
            long least = inOrder.stream().filter(number -> number < before).count();
            List<FeatureRow> rows =
                    new ArrayList<>(store.rows(NumberedRows.SET.id(), partition.symbol(), partition.date()));
            rows.sort(Comparator.comparingLong(FeatureRow::sequence));
            assertThat(rows.size()).as("rows of %s", partition).isGreaterThanOrEqualTo((int) least);
            assertThat(rows.stream().map(NumberedRows::number).toList())
                    .as("rows of %s", partition)
                    .isEqualTo(inOrder.subList(0, rows.size()));
            for (FeatureRow row : rows) {
                assertThat(row.sameContent(NumberedRows.row(NumberedRows.number(row))))
                        .isTrue();
            }
            reads++;
        }
        return reads;
    }

    private ParquetFeatureStore.Builder builder() {
        return ParquetFeatureStore.builder(home).set(NumberedRows.SET);
    }
}
