package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the machine runs out of is a typed error, and it goes on when there is enough again. */
@EnabledOnOs(OS.LINUX)
class LimitsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final FeatureSet SET = TestRows.set("v1", Lookback.sameDate());
    private static final Symbol SPY = Symbol.of("SPY");
    private static final LocalDate DATE = LocalDate.of(2025, 11, 3);

    /** Of a symbol with one row that is not sealed yet. */
    private static final long MOST_BYTES_KEPT = 600;

    @TempDir
    Path folder;

    @Test
    void without_descriptors_everything_is_a_typed_error_and_works_again_when_there_are_some() throws Exception {
        List<String> said = child("ulimit -n 200; ", "-Xmx256m", "descriptors", folder.resolve("home"));

        assertThat(said)
                .hasSize(7)
                .startsWith("store.cannot-open", "taken many")
                .endsWith("rows 2");
        assertThat(said.subList(2, 6))
                .allMatch(line -> line.matches("store\\.(cannot-open|cannot-read|cannot-write)|worked"));
        assertThat(said.subList(2, 4)).allMatch(line -> line.startsWith("store."));
    }

    @Test
    void opening_and_closing_a_thousand_times_keeps_no_thread_and_no_descriptor() throws IOException {
        Path home = folder.resolve("home");
        long descriptors = 0;
        int threads = 0;
        for (int i = 0; i < 1_000; i++) {
            try (ParquetFeatureStore store =
                    ParquetFeatureStore.builder(home).set(SET).open(CLOCK)) {
                if (i % 100 == 0) {
                    String time = String.format("2025-11-03T14:%02d:00Z", i / 100);
                    store.append(TestRows.numbered(SET, SPY, time, time, i));
                }
            }
            try (ParquetFeatureStore store =
                    ParquetFeatureStore.builder(home).set(SET).openReadOnly()) {
                assertThat(store.rows(SET.id(), SPY, DATE)).hasSize(i / 100 + 1);
            }
            if (i == 99) {
                descriptors = descriptors();
                threads = ManagementFactory.getThreadMXBean().getThreadCount();
            }
        }
        assertThat(descriptors()).isLessThanOrEqualTo(descriptors + 2);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(threads + 2);
    }

    @Test
    void a_hundred_thousand_symbols_are_listed_in_a_small_heap() throws Exception {
        listed(100_000, "-Xmx48m");
    }

    @Test
    @EnabledIfSystemProperty(named = "barque.test.crash", matches = "full", disabledReason = "only with -Pcrash")
    void a_million_symbols_are_listed_in_the_same_heap() throws Exception {
        listed(1_000_000, "-Xmx48m");
    }

    @Test
    void an_append_for_the_last_of_many_symbols_costs_what_one_for_the_first_does() throws Exception {
        appended(50_000, "-Xmx256m");
    }

    @Test
    @EnabledIfSystemProperty(named = "barque.test.crash", matches = "full", disabledReason = "only with -Pcrash")
    void an_append_for_the_last_of_a_million_symbols_costs_what_one_for_the_first_does() throws Exception {
        appended(1_000_000, "-Xmx1g");
    }

    private void appended(int symbols, String heap) throws Exception {
        List<Long> said = numbers(heap, "append", String.valueOf(symbols));

        // Tables that double now and then make some tenths dearer than others.
        assertThat(said.get(1)).as("bytes allocated: %s", said).isLessThan(2 * said.get(0));
        assertThat(said.get(2)).as("bytes kept: %s", said).isLessThan(MOST_BYTES_KEPT);
        assertThat(said.get(3)).isEqualTo(1);
    }

    @Test
    void what_is_sealed_is_no_longer_kept_in_memory() throws Exception {
        List<Long> said = numbers("-Xmx64m", "seal", String.valueOf(dose(300, 10_000)));

        // What was sealed last stays at hand, some two thousand partitions of it: a megabyte.
        assertThat(said.get(1) - said.get(0)).as("%s", said).isLessThan(2 << 20);
    }

    @Test
    void of_very_many_days_only_the_one_that_is_asked_for_is_opened() throws Exception {
        long days = dose(500, 10_000);
        List<Long> said = numbers("-Xmx64m", "days", String.valueOf(days));

        assertThat(said.get(0)).isEqualTo(days);
        assertThat(said.get(1)).as("files opened").isLessThanOrEqualTo(3);
        assertThat(said.subList(2, 4)).containsExactly(1L, days);
    }

    private List<Long> numbers(String heap, String what, String count) throws Exception {
        Path memory = Path.of("/dev/shm");
        Path home = Files.createTempDirectory(Files.isWritable(memory) ? memory : folder, "limits");
        try {
            return child("", heap, what, home, count).stream()
                    .map(Long::valueOf)
                    .toList();
        } finally {
            run("rm", "-r", home.toString());
        }
    }

    private void listed(int symbols, String heap) throws Exception {
        // Directories by the thousand are made and deleted in memory where that is possible.
        Path memory = Path.of("/dev/shm");
        Path home = Files.createTempDirectory(Files.isWritable(memory) ? memory : folder, "symbols");
        Path date = Files.createDirectories(home.resolve("data/date=2025-11-03"));
        try {
            for (int i = 0; i < symbols; i++) {
                Files.createDirectory(date.resolve("symbol=S" + i));
            }
            List<String> said = child("", heap, "symbols", home);

            assertThat(said).hasSize(3).contains("partitions 0", "clean true");
        } finally {
            run("rm", "-r", home.toString());
        }
    }

    @Test
    void a_directory_that_may_not_be_written_is_an_error_at_opening_and_can_be_read() throws IOException {
        Path home = folder.resolve("home");
        append(home, 1);
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-xr-xr-x"));
        Files.setPosixFilePermissions(home.resolve("log"), PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(home), "permissions do not bind the super-user");
            assertThatThrownBy(() -> append(home, 2))
                    .isInstanceOfSatisfying(
                            BarqueException.class,
                            e -> assertThat(e.code()).isIn("store.cannot-open", "store.cannot-write"));
            assertThat(rows(home)).isEqualTo(1);
        } finally {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(home.resolve("log"), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        append(home, 2);
        assertThat(rows(home)).isEqualTo(2);
    }

    @Test
    void a_file_system_that_became_read_only_is_an_error_at_opening_and_can_be_read() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString()) == 0, "may not mount");
        try {
            Path home = disk.resolve("home");
            append(home, 1);
            assertThat(run("mount", "-o", "remount,ro", disk.toString())).isZero();
            assertThatThrownBy(() -> append(home, 2))
                    .isInstanceOfSatisfying(
                            BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.cannot-open"))
                    .hasMessageContaining("Read-only file system");
            assertThat(rows(home)).isEqualTo(1);
            assertThat(run("mount", "-o", "remount,rw", disk.toString())).isZero();
            append(home, 2);
            assertThat(rows(home)).isEqualTo(2);
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    @Test
    void a_full_disk_is_an_error_and_the_store_goes_on_when_there_is_room() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString()) == 0, "may not mount");
        try {
            Path home = disk.resolve("home");
            Path ballast = disk.resolve("ballast");
            append(home, 1);
            for (int cycle = 0; cycle < 10; cycle++) {
                fill(ballast);
                String refused = "";
                for (int i = 0; i < 50 && refused.isEmpty(); i++) {
                    try {
                        append(home, 2);
                    } catch (BarqueException e) {
                        refused = e.code();
                    }
                }
                assertThat(refused).isIn("store.cannot-write", "store.cannot-open", "store.stopped");
                assertThat(rows(home)).isBetween(1, 2);
                Files.delete(ballast);
                append(home, 2);
                assertThat(rows(home)).isEqualTo(2);
            }
            assertThat(StoreVerifier.of(home).verify().count(FileCondition.DAMAGED))
                    .isZero();
            assertThat(openBelow(disk)).isEmpty();
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private static int dose(int small, int full) {
        return "full".equals(System.getProperty("barque.test.crash")) ? full : small;
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[4096];
        try (var out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static void append(Path home, int number) {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).open(CLOCK)) {
            String time = "2025-11-03T14:0" + number + ":00Z";
            store.append(TestRows.numbered(SET, SPY, time, time, number));
            store.seal();
        }
    }

    private static int rows(Path home) {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).openReadOnly()) {
            return store.rows(SET.id(), SPY, DATE).size();
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private static List<Path> openBelow(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : open.toList()) {
                try {
                    Path target = Files.readSymbolicLink(descriptor);
                    if (target.startsWith(directory)) {
                        found.add(target);
                    }
                } catch (java.nio.file.NoSuchFileException closed) {
                    // The one that listed the directory.
                }
            }
        }
        return found;
    }

    private List<String> child(String before, String heap, String what, Path home, String... more) throws Exception {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", before + "exec \"$@\"", "sh", java, heap));
        // Few threads of the machine's own, so that its descriptors and its heap are the store's.
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", classes, LimitsChild.class.getName(), what, home.toString()));
        command.addAll(List.of(more));
        // Virtual machines have warnings of their own; they are not what the child says.
        Path errors = Files.createTempFile(folder, "child", ".err");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(() -> said + errorsIn(errors)).isZero();
        return said.lines().toList();
    }

    private static String errorsIn(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }
}
