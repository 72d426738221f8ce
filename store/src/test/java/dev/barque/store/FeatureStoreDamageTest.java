package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is damaged is an error that names the file, never a wrong row and never an empty answer. */
class FeatureStoreDamageTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final Symbol SPY = Symbol.of("SPY");
    private static final FeatureSet SET = TestRows.set("v1", Lookback.sameDate());
    private static final LocalDate DATE = LocalDate.of(2025, 11, 3);

    @TempDir
    Path home;

    private Path file = Path.of("");
    private Path manifest = Path.of("");
    private List<FeatureRow> whole = List.of();

    @BeforeEach
    void a_partition_of_fifty_rows() {
        file = home.resolve("data/date=2025-11-03/symbol=SPY/feature_set_id=v1/features.parquet");
        manifest = file.resolveSibling("_features.manifest.json");
        List<FeatureRow> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String time = String.format("2025-11-03T14:%02d:00Z", i);
            rows.add(i % 7 == 0 ? TestRows.full(SET, SPY, time, time) : TestRows.numbered(SET, SPY, time, time, i));
        }
        try (ParquetFeatureStore store = open()) {
            store.append(rows);
            store.seal();
            whole = store.rows(SET.id(), SPY, DATE);
        }
    }

    @Test
    void a_file_cut_anywhere_is_refused() throws IOException {
        byte[] content = Files.readAllBytes(file);
        for (int length = 0; length < content.length; length += 37) {
            Files.write(file, Arrays.copyOf(content, length));
            assertRefused("store.corrupt-file").hasMessageContaining(file.toString());
        }
    }

    @Test
    void a_flipped_bit_anywhere_is_refused() throws IOException {
        byte[] content = Files.readAllBytes(file);
        for (int at = 0; at < content.length; at += 11) {
            byte[] damaged = content.clone();
            damaged[at] ^= (byte) (1 << (at % 8));
            Files.write(file, damaged);
            assertRefused("store.corrupt-file");
        }
    }

    @Test
    void a_damaged_manifest_is_refused_or_changes_nothing() throws IOException {
        byte[] content = Files.readAllBytes(manifest);
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            byte[] damaged = content.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(manifest, damaged);
            try {
                assertThat(read()).as("seed 7, round %d", i).isEqualTo(whole);
            } catch (BarqueException e) {
                assertThat(e.code()).isIn("store.corrupt-file", "store.changed-schema", "store.incomplete-partition");
            }
        }
        for (int length = 0; length < content.length - 2; length += 5) {
            Files.write(manifest, Arrays.copyOf(content, length));
            assertRefused("store.corrupt-file").hasMessageContaining(manifest.toString());
        }
    }

    @Test
    void half_a_partition_is_refused() throws IOException {
        byte[] content = Files.readAllBytes(manifest);
        Files.delete(manifest);
        assertRefused("store.incomplete-partition").hasMessageContaining("_features.manifest.json");
        Files.write(manifest, content);
        assertThat(read()).isEqualTo(whole);
        Files.delete(file);
        assertRefused("store.incomplete-partition");
    }

    @Test
    void a_partition_of_another_symbol_or_date_is_not_taken_for_this_one() throws IOException {
        try (ParquetFeatureStore store = open()) {
            store.append(TestRows.empty(SET, Symbol.of("QQQ"), "2025-11-03T15:00:00Z"));
            store.seal();
        }
        Path other = home.resolve("data/date=2025-11-03/symbol=QQQ/feature_set_id=v1");
        for (String name : List.of("features.parquet", "_features.manifest.json")) {
            Files.write(file.resolveSibling(name), Files.readAllBytes(other.resolve(name)));
        }

        assertRefused("store.corrupt-file").hasMessageContaining("symbol QQQ");
    }

    @Test
    void other_partitions_go_on_being_served_and_sealed_and_the_damaged_one_is_not_written() throws IOException {
        byte[] good = Files.readAllBytes(file);
        try (ParquetFeatureStore store = open()) {
            byte[] empty = {};
            Files.write(file, empty);
            store.append(List.of(
                    TestRows.numbered(SET, SPY, "2025-11-04T15:00:00Z", "2025-11-04T15:00:00Z", 1),
                    TestRows.empty(SET, SPY, "2025-11-03T16:00:00Z")));

            assertThat(store.rows(SET.id(), SPY, LocalDate.of(2025, 11, 4))).hasSize(1);
            assertThatThrownBy(store::seal)
                    .isInstanceOfSatisfying(
                            BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.corrupt-file"))
                    .hasMessageContaining("it has 0 bytes")
                    .hasMessageContaining("Of 2 partitions to seal 1 were sealed");
            assertThat(file).hasSize(0);
            assertThat(store.rows(SET.id(), SPY, LocalDate.of(2025, 11, 4))).hasSize(1);
        }
        // Restored from a backup, it takes the row that had to wait in the log.
        Files.write(file, good);
        try (ParquetFeatureStore store = open()) {
            assertThat(store.openReport().rows()).isEqualTo(2);
            store.seal();
            assertThat(store.rows(SET.id(), SPY, DATE)).hasSize(51).startsWith(whole.get(0));
            assertThat(store.rows(SET.id(), SPY, LocalDate.of(2025, 11, 4))).hasSize(1);
        }
    }

    /** Rebuilds what a writer leaves that is killed between two of its steps, and lets the next one go on from there. */
    @Test
    void killed_between_two_steps_the_old_or_the_new_version_is_there() throws IOException {
        byte[] oldFile = Files.readAllBytes(file);
        byte[] oldManifest = Files.readAllBytes(manifest);
        FeatureRow row = TestRows.numbered(SET, SPY, "2025-11-03T16:00:00Z", "2025-11-03T16:00:00Z", 7);
        List<FeatureRow> grown;
        try (ParquetFeatureStore store = open()) {
            store.append(row);
            store.seal();
            grown = store.rows(SET.id(), SPY, DATE);
        }
        byte[] newFile = Files.readAllBytes(file);
        byte[] announced = announced(oldManifest, Files.readAllBytes(manifest));

        // Written aside, nothing else.
        Files.write(file, oldFile);
        Files.write(manifest, oldManifest);
        Path leftover = Files.write(file.resolveSibling(".features.parquet.killed.tmp"), newFile);
        assertThat(read()).isEqualTo(whole);
        // Announced.
        Files.write(manifest, announced);
        assertThat(read()).isEqualTo(whole);
        // Renamed, not confirmed.
        Files.write(file, newFile);
        assertThat(read()).isEqualTo(grown);
        // The next writer goes on from either and clears up.
        for (byte[] state : List.of(oldFile, newFile)) {
            Files.write(manifest, announced);
            Files.write(file, state);
            try (ParquetFeatureStore store = open()) {
                store.append(row);
                store.append(TestRows.numbered(SET, SPY, "2025-11-03T17:00:00Z", "2025-11-03T17:00:00Z", 8));
                store.seal();
                assertThat(store.rows(SET.id(), SPY, DATE)).hasSize(52).startsWith(grown.get(0));
                assertThat(store.rows(SET.id(), SPY, DATE))
                        .extracting(FeatureRow::sequence)
                        .doesNotHaveDuplicates();
            }
            assertThat(leftover).doesNotExist();
        }
    }

    /** The manifest between the two writes: the old current, and the new current as next. */
    private static byte[] announced(byte[] before, byte[] after) {
        String old = new String(before, java.nio.charset.StandardCharsets.UTF_8);
        String next = new String(after, java.nio.charset.StandardCharsets.UTF_8);
        String version = next.substring(next.indexOf("\"current\"")).replace("\"current\"", "\"next\"");
        String head = old.substring(0, old.lastIndexOf('}'));
        return (head + "," + version).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String code) {
        return assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private List<FeatureRow> read() {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).openReadOnly()) {
            return store.rows(SET.id(), SPY, DATE);
        }
    }

    private ParquetFeatureStore open() {
        return ParquetFeatureStore.builder(home).set(SET).open(CLOCK);
    }
}
