package dev.barque.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.ops.backup.Backup;
import dev.barque.ops.backup.BackupKind;
import dev.barque.ops.backup.BackupRetention;
import dev.barque.ops.backup.Backups;
import dev.barque.ops.backup.DirectoryTarget;
import dev.barque.ops.backup.PrunePlan;
import dev.barque.ops.backup.RestoreMode;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.testkit.FaultyFileAccess;
import dev.barque.testkit.FileFault;
import dev.barque.testkit.FileFault.Failure;
import dev.barque.testkit.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Backup, restore and pruning interrupted at any call that changes the disk: a backup is whole or not there, a home is the old or the
 * restored one, and the next try comes to its end and leaves nothing behind.
 */
class BackupCrashTest {
    private static final int ROWS = 4;
    private static final int MORE = 8;

    @TempDir
    private Path root;

    /** A prepared home with its backups, made once. */
    private @Nullable Path template;

    private interface Script {
        void run(Case on);
    }

    @Test
    void the_process_may_die_at_any_call_of_a_backup() throws IOException {
        atEveryChange(Case::backUpAgain, tried -> tried.disk.kill(), Case::checkBackups);
    }

    @Test
    void the_power_may_go_at_any_call_of_a_backup() throws IOException {
        atEveryChange(Case::backUpAgain, BackupCrashTest::crash, Case::checkBackups);
    }

    @Test
    void the_process_may_die_at_any_call_of_a_restore_in_place() throws IOException {
        atEveryChange(Case::restore, tried -> tried.disk.kill(), Case::checkHome);
    }

    @Test
    void the_power_may_go_at_any_call_of_a_restore_in_place() throws IOException {
        for (int wreck = 0; wreck < Dose.of(1, 20); wreck++) {
            atEveryChange(Case::restore, BackupCrashTest::crash, Case::checkHome);
        }
    }

    @Test
    void the_process_may_die_at_any_call_of_pruning() throws IOException {
        atEveryChange(Case::prune, tried -> tried.disk.kill(), Case::checkBackups);
    }

    @Test
    void the_power_may_go_at_any_call_of_pruning() throws IOException {
        atEveryChange(Case::prune, BackupCrashTest::crash, Case::checkBackups);
    }

    @Test
    void any_call_of_a_backup_or_a_restore_may_fail() throws IOException {
        for (Failure failure : List.of(Failure.IO_ERROR, Failure.NO_SPACE)) {
            boolean struck = true;
            for (int n = 1; struck; n += Dose.of(7, 1)) {
                Case tried = new Case(n);
                tried.disk.inject(FileFault.once(failure).from(n));
                tried.tolerant(Case::backUpAgain);
                tried.tolerant(Case::restore);
                struck = tried.disk.failures() > 0;
                tried.disk.heal();
                tried.checkBackups(failure + " at call " + n);
                tried.checkHome(failure + " at call " + n);
                Directories.delete(tried.above);
            }
        }
    }

