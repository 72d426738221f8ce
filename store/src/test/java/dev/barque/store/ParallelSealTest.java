package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.ForwardingFileAccess;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a seal by several threads has in common with one by one thread: everything but how long it takes. */
@Timeout(120)
class ParallelSealTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final FeatureSet SET = TestRows.set("v1", Lookback.sameDate());
    private static final Symbol SPY = Symbol.of("SPY");
    private static final long START = UtcMicros.of(Instant.parse("2025-11-03T00:00:00Z"));
    private static final LocalDate DATE = LocalDate.of(2025, 11, 3);

    /** The disk without the wait for the device: what is tested here is in which order things are asked for. */
    private static final FileAccess UNSYNCED = new ForwardingFileAccess(FileAccess.real()) {
        @Override
        protected WritableFile wrap(WritableFile file) {
            return new Written(file) {
                @Override
                public void sync() {
                    // Not waited for.
                }
            };
        }

        @Override
        public void syncDirectory(Path directory) {
            // Not waited for.
        }
    };

    private final ExecutorService threads = Executors.newFixedThreadPool(3);

    @TempDir
    Path root;

    @AfterEach
    void endThreads() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private ParquetFeatureStore.Builder builder(String home) {
        return ParquetFeatureStore.builder(root.resolve(home))
                .set(SET)
                .durability(Durability.OS)
                .fileAccess(UNSYNCED);
    }

    private static Symbol symbol(int number) {
        return Symbol.of("S" + number);
    }

    /** Values of all types, some of them null, with repetitions and corrections. */
    private static FeatureRow random(Random random, Symbol symbol, long event) {
        FeatureRow.Builder row = FeatureRow.builder(SET, symbol).float64(0, random.nextInt(1_000) / 100.0);
        if (random.nextInt(4) > 0) {
            row.float64(1, random.nextGaussian()).int64(2, random.nextInt(5)).bool(4, random.nextBoolean());
        }
        if (random.nextInt(3) > 0) {
            row.string(3, "text " + random.nextInt(9)).float64List(6, random.nextDouble(), -0.0, Double.NaN);
        }
        return row.build(event, event + random.nextInt(2));
    }

    /** Many small partitions, one of more than one page, of which some come a second time. */
    private Map<String, String> seal(String home, Executor executor, int count, long seed) throws IOException {
        Random random = new Random(seed);
        List<FeatureRow> rows = new ArrayList<>();
        for (int i = 0; i < 66_000; i++) {
            rows.add(random(random, SPY, START + i * 1_000_000L));
        }
        for (int i = 0; i < 400; i++) {
            rows.add(random(random, symbol(random.nextInt(100)), START + random.nextInt(3) * 3_600_000_000L));
        }
        try (ParquetFeatureStore store =
                builder(home).sealParallel(executor, count).open(CLOCK)) {
            store.append(rows);
            store.seal();
            store.append(rows.subList(65_000, rows.size()));
            for (int i = 0; i < 300; i++) {
                store.append(random(random, symbol(random.nextInt(100)), START + random.nextInt(3) * 3_600_000_000L));
            }
            store.append(random(random, SPY, START + 500));
            store.seal();
            store.append(random(random, SPY, START + 700));
            assertThat(store.seal()).isEqualTo(new SealReport(1, 1));
            assertThat(store.rows(SET.id(), SPY, DATE)).hasSize(66_002);
        }
        assertThat(StoreVerifier.of(root.resolve(home)).verify().findings()).isEmpty();
        return files(home);
    }

    private Map<String, String> files(String home) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path data = root.resolve(home).resolve("data");
        try (Stream<Path> found = Files.walk(data)) {
            for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
                byte[] content = Files.readAllBytes(file);
                files.put(
                        data.relativize(file).toString(),
                        content.length < 2_000
                                ? HexFormat.of().formatHex(content)
                                : content.length + " " + Arrays.hashCode(content));
            }
        }
        return files;
    }

    @Test
    void files_have_the_same_bytes_whatever_threads_there_are() throws IOException {
        long seed = 11;
        Map<String, String> alone = seal("alone", Runnable::run, 1, seed);
        assertThat(alone).hasSizeGreaterThan(150);
        assertThat(seal("four", threads, 4, seed)).as("seed %d", seed).isEqualTo(alone);
        // A helper that is always first.
        assertThat(seal("direct", Runnable::run, 2, seed)).as("seed %d", seed).isEqualTo(alone);
    }

    @Test
    void a_seal_may_run_on_the_only_thread_that_helps_it() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try (ParquetFeatureStore store = builder("one").sealParallel(one, 2).open(CLOCK)) {
            for (int i = 0; i < 20; i++) {
                store.append(TestRows.numbered(SET, symbol(i), START, START, i));
            }
            assertThat(one.submit(() -> store.seal()).get(60, TimeUnit.SECONDS)).isEqualTo(new SealReport(20, 20));
        } finally {
            one.shutdown();
        }
    }

    @Test
    void listeners_hear_the_same_and_from_the_sealing_thread() {
        for (int count : new int[] {1, 4}) {
            List<String> heard = new ArrayList<>();
            SealListener listener = (partitions, planned, rows) -> heard.add(partitions + " of " + planned + " with "
                    + rows + " in " + Thread.currentThread().getName());
            try (ParquetFeatureStore store = builder("heard" + count)
                    .sealListener(listener)
                    .sealParallel(threads, count)
                    .open(CLOCK)) {
                for (int i = 0; i < 100; i++) {
                    store.append(TestRows.numbered(SET, symbol(i), START, START, i));
                }
                store.seal();
            }
            String here = " in " + Thread.currentThread().getName();
            assertThat(heard).containsExactly("64 of 100 with 64" + here, "100 of 100 with 100" + here);
        }
    }

    @Test
    void a_damaged_partition_is_passed_over_and_named_as_without_threads() throws IOException {
        List<String> said = new ArrayList<>();
        for (int count : new int[] {1, 4}) {
            String home = "damaged" + count;
            try (ParquetFeatureStore store =
                    builder(home).sealParallel(threads, count).open(CLOCK)) {
                for (int i = 0; i < 90; i++) {
                    store.append(TestRows.numbered(SET, symbol(i), START, START, i));
                }
                store.seal();
                for (int damaged : new int[] {13, 77}) {
                    Path file = root.resolve(home)
                            .resolve("data/date=2025-11-03/symbol=S" + damaged + "/feature_set_id=v1/features.parquet");
                    byte[] content = Files.readAllBytes(file);
                    content[content.length / 2] ^= 4;
                    Files.write(file, content);
                }
                for (int i = 0; i < 90; i++) {
                    store.append(TestRows.numbered(SET, symbol(i), START + 1, START + 1, i));
                }
                assertThatThrownBy(store::seal).isInstanceOfSatisfying(BarqueException.class, e -> {
                    assertThat(e.code()).isEqualTo("store.corrupt-file");
                    said.add(String.valueOf(e.getMessage()).replace(home, "HOME"));
                });
                assertThat(store.rows(SET.id(), symbol(12), DATE)).hasSize(2);
            }
            try (ParquetFeatureStore store = builder(home).open(CLOCK)) {
                assertThat(store.openReport().rows()).as("still in the log").isEqualTo(90);
            }
        }
        assertThat(said.get(0)).contains("Of 90 partitions to seal 88 were sealed");
        assertThat(said.get(1)).isEqualTo(said.get(0));
    }

    /** The disk, with a hand on what happens to data files that are not published yet. */
    static class Staged extends ForwardingFileAccess {
        final AtomicInteger open = new AtomicInteger();
        final AtomicInteger mostOpen = new AtomicInteger();
        final AtomicInteger renamed = new AtomicInteger();

        Staged() {
            super(UNSYNCED);
        }

        static boolean isStaged(Path file) {
            return String.valueOf(file.getFileName()).startsWith(".features.parquet");
        }

        /** A data file is to be forced to the device. */
        protected void syncing(WritableFile file) throws IOException {}

        /** A data file that was written is to be read back. */
        protected void reading(Path file) {}

        @Override
        protected WritableFile wrap(WritableFile file) {
            if (!isStaged(file.path())) {
                return file;
            }
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            return new Written(file) {
                @Override
                public void sync() throws IOException {
                    syncing(file);
                    super.sync();
                }

                @Override
                public void close() throws IOException {
                    open.decrementAndGet();
                    super.close();
                }
            };
        }

        @Override
        public ReadableFile read(Path file) throws IOException {
            if (isStaged(file)) {
                reading(file);
            }
            return super.read(file);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            renamed.addAndGet(isStaged(from) ? 1 : 0);
            super.rename(from, to);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_file_is_read_back_while_it_is_forced_and_published_after_both() {
        CountDownLatch read = new CountDownLatch(1);
        Staged disk = new Staged() {
            @Override
            protected void syncing(WritableFile file) {
                await(read);
                assertThat(renamed).as("published before it was forced").hasValue(0);
            }

            @Override
            protected void reading(Path file) {
                assertThat(renamed).hasValue(0);
                read.countDown();
            }
        };
        try (ParquetFeatureStore store =
                builder("both").fileAccess(disk).sealParallel(threads, 2).open(CLOCK)) {
            store.append(TestRows.numbered(SET, SPY, START, START, 1));
            assertThat(store.seal()).isEqualTo(new SealReport(1, 1));
            assertThat(disk.renamed).hasValue(1);
        }
    }

    @Test
    void a_file_that_cannot_be_forced_is_not_published_although_it_reads_back_well() {
        CountDownLatch read = new CountDownLatch(1);
        Staged disk = new Staged() {
            @Override
            protected void syncing(WritableFile file) throws IOException {
                await(read);
                throw new IOException("Input/output error");
            }

            @Override
            protected void reading(Path file) {
                read.countDown();
            }
        };
        assertNotPublished(disk, "Input/output error");
    }

    @Test
    void a_file_that_reads_back_as_something_else_is_not_published_although_it_was_forced() {
        CountDownLatch damaged = new CountDownLatch(1);
        Staged disk = new Staged() {
            @Override
            protected void syncing(WritableFile file) throws IOException {
                file.write(ByteBuffer.wrap(new byte[] {-1}), 40);
                damaged.countDown();
            }

            @Override
            protected void reading(Path file) {
                await(damaged);
            }
        };
        assertNotPublished(disk, "reads back as something else");
    }

    private void assertNotPublished(Staged disk, String because) {
        try (ParquetFeatureStore store =
                builder("not").fileAccess(disk).sealParallel(threads, 2).open(CLOCK)) {
            store.append(TestRows.numbered(SET, SPY, START, START, 1));
            assertThatThrownBy(store::seal).hasMessageContaining(because);
            assertThat(disk.renamed).hasValue(0);
            assertThat(store.rows(SET.id(), SPY, DATE)).hasSize(1);
        }
        try (Stream<Path> left = Files.walk(root.resolve("not/data"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_disk_that_is_full_stops_the_seal_and_what_comes_later_in_the_plan_is_not_published() {
        for (int count : new int[] {1, 3}) {
            Staged disk = new Staged() {
                @Override
                protected void syncing(WritableFile file) throws IOException {
                    if (file.path().toString().contains("symbol=S50" + File.separator)) {
                        throw new IOException("No space left on device");
                    }
                }
            };
            try (ParquetFeatureStore store = builder("full" + count)
                    .fileAccess(disk)
                    .sealParallel(threads, count)
                    .open(CLOCK)) {
                for (int i = 10; i < 99; i++) {
                    store.append(TestRows.numbered(SET, symbol(i), START, START, i));
                }
                assertThatThrownBy(store::seal)
                        .hasMessageContaining("No space left on device")
                        .hasMessageContaining("Of 89 partitions to seal 40 were sealed");
                assertThat(disk.renamed).hasValue(40);
            }
        }
    }

    @Test
    void no_more_partitions_are_under_way_than_there_are_threads() {
        for (int count = 1; count <= 4; count++) {
            Staged disk = new Staged();
            try (ParquetFeatureStore store = builder("under-way" + count)
                    .fileAccess(disk)
                    .sealParallel(threads, count)
                    .open(CLOCK)) {
                for (int i = 0; i < 130; i++) {
                    store.append(TestRows.numbered(SET, symbol(i), START, START, i));
                }
                store.seal();
            }
            assertThat(disk.mostOpen.get()).isBetween(1, count);
        }
    }

    @Test
    void what_a_seal_leaves_to_a_helper_is_done_before_the_home_is_free() throws IOException {
        List<Runnable> waiting = new ArrayList<>();
        try (ParquetFeatureStore store =
                builder("later").sealParallel(waiting::add, 2).open(CLOCK)) {
            store.append(TestRows.numbered(SET, SPY, START, START, 1));
            store.seal();
            assertThat(logFiles()).isEqualTo(2);
            store.append(TestRows.numbered(SET, SPY, START + 1, START + 1, 1));
            store.seal();
            assertThat(logFiles()).as("of the seal before none is left").isEqualTo(2);
        }
        assertThat(logFiles()).isEqualTo(1);
        waiting.forEach(Runnable::run);
        assertThat(logFiles()).isEqualTo(1);
    }

    private long logFiles() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("later/log"))) {
            return files.filter(file -> file.toString().endsWith(".log")).count();
        }
    }

    @Test
    void a_number_of_threads_below_one_is_refused() {
        assertThatThrownBy(() -> builder("none").sealParallel(threads, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads must be at least 1 but was 0");
    }
}
