package dev.barque.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.ops.backup.Backup;
import dev.barque.ops.backup.BackupKind;
import dev.barque.ops.backup.Backups;
import dev.barque.ops.backup.DirectoryTarget;
import dev.barque.ops.backup.RestoreMode;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of a process that backs up a home and restores it in place, again and again. */
class BackupKillTest {
    private static final int KILLS = Dose.of(8, 300);
    private static final int ROWS = 30;
    private static final long SEED = Long.getLong("barque.test.seed", 3);

    @TempDir
    private Path root;

    @Test
    void no_kill_leaves_a_broken_home_or_a_backup_that_is_not_whole() throws Exception {
        Random random = new Random(SEED);
        Path home = root.resolve("home");
        Path place = root.resolve("backups");
        List<Long> expected = LongStream.range(0, ROWS).boxed().toList();
        try (ParquetFeatureStore store = store(home).open(SettableClock.at("2025-11-04T21:00:00Z"))) {
            List<FeatureRow> rows = expected.stream().map(NumberedRows::row).toList();
            store.append(rows.subList(0, ROWS / 2));
            store.seal();
            store.append(rows.subList(ROWS / 2, ROWS));
        }
        backups(place).create(home, BackupKind.FULL);
        Path said = root.resolve("said");
        long rounds = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Child.class.getName(),
                            home.toString(),
                            place.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(said.toFile())
                    .start();
            while (child.isAlive() && Files.size(said) == 0) {
                Thread.sleep(5); // until it says that it begins; from then on it may die at any moment
            }
            Thread.sleep(random.nextInt(700));
            assertThat(child.isAlive()).isTrue();
            child.destroyForcibly().waitFor();
            rounds += Files.size(said) - 1;

            store(home).open(SettableClock.at("2025-11-04T21:00:00Z")).close();
            assertThat(numbers(home)).as("seed %d, kill %d", SEED, kill).isEqualTo(expected);
            Backups backups = backups(place);
            assertThat(backups.damaged()).isEmpty();
            for (Backup backup : backups.list()) {
                assertThat(backups.verify(backup).problems())
                        .as("seed %d, kill %d, %s", SEED, kill, backup.id())
                        .isEmpty();
            }
            tidy(home);
        }
        assertThat(rounds).as("rounds that came to their end").isPositive();
        Backup last = backups(place).create(home, BackupKind.FULL);
        assertThat(home.resolve(".snapshots")).isEmptyDirectory();
        try (Stream<Path> objects = Files.list(place)) {
            assertThat(objects.filter(object -> !object.endsWith(".lock")))
                    .hasSize(3 * backups(place).list().size());
        }
        assertThat(backups(place).verify(last).isWhole()).isTrue();
    }

    private void tidy(Path home) throws IOException {
        try (Stream<Path> beside = Files.list(root)) {
            for (Path kept : (Iterable<Path>) beside::iterator) {
                if (kept.getFileName().toString().startsWith("home.before-")) {
                    assertThat(numbers(kept)).as("%s", kept).hasSize(ROWS);
                    Directories.delete(kept);
                }
            }
        }
        assertThat(home).exists();
    }

    private static Backups backups(Path place) {
        return Backups.in(DirectoryTarget.at(place))
                .clock(SettableClock.at("2025-11-04T21:00:00Z"))
                .build();
    }

    private static ParquetFeatureStore.Builder store(Path home) {
        return ParquetFeatureStore.builder(home).set(NumberedRows.SET);
    }

    private static List<Long> numbers(Path home) {
        List<Long> found = new ArrayList<>();
        try (ParquetFeatureStore store = store(home).openReadOnly()) {
            for (Symbol symbol : NumberedRows.SYMBOLS) {
                for (LocalDate date : store.dates(NumberedRows.SET.id(), symbol)) {
                    store.rows(NumberedRows.SET.id(), symbol, date).forEach(row -> found.add(NumberedRows.number(row)));
                }
            }
        }
        found.sort(null);
        return found;
    }

    /** Says {@code .} when it begins and after each round. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            Path home = Path.of(arguments[0]);
            Backups backups = backups(Path.of(arguments[1]));
            while (true) {
                System.out.print('.');
                System.out.flush();
                Backup made = backups.create(home, BackupKind.INCREMENTAL);
                backups.restore(made, home, RestoreMode.IN_PLACE);
            }
        }
    }
}