    /**
     * The model of the disk does not know lock files and leaves them where a rename has taken them. A directory that holds nothing else
     * is one whose rename was lost.
     */
    private static void crash(Case on) {
        on.disk.crash();
        try (Stream<Path> beside = Files.list(on.above)) {
            for (Path path : (Iterable<Path>) beside::iterator) {
                if (path.getFileName().toString().startsWith("home.before-") && holdsOnlyLocks(path)) {
                    Directories.delete(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holdsOnlyLocks(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).allMatch(file -> file.endsWith(".lock"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path target = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    private interface Check {
        void on(Case tried, String when) throws IOException;
    }

    private void atEveryChange(Script script, Consumer<Case> ending, Check check) throws IOException {
        boolean stopped = true;
        int n = 0;
        while (stopped) {
            n++;
            Case tried = new Case(n);
            tried.disk.stopAtChange(n);
            tried.tolerant(script);
            stopped = tried.disk.isStopped();
            ending.accept(tried);
            check.on(tried, "stopped at change " + n);
            Directories.delete(tried.above);
        }
        assertThat(n).as("calls").isGreaterThan(5);
    }

    /** A home with a full and two incremental backups, and rows that came after. */
    private final class Case {
        private final Path above;
        private final Path home;
        private final FaultyFileAccess disk;
        private final SettableClock clock = SettableClock.at("2025-11-04T21:00:00Z");
        private final Backups backups;
        private final Backup first;
        private final List<Backup> made = new ArrayList<>();

        Case(long seed) throws IOException {
            above = Files.createTempDirectory(root, "case");
            home = above.resolve("home");
            if (template == null) {
                disk = FaultyFileAccess.at(above, seed);
                backups = backups();
                prepare();
                template = Files.createTempDirectory(root, "template");
                copy(above, template);
            } else {
                copy(template, above);
                disk = FaultyFileAccess.at(above, seed);
                backups = backups();
            }
            made.addAll(backups.list());
            clock.advance(Duration.ofDays(80));
            first = made.get(0);
        }

        private Backups backups() {
            return Backups.in(DirectoryTarget.at(above.resolve("backups")).fileAccess(disk))
                    .clock(clock)
                    .fileAccess(disk)
                    .build();
        }

        private void prepare() {
            append(0, ROWS);
            backups.create(home, BackupKind.FULL);
            for (int i = 0; i < 2; i++) {
                clock.advance(Duration.ofDays(40));
                backups.create(home, i == 0 ? BackupKind.FULL : BackupKind.INCREMENTAL);
            }
            append(ROWS, MORE);
            clock.advance(Duration.ofDays(-80));
        }

        private void append(long from, long to) {
            try (ParquetFeatureStore store = builder().open(clock)) {
                List<FeatureRow> rows =
                        LongStream.range(from, to).mapToObj(NumberedRows::row).toList();
                store.append(rows.subList(0, rows.size() / 2));
                store.seal();
                store.append(rows.subList(rows.size() / 2, rows.size()));
            }
        }

        private ParquetFeatureStore.Builder builder() {
            return ParquetFeatureStore.builder(home)
                    .set(NumberedRows.SET)
                    .fileAccess(disk)
                    .cacheBytes(0);
        }

        void tolerant(Script script) {
            try {
                script.run(this);
            } catch (BarqueException e) {
                assertThat(e.code()).matches("(store|backup)\\..*");
            }
        }

        void backUpAgain() {
            backups.create(home, BackupKind.INCREMENTAL);
        }

        void restore() {
            backups.restore(first, home, RestoreMode.IN_PLACE);
        }

        void prune() {
            BackupRetention retention = BackupRetention.days(30);
            PrunePlan plan = backups.plan(retention);
            assertThat(plan.go()).hasSize(1);
            backups.prune(retention, plan);
        }

        /** Each backup that is there is whole, none that must stay is gone, and the next one works and sweeps. */
        void checkBackups(String when) throws IOException {
            assertThat(backups.damaged()).as(when).isEmpty();
            assertThat(backups.list()).as(when).containsAll(made.subList(1, 3));
            for (Backup backup : backups.list()) {
                assertThat(backups.verify(backup).problems())
                        .as("%s: %s", when, backup.id())
                        .isEmpty();
            }
            Backup next = backups.create(home, BackupKind.INCREMENTAL);
            Path restored = above.resolve("restored");
            backups.restore(next, restored, RestoreMode.NEW_PLACE);
            assertThat(numbers(restored)).as(when).isEqualTo(numbers(home));
            int backupsNow = backups.list().size();
            try (Stream<Path> objects = Files.list(above.resolve("backups"))) {
                assertThat(objects.filter(object -> !object.endsWith(".lock")))
                        .as("%s: objects", when)
                        .hasSize(3 * backupsNow);
            }
            assertThat(disk.list(home.resolve(".snapshots"))).as(when).isEmpty();
        }

        /** The home is the old one or, at the latest after the next opening for writing, the restored one. */
        void checkHome(String when) throws IOException {
            List<Long> old = LongStream.range(0, MORE).boxed().toList();
            List<Long> restored = LongStream.range(0, ROWS).boxed().toList();
            builder().open(clock).close();
            List<Long> found = numbers(home);
            assertThat(found).as(when).isIn(old, restored);
            Path kept = above.resolve("home.before-" + first.id());
            if (found.equals(restored)) {
                assertThat(numbers(kept)).as("%s, the old home", when).isEqualTo(old);
            }
            restore();
            assertThat(numbers(home)).as("%s, restored again", when).isEqualTo(restored);
            crash(this);
            assertThat(numbers(home)).as("%s, restored again, power lost", when).isEqualTo(restored);
            assertThat(numbers(kept)).as("%s, the old home, power lost", when).isEqualTo(old);
            assertThat(above.resolve(".home.restoring")).doesNotExist();
            assertThat(above.resolve(".home.swap.json")).doesNotExist();
        }

        private List<Long> numbers(Path of) {
            List<Long> found = new ArrayList<>();
            try (ParquetFeatureStore store = ParquetFeatureStore.builder(of)
                    .set(NumberedRows.SET)
                    .cacheBytes(0)
                    .openReadOnly()) {
                for (Symbol symbol : NumberedRows.SYMBOLS) {
                    for (LocalDate date : store.dates(NumberedRows.SET.id(), symbol)) {
                        store.rows(NumberedRows.SET.id(), symbol, date)
                                .forEach(row -> found.add(NumberedRows.number(row)));
                    }
                }
            }
            found.sort(null);
            return found;
        }
    }
}
