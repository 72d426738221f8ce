package dev.barque.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.testkit.FileCall;
import dev.barque.testkit.FileFault;
import dev.barque.testkit.FileFault.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store says to a disk that refuses, and what it can do afterwards. */
class FailingDiskTest {
    @TempDir
    private Path root;

    private StoreOnBadDisk store;

    @BeforeEach
    void openStore() {
        store = new StoreOnBadDisk(root, 1);
        assertThat(store.append(store.ledger().fresh(3))).isTrue();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void a_full_disk_is_said_to_be_full_and_the_store_works_again_when_there_is_space() {
        SplittableRandom random = new SplittableRandom(5);
        for (int cycle = 0; cycle < 50; cycle++) {
            store.disk().spaceLeft(random.nextInt(3_000));
            boolean fits = true;
            while (fits) {
                fits = store.append(store.ledger().fresh(random.nextInt(1, 6)));
            }
            assertRefusal("No space left on device");
            assertThat(store.readable())
                    .as("can be read while the disk is full")
                    .isTrue();
            if (cycle % 5 == 0) {
                store.seal();
            }
            store.disk().heal();
            assertThat(store.append(store.ledger().fresh(1)))
                    .as("cycle %d: %s", cycle, store.refusal())
                    .isTrue();
            if (cycle % 5 == 4) {
                assertThat(store.seal()).as("%s", store.refusal()).isTrue();
            }
        }
        assertThat(store.compare()).isEmpty();
        assertThat(store.crash()).isEmpty();
    }

    @Test
    void a_failed_sync_stops_the_writer_until_it_is_opened_again() {
        store.disk().inject(FileFault.once(Failure.IO_ERROR, FileCall.SYNC));
        assertThat(store.append(store.ledger().fresh(1))).isFalse();
        assertRefusal("Input/output error");
        assertThat(store.append(store.ledger().fresh(1))).as("a second try").isFalse();
        assertThat(store.readable()).isTrue();

        assertThat(store.reopen()).isTrue();
        assertThat(store.append(store.ledger().fresh(1))).isTrue();
        assertThat(store.crash()).isEmpty();
    }

    @Test
    void a_failure_under_several_threads_acknowledges_none_that_it_concerns() throws Exception {
        List<FileFault> faults = List.of(
                FileFault.once(Failure.IO_ERROR, FileCall.SYNC),
                FileFault.once(Failure.NO_SPACE, FileCall.WRITE),
                FileFault.once(Failure.SHORT_WRITE, FileCall.WRITE),
                FileFault.always(Failure.IO_ERROR, FileCall.WRITE, FileCall.TRUNCATE));
        int struck = 0;
        int seeds = Dose.of(40, 2_000);
        for (int seed = 1; seed <= seeds; seed++) {
            Path directory = Files.createTempDirectory(root, "run");
            FileFault fault = faults.get(seed % faults.size()).from(seed / faults.size() % 25 + 1);
            try (StoreOnBadDisk other = new StoreOnBadDisk(directory, seed)) {
                assertThat(other.reopen()).isTrue();
                other.disk().inject(fault);
                other.liveTogether(4, 10);
                struck += other.disk().failures() > 0 ? 1 : 0;
                other.disk().heal();
                if (seed % 8 < 4) {
                    other.shut();
                }
                assertThat(other.kill()).as("%s, seed %d", fault, seed).isEmpty();
                assertThat(other.append(other.ledger().fresh(1))).isTrue();
                assertThat(other.crash())
                        .as("%s, seed %d, power lost", fault, seed)
                        .isEmpty();
            }
            Directories.delete(directory);
        }
        assertThat(struck).as("lives in which something failed").isGreaterThan(seeds / 2);
    }

    @Test
    void a_sync_that_never_works_again_never_acknowledges() {
        store.disk().inject(FileFault.always(Failure.IO_ERROR, FileCall.SYNC));
        for (int i = 0; i < 5; i++) {
            assertThat(store.append(store.ledger().fresh(1))).isFalse();
            store.reopen();
        }
        store.disk().heal();
        assertThat(store.crash()).isEmpty();
        assertThat(store.append(store.ledger().fresh(1))).isTrue();
    }

    @Test
    void a_sync_of_a_directory_that_failed_is_made_good_before_the_log_lets_go() throws IOException {
        int failed = 0;
        boolean struck = true;
        for (int n = 1; struck; n++) {
            Path directory = Files.createTempDirectory(root, "run");
            try (StoreOnBadDisk other = new StoreOnBadDisk(directory, n)) {
                assertThat(other.append(other.ledger().fresh(9))).isTrue();
                other.disk()
                        .inject(FileFault.once(Failure.IO_ERROR, FileCall.SYNC_DIRECTORY)
                                .from(n));
                failed += other.seal() ? 0 : 1;
                struck = other.disk().failures() > 0;
                other.disk().heal();
                if (!other.seal()) {
                    assertThat(other.reopen()).isTrue();
                    assertThat(other.seal()).as("%s", other.refusal()).isTrue();
                }
                assertThat(other.crash()).as("sync %d of a directory failed", n).isEmpty();
            }
        }
        assertThat(failed).isGreaterThan(5);
    }

    @Test
    void a_rename_that_fails_leaves_the_old_version_and_no_trace() {
        assertThat(store.seal()).isTrue();
        for (FileFault fault : List.of(
                FileFault.once(Failure.IO_ERROR, FileCall.RENAME),
                FileFault.once(Failure.NO_SPACE, FileCall.RENAME).from(2),
                FileFault.always(Failure.IO_ERROR, FileCall.RENAME))) {
            assertThat(store.append(store.ledger().fresh(3))).isTrue();
            store.disk().inject(fault);
            assertThat(store.seal()).as("%s", fault).isFalse();
            assertThat(store.readable()).isTrue();
            store.disk().heal();
            assertThat(store.compare()).as("%s", fault).isEmpty();
        }
        assertThat(store.seal()).as("%s", store.refusal()).isTrue();
        assertThat(store.crash()).isEmpty();
    }

    @Test
    void too_many_open_files_are_an_error_of_the_operator_and_pass() {
        store.disk()
                .inject(FileFault.always(
                        Failure.TOO_MANY_OPEN_FILES, FileCall.CREATE, FileCall.OPEN, FileCall.OPEN_TO_READ));
        assertThat(store.seal()).isFalse();
        assertRefusal("Too many open files");
        store.disk().heal();
        assertThat(store.seal()).as("%s", store.refusal()).isTrue();
        assertThat(store.append(store.ledger().fresh(2))).isTrue();
        assertThat(store.crash()).isEmpty();
    }

    @Test
    void a_write_that_was_cut_short_leaves_no_trace() {
        for (int i = 0; i < 20; i++) {
            store.disk().inject(FileFault.once(Failure.SHORT_WRITE, FileCall.WRITE));
            store.append(store.ledger().fresh(4));
            store.disk().heal();
            assertThat(store.append(store.ledger().fresh(1)))
                    .as("%s", store.refusal())
                    .isTrue();
        }
        assertThat(store.kill()).isEmpty();
        assertThat(store.crash()).isEmpty();
    }

    @Test
    void a_directory_that_cannot_be_written_is_an_error_of_the_operator_and_can_be_read() {
        assertThat(store.seal()).isTrue();
        store.shut();
        store.disk()
                .inject(FileFault.always(
                        Failure.READ_ONLY,
                        FileCall.CREATE,
                        FileCall.OPEN,
                        FileCall.WRITE,
                        FileCall.TRUNCATE,
                        FileCall.RENAME,
                        FileCall.DELETE));
        assertThat(store.append(store.ledger().fresh(1))).isFalse();
        assertRefusal("Read-only file system");
        try (ParquetFeatureStore reader = store.reader()) {
            assertThat(reader.dates(NumberedRows.SET.id(), NumberedRows.SYMBOLS.get(0)))
                    .isNotEmpty();
        }
    }

    @Test
    void errors_while_reading_are_errors_and_not_empty_answers() {
        assertThat(store.seal()).isTrue();
        store.shut();
        for (FileCall call : List.of(FileCall.OPEN_TO_READ, FileCall.READ)) {
            store.disk().inject(FileFault.always(Failure.IO_ERROR, call));
            assertThat(store.readable()).as("%s", call).isFalse();
            assertRefusal("Input/output error");
            store.disk().heal();
        }
        assertThat(store.compare()).isEmpty();
    }

    private void assertRefusal(String reason) {
        BarqueException refusal = Objects.requireNonNull(store.refusal());
        assertThat(refusal.concern()).isEqualTo(Concern.OPERATOR);
        assertThat(refusal.code()).startsWith("store.");
        assertThat(refusal).hasMessageContaining(reason);
    }
}
