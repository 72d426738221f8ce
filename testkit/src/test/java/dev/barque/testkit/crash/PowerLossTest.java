package dev.barque.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.store.Durability;
import dev.barque.store.io.FileAccess;
import dev.barque.testkit.internal.Seeds;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power goes at a random call of a random life, comes back, and goes again later. */
class PowerLossTest {
    private static final int STEPS = 10;
    private static final int THREADS = 4;
    private static final int APPENDS_OF_THREAD = 12;

    @TempDir
    private Path root;

    @Test
    void what_was_acknowledged_survives_losses_of_power_and_nothing_else_appears() throws IOException {
        for (long seed : Seeds.seeds(Dose.of(1_000, 20_000))) {
            assertThat(life(seed, Durability.SYNC, disk -> disk))
                    .as(Seeds.repeat(seed))
                    .isEmpty();
        }
    }

    @Test
    void without_syncs_a_loss_of_power_costs_whole_batches_and_none_that_was_sealed() throws IOException {
        for (long seed : Seeds.seeds(Dose.of(200, 5_000))) {
            assertThat(life(seed, Durability.OS, disk -> disk))
                    .as(Seeds.repeat(seed))
                    .isEmpty();
        }
    }

    @Test
    void appends_of_several_threads_are_acknowledged_when_they_are_safe_and_not_before() throws Exception {
        for (long seed : Seeds.seeds(Dose.of(60, 1_000))) {
            assertThat(lifeOfThreads(seed)).as(Seeds.repeat(seed)).isEmpty();
        }
    }

    @Test
    void a_planted_fault_alone_harms_nothing() throws IOException {
        List<UnaryOperator<FileAccess>> all = List.of(
                disk -> PlantedFaults.withoutSync(disk, file -> true),
                disk -> PlantedFaults.withoutDirectorySync(disk, directory -> true),
                PlantedFaults::acknowledgingEarly,
                PlantedFaults::ignoringChecksums,
                PlantedFaults::renamingBeforeSync,
                PlantedFaults::checkpointFirst,
                PlantedFaults::retryingSync);
        for (UnaryOperator<FileAccess> planted : all) {
            Path directory = Files.createTempDirectory(root, "alone");
            try (StoreOnBadDisk store = new StoreOnBadDisk(directory, 1, Durability.SYNC, planted)) {
                store.live(STEPS * 3);
                store.assertIntact("without a crash");
                assertThat(store.ledger().acknowledgements()).isGreaterThan(STEPS);
            }
        }
    }

    @Test
    void a_store_that_does_not_sync_its_files_is_noticed() throws IOException {
        assertThat(noticed(disk -> PlantedFaults.withoutSync(disk, file -> true)))
                .isPositive();
    }

    @Test
    void a_store_that_does_not_sync_its_log_is_noticed() throws IOException {
        assertThat(noticed(disk -> PlantedFaults.withoutSync(disk, isBelow("log"))))
                .isPositive();
    }

    @Test
    void a_store_that_does_not_sync_what_it_sealed_is_noticed() throws IOException {
        assertThat(noticed(disk -> PlantedFaults.withoutSync(disk, isBelow("data"))))
                .isPositive();
    }

    @Test
    void a_store_that_does_not_sync_its_directories_is_noticed() throws IOException {
        assertThat(noticed(disk -> PlantedFaults.withoutDirectorySync(disk, directory -> true)))
                .isPositive();
    }

    @Test
    void a_store_that_does_not_sync_the_directories_of_what_it_sealed_is_noticed() throws IOException {
        assertThat(noticed(disk -> PlantedFaults.withoutDirectorySync(disk, isBelow("data"))))
                .isPositive();
    }

    @Test
    void a_store_that_answers_before_it_syncs_is_noticed() throws IOException {
        assertThat(noticed(PlantedFaults::acknowledgingEarly)).isPositive();
    }

    @Test
    void a_store_that_ignores_checksums_is_noticed() throws IOException {
        assertThat(noticed(PlantedFaults::ignoringChecksums)).isPositive();
    }

    @Test
    void a_store_that_renames_before_it_syncs_is_noticed() throws IOException {
        assertThat(noticed(PlantedFaults::renamingBeforeSync)).isPositive();
    }

    /** The seed of the first life in which the fault was noticed, 0 when it was in none of many. */
    private long noticed(UnaryOperator<FileAccess> planted) throws IOException {
        for (long seed = 1; seed <= 200; seed++) {
            if (!life(seed, Durability.SYNC, planted).isEmpty()) {
                return seed;
            }
        }
        return 0;
    }

    private List<String> life(long seed, Durability durability, UnaryOperator<FileAccess> planted) throws IOException {
        Path directory = Files.createTempDirectory(root, "life");
        SplittableRandom random = new SplittableRandom(seed);
        try (StoreOnBadDisk store = new StoreOnBadDisk(directory, seed, durability, planted)) {
            if (seed % 4 == 3) {
                store.sealAfter(2_000);
            }
            for (int losses = 0; losses < 3; losses++) {
                // Early rather than late, since the first calls of a life open the store; or at the very end.
                store.disk().stopAtChange(random.nextInt(1, 1 << random.nextInt(2, 9)));
                store.live(STEPS);
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

    private List<String> lifeOfThreads(long seed) throws Exception {
        Path directory = Files.createDirectory(root.resolve("threads" + seed));
        SplittableRandom random = new SplittableRandom(seed);
        try (StoreOnBadDisk store = new StoreOnBadDisk(directory, seed)) {
            store.sealAfter(seed % 2 == 0 ? Long.MAX_VALUE : 3_000);
            for (int losses = 0; losses < 3; losses++) {
                store.reopen();
                store.disk().stopAtChange(random.nextInt(1, seed % 2 == 0 ? 60 : 250));
                store.liveTogether(THREADS, APPENDS_OF_THREAD);
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

    private static Predicate<Path> isBelow(String directory) {
        return path ->
                path.toString().contains(File.separator + directory + File.separator) || path.endsWith(directory);
    }
}
