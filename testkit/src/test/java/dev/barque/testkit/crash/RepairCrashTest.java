package dev.barque.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.store.FileCondition;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.StoreRepair;
import dev.barque.store.StoreVerifier;
import dev.barque.store.VerifyReport;
import dev.barque.store.io.FileAccess.WritableFile;
import dev.barque.testkit.FaultyFileAccess;
import dev.barque.testkit.FileFault;
import dev.barque.testkit.FileFault.Failure;
import dev.barque.testkit.SettableClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Quarantine and regeneration interrupted at any call: a partition is whole, or an error, and never empty or wrong; the damaged
 * file is never gone; and the next repair comes to an end.
 */
class RepairCrashTest {
    private static final int ROWS = 40;
    private static final SettableClock CLOCK = SettableClock.at("2025-11-04T21:00:00Z");

    @TempDir
    private Path root;

    private record Place(Symbol symbol, LocalDate date) {}

    @Test
    void the_process_may_die_at_any_call_of_a_repair() throws IOException {
        atEveryChange(FaultyFileAccess::kill);
    }

    @Test
    void the_power_may_go_at_any_call_of_a_repair() throws IOException {
        for (int wreck = 0; wreck < Dose.of(2, 20); wreck++) {
            atEveryChange(FaultyFileAccess::crash);
        }
    }

    @Test
    void any_call_of_a_repair_may_fail() throws IOException {
        for (Failure failure : List.of(Failure.IO_ERROR, Failure.NO_SPACE)) {
            boolean struck = true;
            for (int n = 1; struck; n++) {
                Case tried = new Case(n);
                tried.disk.inject(FileFault.once(failure).from(n));
                tried.repair();
                struck = tried.disk.failures() > 0;
                tried.disk.heal();
                tried.check(failure + " at call " + n);
            }
        }
    }

    private void atEveryChange(Consumer<FaultyFileAccess> ending) throws IOException {
        boolean stopped = true;
        int n = 0;
        while (stopped) {
            n++;
            Case tried = new Case(n);
            tried.disk.stopAtChange(n);
            tried.repair();
            stopped = tried.disk.isStopped();
            ending.accept(tried.disk);
            tried.check("stopped at change " + n);
        }
        assertThat(n).as("calls of a repair").isGreaterThan(15);
    }

    /** A sealed home with one damaged partition and one whose manifest is gone. */
    private final class Case {
        private final Path above;
        private final Path home;
        private final FaultyFileAccess disk;
        private final Map<Place, List<Long>> expected =
                new TreeMap<>((a, b) -> (a.symbol + " " + a.date).compareTo(b.symbol + " " + b.date));
        private final byte[] damaged;

        Case(long seed) throws IOException {
            above = Files.createTempDirectory(root, "case");
            home = above.resolve("home");
            disk = FaultyFileAccess.at(above, seed);
            List<FeatureRow> rows =
                    LongStream.range(0, ROWS).mapToObj(NumberedRows::row).toList();
            try (ParquetFeatureStore store = builder().open(CLOCK)) {
                store.append(rows);
                store.seal();
            }
            for (FeatureRow row : rows) {
                expected.computeIfAbsent(
                                new Place(row.symbol(), LocalDate.ofEpochDay(row.eventMicros() / 86_400_000_000L)),
                                place -> new ArrayList<>())
                        .add(NumberedRows.number(row));
            }
            List<Path> files = find(home.resolve("data"), "features.parquet");
            assertThat(files).hasSize(expected.size());
            damaged = Files.readAllBytes(files.get(0));
            Arrays.fill(damaged, 10, 60, (byte) 7);
            try (WritableFile file = disk.open(files.get(0))) {
                file.write(ByteBuffer.wrap(damaged), 0);
                file.sync();
            }
            Path manifest = files.get(1).resolveSibling("_features.manifest.json");
            disk.delete(manifest);
            disk.syncDirectory(manifest.resolveSibling("."));
        }

        void repair() {
            try {
                VerifyReport found = StoreVerifier.of(home).fileAccess(disk).verify();
                try (StoreRepair repair = StoreRepair.builder(home)
                        .fileAccess(disk)
                        .regenerator((set, symbol, date) ->
                                expected.getOrDefault(new Place(symbol, date), List.of()).stream()
                                        .map(NumberedRows::row)
                                        .toList())
                        .open(CLOCK)) {
                    repair.repair(found);
                }
            } catch (BarqueException e) {
                assertThat(e.code()).startsWith("store.");
            }
        }

        void check(String when) throws IOException {
            compare(when, true);
            repair();
            VerifyReport after = StoreVerifier.of(home).fileAccess(disk).verify();
            assertThat(after.findings().stream()
                            .filter(finding -> finding.condition() != FileCondition.ORPHAN_TEMPORARY))
                    .as("%s, repaired again", when)
                    .isEmpty();
            compare(when + ", repaired again", false);
            disk.crash();
            // The marker of the quarantine may be back, if the repair before was killed or failed when it had deleted
            // it.
            compare(when + ", power lost", true);
            repair();
            compare(when + ", power lost, repaired", false);
            List<byte[]> kept = new ArrayList<>();
            for (Path file : find(home, "features.parquet")) {
                kept.add(Files.readAllBytes(file));
            }
            assertThat(kept).as("%s: the damaged file", when).anyMatch(content -> Arrays.equals(content, damaged));
            Directories.delete(above);
        }

        private void compare(String when, boolean errorsAllowed) {
            try (ParquetFeatureStore store = builder().openReadOnly()) {
                expected.forEach((place, numbers) -> {
                    try {
                        List<FeatureRow> rows = store.rows(NumberedRows.SET.id(), place.symbol, place.date);
                        assertThat(rows.stream().map(NumberedRows::number).sorted())
                                .as("%s: %s", when, place)
                                .isEqualTo(numbers);
                        assertThat(rows).allMatch(row -> row.sameContent(NumberedRows.row(NumberedRows.number(row))));
                    } catch (BarqueException e) {
                        assertThat(errorsAllowed)
                                .as("%s: %s: %s", when, place, e.getMessage())
                                .isTrue();
                    }
                });
            }
        }

        private ParquetFeatureStore.Builder builder() {
            return ParquetFeatureStore.builder(home)
                    .set(NumberedRows.SET)
                    .fileAccess(disk)
                    .cacheBytes(0);
        }
    }

    private static List<Path> find(Path directory, String name) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> path.endsWith(name)).sorted().toList();
        }
    }
}
