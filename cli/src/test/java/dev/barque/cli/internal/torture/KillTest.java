package dev.barque.cli.internal.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.store.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of a process that appends and seals: 200 times by default, 5,000 times with {@code -Pcrash}. */
class KillTest {
    private static final int KILLS = "full".equals(System.getProperty("barque.test.crash")) ? 2_500 : 100;
    private static final int LIFE_MILLIS = 100;
    private static final long SEED = Long.getLong("barque.test.seed", 1);

    @TempDir
    private Path root;

    @Test
    void every_acknowledged_row_survives_every_kill_once_and_bit_for_bit() throws Exception {
        ExecutorService lanes = Executors.newFixedThreadPool(2);
        try {
            List<Future<TortureResult>> results = Stream.of(Durability.values())
                    .map(durability ->
                            lanes.submit(() -> torture(durability, SEED).run(KILLS, killed -> {})))
                    .toList();
            for (Future<TortureResult> each : results) {
                TortureResult result = each.get();
                assertThat(result.problems()).as("seed %d: %s", SEED, result).isEmpty();
                assertThat(result.kills()).isEqualTo(KILLS);
                assertThat(result.rows()).as("rows of %s", result).isGreaterThan(KILLS);
                assertThat(result.whileOpening())
                        .as("kills while opening of %s", result)
                        .isPositive();
                assertThat(result.whileSealing())
                        .as("kills while sealing of %s", result)
                        .isPositive();
                assertThat(result.seals()).as("seals of %s", result).isPositive();
                assertThat(result.interruptedThere() + result.interruptedGone())
                        .as("kills amid an append of %s", result)
                        .isPositive();
            }
        } finally {
            lanes.shutdown();
        }
    }

    @Test
    void a_store_that_lost_rows_is_noticed() throws IOException {
        TortureResult result = torture(Durability.OS, SEED).run(10, killed -> {}, this::cutLogs);

        assertThat(result.isIntact()).as("%s", result).isFalse();
        assertThat(result.problems())
                .anyMatch(problem -> problem.contains("was acknowledged and is gone")
                        || problem.contains("cannot be opened or read"));
    }

    @Test
    void processes_that_end_by_themselves_prove_nothing() throws IOException {
        String classes = System.getProperty("java.class.path");
        System.setProperty("java.class.path", root.toString());
        try {
            assertThatThrownBy(() -> torture(Durability.OS, SEED).run(3, killed -> {}))
                    .isInstanceOf(BarqueException.class)
                    .hasMessageContaining("ended by itself with exit code 1")
                    .hasMessageContaining("TortureChild");
        } finally {
            System.setProperty("java.class.path", classes);
        }
    }

    private Torture torture(Durability durability, long seed) throws IOException {
        Path scratch = Files.createDirectories(root.resolve("scratch-" + durability));
        return new Torture(root.resolve("home-" + durability), scratch, durability, seed, LIFE_MILLIS);
    }

    /** As a disk does that forgot the end of a file. */
    private void cutLogs() {
        try (Stream<Path> files = Files.walk(root.resolve("home-" + Durability.OS))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (file.toString().endsWith(".log")) {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.truncate(Math.min(channel.size(), 100));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
