package dev.barque.testkit.gates;

import dev.barque.core.feature.FeatureSet;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.HealthChecks;
import dev.barque.ops.HealthRunner;
import dev.barque.ops.Verdict;
import dev.barque.ops.backup.Backup;
import dev.barque.ops.backup.BackupKind;
import dev.barque.ops.backup.Backups;
import dev.barque.ops.backup.DirectoryTarget;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.StoreVerifier;
import dev.barque.store.VerifyDepth;
import dev.barque.store.VerifyReport;
import dev.barque.store.io.FileAccess;
import dev.barque.testkit.SettableClock;
import dev.barque.testkit.cost.CountedFiles;
import dev.barque.testkit.cost.FileWork;
import dev.barque.testkit.cost.Heap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What looks after a home: verification, backup, and a run of health checks. */
@Tag("cost")
class CareCostTest {
    private static final FeatureSet SET = Rows.set(8);

    @TempDir
    Path directory;

    /** Verifies a home. */
    @FunctionalInterface
    interface Verify {
        VerifyReport of(StoreVerifier verifier);
    }

    private static FileWork verify(Path home, VerifyDepth depth, Verify verify) {
        CountedFiles files = CountedFiles.real();
        StoreVerifier verifier = StoreVerifier.of(home).fileAccess(files).depth(depth);
        VerifyReport report = verify.of(verifier);
        Gate.atMost(0, report.isClean() ? 0 : 1, "findings in a home that is well");
        return files.work();
    }

    static void a_digest_pass_reads_every_byte_once(Path few, Path many, Verify verify) {
        FileWork small = verify(few, VerifyDepth.DIGESTS, verify);
        FileWork large = verify(many, VerifyDepth.DIGESTS, verify);
        long data = PointReadCostTest.bytes(many.resolve("data"));
        Gate.atLeast(data, large.bytesRead(), "bytes read by a digest pass");
        Gate.atMost(1.01 * PointReadCostTest.bytes(many) + 2_000, large.bytesRead(), "bytes read by a digest pass");
        Gate.atMost(
                16 * small.opened(), large.opened(), "files opened by a digest pass over 16 times as many partitions");
    }

    @Test
    void a_digest_pass_reads_every_byte_once_and_a_look_at_footers_a_few() {
        Path few = Rows.sealed(directory.resolve("few"), SET, 2, 2, 1_000);
        Path many = Rows.sealed(directory.resolve("many"), SET, 8, 8, 1_000);
        a_digest_pass_reads_every_byte_once(few, many, StoreVerifier::verify);

        FileWork footers = verify(many, VerifyDepth.FOOTERS, StoreVerifier::verify);
        Gate.atMost(
                0.1,
                (double) footers.bytesRead() / PointReadCostTest.bytes(many.resolve("data")),
                "bytes read by a look at footers, as a share of the data");
    }

    @Test
    void verifying_a_partition_takes_the_same_heap_however_many_there_are() {
        Path one = Rows.sealed(directory.resolve("one"), SET, 1, 1, 50);
        Path few = Rows.sealed(directory.resolve("few"), SET, 2, 1, 50);
        Path many = Rows.sealed(directory.resolve("many"), SET, 4, 8, 50);
        for (VerifyDepth depth : VerifyDepth.values()) {
            double ofMany = Heap.perCall(1, i -> verify(many, depth, StoreVerifier::verify));
            double ofFew = Heap.perCall(5, i -> verify(few, depth, StoreVerifier::verify));
            double ofOne = Heap.perCall(5, i -> verify(one, depth, StoreVerifier::verify));
            double second = ofFew - ofOne;
            Gate.atMost(
                    1.25 * second,
                    (ofMany - ofFew) / 30,
                    "bytes of heap for a partition among 16 times as many, " + depth);
        }
    }

    static void an_incremental_backup_reads_each_byte_once_and_puts_what_changed(Path directory, BackupKind second) {
        Path home = Rows.sealed(directory.resolve("home"), SET, 4, 8, 1_000);
        CountedFiles files = CountedFiles.real();
        SettableClock clock = Rows.clock();
        Backups backups = Backups.in(DirectoryTarget.at(directory.resolve("backups")))
                .clock(clock)
                .fileAccess(files)
                .build();
        Backup full = backups.create(home, BackupKind.FULL);
        try (ParquetFeatureStore store =
                Rows.store(home, SET, FileAccess.real()).open(clock)) {
            store.append(Rows.day(SET, Rows.symbol(0), 8, 1_000));
            store.seal();
        }
        clock.advance(Duration.ofHours(1));
        Backup[] more = new Backup[1];
        FileWork work = files.during(() -> more[0] = backups.create(home, second));
        long data = PointReadCostTest.bytes(home.resolve("data"));
        // One partition of 33, of which each has the same size. What did not change is read too, on purpose: see record
        // 084.
        Gate.atLeast(data, work.bytesRead(), "bytes read by a backup");
        Gate.atMost(1.06 * data, work.bytesRead(), "bytes read by a backup when one partition of 33 is new");
        Gate.atLeast(data / 2, full.archive().bytes(), "bytes put by a full backup");
        Gate.atMost(0.06 * full.archive().bytes(), more[0].archive().bytes(), "bytes put when one partition is new");
    }

    @Test
    void an_incremental_backup_reads_each_byte_once_and_puts_what_changed() {
        an_incremental_backup_reads_each_byte_once_and_puts_what_changed(directory, BackupKind.INCREMENTAL);
    }

    /** A run of the checks. */
    @FunctionalInterface
    interface HealthRun {
        void of(HealthRunner runner);
    }

    private static double heapOfACheck(int count, HealthRun run) {
        List<HealthCheck> checks = IntStream.range(0, count)
                .<HealthCheck>mapToObj(i -> new Cheap("cheap-" + i))
                .toList();
        try (HealthRunner runner = HealthRunner.builder(
                        HealthChecks.of(checks),
                        CheckContext.builder(Rows.clock()).build(),
                        work -> {
                            Thread thread = new Thread(work, "check");
                            thread.setDaemon(true);
                            return thread;
                        })
                .build()) {
            return Heap.perCall(4_800 / count, i -> run.of(runner)) / count;
        }
    }

    static void a_check_takes_the_same_heap_among_sixteen_times_as_many(HealthRun run) {
        double few = heapOfACheck(30, run);
        double many = heapOfACheck(480, run);
        // Of the caller alone, who does little; what all threads take is in RunnerCostTest.
        Gate.atMost(200, few, "bytes of heap of the caller for each of 30 checks");
        Gate.atMost(200, many, "bytes of heap of the caller for each of 480 checks");
    }

    @Test
    void a_check_takes_the_same_heap_among_sixteen_times_as_many() {
        a_check_takes_the_same_heap_among_sixteen_times_as_many(HealthRunner::run);
    }

    private record Cheap(String id) implements HealthCheck {
        @Override
        public Descriptor descriptor() {
            return new Descriptor(id, "Is it well?", Set.of(), Duration.ofSeconds(10), Criticality.IMPORTANT, Set.of());
        }

        @Override
        public Verdict run(CheckContext context) {
            return new Verdict.Healthy("All is well.");
        }
    }
}
