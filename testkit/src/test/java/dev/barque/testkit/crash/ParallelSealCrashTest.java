package dev.barque.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.store.Durability;
import dev.barque.store.io.FileAccess;
import dev.barque.testkit.FileCall;
import dev.barque.testkit.FileFault;
import dev.barque.testkit.FileFault.Failure;
import dev.barque.testkit.internal.Seeds;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@link EveryCallTest} and {@link PowerLossTest} show of a store whose seals several threads do. Two crews: an executor that does
 * everything at once in the thread that asks, so that a helper is always first and a seed repeats a run; and three threads, whose calls
 * come in any order.
 */
class ParallelSealCrashTest {
    private static final int THREADS = 3;
    /** Every so many calls, from another one each time. */
    private static final int STEP = Dose.of(5, 1);

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private int nextFirst;

    @TempDir
    private Path root;

    @AfterEach
    void endThreads() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private List<Executor> executors() {
        return List.of(Runnable::run, threads);
    }

    @Test
    void the_process_may_die_at_any_call() throws IOException {
        for (Executor executor : executors()) {
            atChanges(executor, Durability.OS, StoreOnBadDisk::kill);
        }
    }

    @Test
    void the_power_may_go_at_any_call() throws IOException {
        for (Executor executor : executors()) {
            for (Durability durability : Durability.values()) {
                atChanges(executor, durability, StoreOnBadDisk::crash);
            }
        }
    }

    @Test
    void the_process_may_die_at_any_call_and_the_power_go_after_the_next_one_has_sealed() throws IOException {
        atChanges(threads, Durability.SYNC, store -> {
            List<String> problems = store.kill();
            assertThat(store.seal()).as("%s", store.refusal()).isTrue();
            problems.addAll(store.crash());
            return problems;
        });
    }

    @Test
    void any_call_may_fail_once_or_from_then_on() throws IOException {
        int step = Dose.of(29, 1);
        int first = 1;
        for (Executor executor : executors()) {
            for (Failure failure : List.of(Failure.IO_ERROR, Failure.NO_SPACE, Failure.TOO_MANY_OPEN_FILES)) {
                atCalls(executor, FileFault.once(failure), first++, step);
                atCalls(executor, FileFault.always(failure), first++, step);
            }
        }
    }

    @Test
    void a_failed_sync_never_becomes_an_acknowledgement() throws IOException {
        FileCall[] syncs = {FileCall.SYNC, FileCall.SYNC_DIRECTORY};
        atCalls(threads, FileFault.once(Failure.IO_ERROR, syncs), 1, 1);
        atCalls(Runnable::run, FileFault.once(Failure.IO_ERROR, syncs), 2, 3);
        atCalls(threads, FileFault.always(Failure.IO_ERROR, syncs), 3, 3);
    }

    @Test
    void what_was_acknowledged_survives_losses_of_power_in_random_lives() throws IOException {
        for (long seed : Seeds.seeds(Dose.of(25, 3_000))) {
            for (Executor executor : executors()) {
                assertThat(life(executor, seed, disk -> disk))
                        .as(Seeds.repeat(seed))
                        .isEmpty();
            }
        }
    }

    @Test
    void a_store_whose_threads_do_not_sync_what_they_seal_is_noticed() throws IOException {
        assertThat(noticed(disk -> PlantedFaults.withoutSync(
                        disk, file -> file.toString().contains(File.separator + "data" + File.separator))))
                .isPositive();
        assertThat(noticed(disk -> PlantedFaults.withoutDirectorySync(
                        disk, directory -> directory.toString().contains(File.separator + "data"))))
                .isPositive();
    }

    private long noticed(UnaryOperator<FileAccess> planted) throws IOException {
        for (long seed = 1; seed <= 200; seed++) {
            if (!life(threads, seed, planted).isEmpty()) {
                return seed;
            }
        }
        return 0;
    }

    private List<String> life(Executor executor, long seed, UnaryOperator<FileAccess> planted) throws IOException {
        Path directory = Files.createTempDirectory(root, "life");
        SplittableRandom random = new SplittableRandom(seed);
        try (StoreOnBadDisk store = new StoreOnBadDisk(directory, seed, Durability.SYNC, planted)) {
            store.sealParallel(executor, THREADS);
            for (int losses = 0; losses < 3; losses++) {
                store.disk().stopAtChange(random.nextInt(1, 1 << random.nextInt(3, 9)));
                store.wideScript();
                List<String> problems = random.nextInt(4) == 0 ? store.kill() : store.crash();
                if (!problems.isEmpty()) {
                    return problems;
                }
            }
            return List.of();
        } finally {
            Directories.delete(directory);
        }
    }

    private void atChanges(Executor executor, Durability durability, Function<StoreOnBadDisk, List<String>> ending)
            throws IOException {
        boolean stopped = true;
        int n;
        for (n = nextFirst++ % STEP + 1; stopped; n += STEP) {
            Path directory = Files.createTempDirectory(root, "run");
            try (StoreOnBadDisk store = new StoreOnBadDisk(directory, n, durability)) {
                store.sealParallel(executor, THREADS);
                store.disk().stopAtChange(n);
                store.wideScript();
                stopped = store.disk().isStopped();
                assertThat(store.refusal() == null || stopped)
                        .as("the script works: %s", store.refusal())
                        .isTrue();
                assertThat(ending.apply(store)).as("stopped at change %d", n).isEmpty();
                store.append(store.ledger().fresh(1));
                store.assertIntact("later, stopped at change " + n);
            }
            Directories.delete(directory);
        }
        assertThat(n).as("calls of the script").isGreaterThan(100);
    }

    private void atCalls(Executor executor, FileFault fault, int first, int step) throws IOException {
        boolean struck = true;
        for (int n = first; struck; n += step) {
            Path directory = Files.createTempDirectory(root, "run");
            try (StoreOnBadDisk store = new StoreOnBadDisk(directory, n)) {
                store.sealParallel(executor, THREADS);
                store.disk().inject(fault.from(n));
                store.wideScript();
                store.shut();
                struck = store.disk().failures() > 0;
                store.disk().heal();
                store.assertIntact(fault + " from call " + n);
                assertThat(store.append(store.ledger().fresh(1)))
                        .as("works again after %s from call %d", fault, n)
                        .isTrue();
                assertThat(store.crash())
                        .as("power lost after %s from call %d", fault, n)
                        .isEmpty();
            }
            Directories.delete(directory);
        }
    }
}
