package dev.barque.store.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.store.Durability;
import dev.barque.store.LogDamage;
import dev.barque.store.internal.log.LogOnDisk.Found;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash or damage leaves of a log. */
class RecoveryTest {
    private static final int ROWS = 20;

    @TempDir
    Path home;

    private LogOnDisk log = new LogOnDisk(FileAccess.real(), Path.of(""));
    private Path segment = Path.of("");

    @BeforeEach
    void where() {
        log = new LogOnDisk(FileAccess.real(), home);
        segment = home.resolve("log").resolve(LogFormat.fileName(1));
    }

    /** The bytes of a log of twenty rows up to the end of the last, and where each row ends. */
    private static final class Written {
        private final byte[] bytes;
        private final List<Integer> ends;

        Written(byte[] bytes, List<Integer> ends) {
            this.bytes = bytes;
            this.ends = ends;
        }

        /** Rows that end at or before a position. */
        int rowsBefore(int position) {
            return (int) ends.stream().filter(end -> end <= position).count();
        }
    }

    private Written twentyRows() throws IOException {
        try (LogWriter writer = log.open(Durability.OS, 1 << 20)) {
            List<Integer> ends = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                LogOnDisk.append(writer, i, i + 1);
                ends.add(LogFormat.HEADER_BYTES + (int) writer.bytes());
            }
            return new Written(Arrays.copyOf(Files.readAllBytes(segment), ends.get(ROWS - 1)), ends);
        }
    }

    private static List<Double> numbers(int to) {
        return IntStream.range(0, to).mapToObj(i -> (double) i).toList();
    }

    @Test
    void a_log_cut_at_any_byte_keeps_exactly_the_rows_before_the_cut() throws IOException {
        Written whole = twentyRows();
        for (int cut = 0; cut <= whole.bytes.length; cut++) {
            Files.write(segment, Arrays.copyOf(whole.bytes, cut));

            Found found = log.recover();

            int expected = whole.rowsBefore(cut);
            assertThat(found.numbers()).as("cut at %d", cut).isEqualTo(numbers(expected));
            assertThat(found.rows())
                    .allSatisfy(row -> assertThat(row.sameContent(LogOnDisk.row((int) row.float64(0))))
                            .isTrue());
            assertThat(found.recovered().damages())
                    .as("cut at %d", cut)
                    .allMatch(damage -> damage.kind() == LogDamage.Kind.TORN_TAIL)
                    .hasSizeLessThanOrEqualTo(1);
            // Cut once: the next opening has nothing to report, and the log goes on with the next row.
            try (LogWriter writer = log.open(Durability.OS, 1 << 20)) {
                LogOnDisk.append(writer, expected, ROWS);
            }
            Found again = log.recover();
            assertThat(again.recovered().damages()).as("cut at %d", cut).isEmpty();
            assertThat(again.numbers()).as("cut at %d", cut).isEqualTo(numbers(ROWS));
            try (Stream<Path> left = Files.list(home.resolve("log"))) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Test
    void random_damage_costs_the_rows_that_it_hits_and_no_others() throws IOException {
        Written whole = twentyRows();
        long seed = 20_251_103;
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            byte[] damaged = whole.bytes.clone();
            int from = random.nextInt(damaged.length);
            int to = Math.min(damaged.length, from + 1 + random.nextInt(random.nextInt(10) == 0 ? 900 : 20));
            boolean zero = random.nextInt(3) == 0;
            for (int i = from; i < to; i++) {
                damaged[i] = zero ? 0 : (byte) (damaged[i] ^ (1 + random.nextInt(255)));
            }
            // The death of a writer leaves zeros behind the last row, or none.
            Files.write(segment, Arrays.copyOf(damaged, damaged.length + round % 2 * 5_000));
            List<Double> expected = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                // The first row's batch begins behind the description of its feature set.
                int begin = row == 0 ? whole.ends.get(0) - rowBytes(whole, 0) : whole.ends.get(row - 1);
                if (isEqual(damaged, whole.bytes, begin, whole.ends.get(row))) {
                    expected.add((double) row);
                }
            }

            Found found = declaredRecover();

            String at = "seed " + seed + ", round " + round + ", bytes " + from + " to " + to;
            assertThat(found.numbers()).as(at).isEqualTo(expected);
            boolean lostInTheMiddle = expected.size() < ROWS && expected.contains(ROWS - 1.0);
            if (lostInTheMiddle) {
                assertThat(found.recovered().damages()).as(at).isNotEmpty().allSatisfy(damage -> {
                    assertThat(damage.kind()).isEqualTo(LogDamage.Kind.DAMAGED);
                    assertThat(damage.quarantined())
                            .hasValueSatisfying(file -> assertThat(file).exists());
                });
            }
            Found again = declaredRecover();
            assertThat(again.numbers()).as(at).isEqualTo(expected);
            assertThat(again.recovered().damages()).as(at).isEmpty();
        }
    }

    private static int rowBytes(Written whole, int row) {
        // All rows of one digit have the same length.
        return whole.ends.get(row + 2) - whole.ends.get(row + 1);
    }

    private static boolean isEqual(byte[] some, byte[] other, int from, int to) {
        return Arrays.equals(some, from, to, other, from, to);
    }

    /** With the set declared, so that its description may be damaged. */
    private Found declaredRecover() throws IOException {
        LogSets sets = new LogSets(List.of(LogOnDisk.SET));
        FileAccess files = FileAccess.real();
        try (LogRows rows = new LogRows(files, home, sets)) {
            List<Long> locations = new ArrayList<>();
            Recovery.Recovered recovered = Recovery.recover(
                    files, home, sets, Checkpoint.NONE, rows, 1, (s, y, e, k, q, location) -> locations.add(location));
            return new Found(
                    recovered,
                    locations.stream()
                            .map(location -> rows.read(location, LogOnDisk.SPY))
                            .toList());
        }
    }

    @Test
    void a_batch_over_several_frames_is_there_as_a_whole_or_not_at_all() throws IOException {
        List<FeatureRow> batch =
                IntStream.range(1, 40_001).mapToObj(LogOnDisk::row).toList();
        try (LogWriter writer = log.open(Durability.OS, 1 << 30)) {
            LogOnDisk.append(writer, 0, 1);
            writer.append(batch, 7);
        }
        byte[] whole = Files.readAllBytes(segment);
        assertThat(whole.length).isGreaterThan(3 * LogFormat.FULL_FRAME);
        assertThat(log.recover().rows()).hasSize(40_001);
        Random random = new Random(5);
        for (int i = 0; i < 12; i++) {
            int cut = 500 + random.nextInt(whole.length - 1000);
            Files.write(segment, Arrays.copyOf(whole, cut));
            assertThat(log.recover().numbers()).as("seed 5, cut at %d", cut).isEqualTo(numbers(1));
        }
    }

    @Test
    void a_batch_of_which_a_part_is_damaged_is_lost_as_a_whole_and_later_rows_are_kept() throws IOException {
        List<FeatureRow> batch =
                IntStream.range(1, 40_001).mapToObj(LogOnDisk::row).toList();
        try (LogWriter writer = log.open(Durability.OS, 1 << 30)) {
            LogOnDisk.append(writer, 0, 1);
            writer.append(batch, 7);
            LogOnDisk.append(writer, 40_001, 40_003);
        }
        byte[] whole = Files.readAllBytes(segment);
        for (int at : new int[] {2_000, LogFormat.FULL_FRAME + 50_000, 3 * LogFormat.FULL_FRAME}) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(segment, damaged);

            Found found = log.recover();

            assertThat(found.numbers()).as("at %d", at).containsExactly(0.0, 40_001.0, 40_002.0);
            assertThat(found.recovered().damages()).hasSize(1);
            assertThat(found.recovered().damages().get(0).firstSequence()).isEqualTo(2);
            assertThat(found.recovered().damages().get(0).nextSequence()).isEqualTo(40_002);
        }
    }

    @Test
    void a_log_of_many_segments_is_read_in_order_and_a_missing_one_is_reported() throws IOException {
        try (LogWriter writer = log.open(Durability.SYNC, 400)) {
            LogOnDisk.append(writer, 0, ROWS);
        }
        Found found = log.recover();
        assertThat(found.numbers()).isEqualTo(numbers(ROWS));
        assertThat(found.recovered().damages()).isEmpty();
        List<Path> segments;
        try (Stream<Path> files = Files.list(home.resolve("log"))) {
            segments = files.sorted().toList();
        }
        assertThat(segments).hasSizeGreaterThan(4);
        Files.delete(segments.get(0));
        Files.delete(segments.get(2));

        Found lacking = log.recover();

        assertThat(lacking.recovered().damages())
                .extracting(LogDamage::kind)
                .containsExactly(LogDamage.Kind.MISSING, LogDamage.Kind.MISSING);
        assertThat(lacking.recovered().damages().get(0).firstSequence()).isEqualTo(1);
        assertThat(lacking.numbers()).isNotEmpty().isSubsetOf(numbers(ROWS)).endsWith(ROWS - 1.0);
    }

    @Test
    void rows_go_on_being_numbered_over_any_number_of_openings() throws IOException {
        for (int i = 0; i < 8; i++) {
            try (LogWriter writer = log.open(i % 2 == 0 ? Durability.SYNC : Durability.OS, 700)) {
                LogOnDisk.append(writer, 3 * i, 3 * i + 3);
            }
        }
        Found found = log.recover();
        assertThat(found.numbers()).isEqualTo(numbers(24));
        assertThat(found.rows())
                .extracting(FeatureRow::sequence)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 24).mapToObj(i -> (long) i).toList());
    }

    @Test
    void half_a_surrogate_pair_is_refused_and_takes_nothing_with_it() throws IOException {
        try (LogWriter writer = log.open(Durability.SYNC, 1 << 20)) {
            LogOnDisk.append(writer, 0, 1);
            FeatureRow bad = FeatureRow.builder(LogOnDisk.SET, LogOnDisk.SPY)
                    .string(1, "x\uD800y")
                    .build(LogOnDisk.START, LogOnDisk.START);
            assertThatThrownBy(() -> writer.append(List.of(LogOnDisk.row(5), bad), 7))
                    .isInstanceOfSatisfying(
                            BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.bad-text"));
            LogOnDisk.append(writer, 1, 2);
        }
        Found found = log.recover();
        assertThat(found.numbers()).isEqualTo(numbers(2));
        assertThat(found.recovered().damages()).isEmpty();
    }
}
