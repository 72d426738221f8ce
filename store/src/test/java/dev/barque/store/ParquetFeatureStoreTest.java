package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.feature.NoFeatures.Reason;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFeatureStoreTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678901234Z"), ZoneOffset.UTC);
    private static final Symbol SPY = Symbol.of("SPY");
    private static final FeatureSet SET = TestRows.set("v1", Lookback.sameDate());
    private static final FeatureSetId V1 = SET.id();

    @TempDir
    Path home;

    @Test
    void what_is_appended_is_read_back_in_every_type() {
        FeatureRow row = TestRows.full(SET, SPY, "2025-11-03T14:31:00Z", "2025-11-03T14:31:01Z");
        FeatureRow nothing =
                FeatureRow.builder(SET, SPY).build(micros("2025-11-03T14:32:00Z"), micros("2025-11-03T14:32:00Z"));
        FeatureRow empty = TestRows.empty(SET, SPY, "2025-11-03T14:33:00Z");
        try (ParquetFeatureStore store = open()) {
            store.append(List.of(row, nothing, empty));
        }

        try (ParquetFeatureStore store = reader()) {
            List<FeatureRow> rows = store.rows(V1, SPY, LocalDate.of(2025, 11, 3));
            long ingested = micros("2026-01-02T03:04:05.678901Z");
            assertThat(rows)
                    .containsExactly(
                            row.written(ingested, 1), nothing.written(ingested, 2), empty.written(ingested, 3));
            assertThat(store.get(V1, SPY, at("2025-11-03T14:31:01Z"))).isEqualTo(row.written(ingested, 1));
            assertThat(store.dates(V1, SPY)).containsExactly(LocalDate.of(2025, 11, 3));
        }
    }

    @Test
    void a_correction_does_not_change_what_was_known_before_it() {
        try (ParquetFeatureStore store = open()) {
            store.append(TestRows.numbered(SET, SPY, "2025-11-03T15:00:00Z", "2025-11-03T15:00:00Z", 1));
            store.append(TestRows.numbered(SET, SPY, "2025-11-03T15:00:00Z", "2025-11-03T16:00:00Z", 2));
            store.append(TestRows.numbered(SET, SPY, "2025-11-03T14:00:00Z", "2025-11-03T17:00:00Z", 3));

            assertThat(number(store, at("2025-11-03T15:59:59Z"))).isEqualTo(1);
            assertThat(number(store, at("2025-11-03T16:00:00Z"))).isEqualTo(2);
            assertThat(number(store, at("2025-11-03T18:00:00Z"))).isEqualTo(2);
            assertThat(number(store, at("2025-11-03T14:30:00Z").knownAt(Instant.MAX)))
                    .isEqualTo(3);
        }
    }

    @Test
    void rows_that_are_equal_are_kept_once_and_of_others_the_last_written_wins() {
        FeatureRow first = TestRows.numbered(SET, SPY, "2025-11-03T15:00:00Z", "2025-11-03T15:00:00Z", 1);
        FeatureRow second = TestRows.numbered(SET, SPY, "2025-11-03T15:00:00Z", "2025-11-03T15:00:00Z", 2);
        // Not the NaN of the constant: what the processor makes of 0/0 may have other bits.
        FeatureRow nan = FeatureRow.builder(SET, SPY)
                .float64(0, Double.longBitsToDouble(0xFFF8_0000_0000_0001L))
                .build(micros("2025-11-03T16:00:00Z"), micros("2025-11-03T16:00:00Z"));
        try (ParquetFeatureStore store = open()) {
            store.append(List.of(first, first, second, nan));
            store.append(List.of(second, first, nan));

            assertThat(store.rows(V1, SPY, LocalDate.of(2025, 11, 3))).hasSize(3);
            assertThat(number(store, at("2025-11-03T15:00:00Z"))).isEqualTo(2);
        }
    }

    @Test
    void a_greatest_age_reaches_over_midnight_and_no_further() {
        FeatureSet set = TestRows.set("aged", Lookback.atMost(Duration.ofHours(10)));
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(set).open(CLOCK)) {
            store.append(TestRows.numbered(set, SPY, "2025-11-03T20:00:00Z", "2025-11-03T20:00:00Z", 1));

            assertThat(store.find(set.id(), SPY, at("2025-11-04T06:00:00Z"))).isPresent();
            assertThat(store.find(set.id(), SPY, at("2025-11-04T06:00:00.000001Z")))
                    .isEmpty();
            assertThat(store.diagnose(set.id(), SPY, at("2025-11-05T06:00:00Z")).reason())
                    .isEqualTo(Reason.TOO_OLD);
        }
    }

    @Test
    void odd_names_stay_apart_and_come_back() throws IOException {
        List<Symbol> symbols = Stream.of(
                        "NULL",
                        "null",
                        "1810",
                        "2024-01-01",
                        "ES=F",
                        "BTC/USDT",
                        "BRK.A",
                        "brk.a",
                        ".",
                        "..",
                        "A.",
                        "%41",
                        "A",
                        "_X",
                        "Ä",
                        "^GSPC",
                        "A B",
                        "AUX",
                        "C:\\X",
                        "A*",
                        "株式")
                .map(Symbol::of)
                .toList();
        try (ParquetFeatureStore store = open()) {
            for (int i = 0; i < symbols.size(); i++) {
                store.append(TestRows.numbered(SET, symbols.get(i), "2025-11-03T15:00:00Z", "2025-11-03T15:00:00Z", i));
            }
            for (int i = 0; i < symbols.size(); i++) {
                assertThat(store.get(V1, symbols.get(i), at("2025-11-03T15:00:00Z"))
                                .float64(0))
                        .isEqualTo(i);
            }
            store.seal();
        }
        List<String> names;
        try (Stream<Path> directories = Files.list(home.resolve("data/date=2025-11-03"))) {
            names = directories.map(path -> path.getFileName().toString()).toList();
        }
        assertThat(names).allMatch(name -> name.matches("symbol=[A-Z0-9%._-]+")).hasSameSizeAs(symbols);
    }

    @Test
    void a_name_too_long_for_a_directory_is_refused_before_anything_is_written() {
        try (ParquetFeatureStore store = open()) {
            Symbol tooLong = Symbol.of("株".repeat(40));
            assertCode(
                            "store.name-too-long",
                            () -> store.append(List.of(
                                    TestRows.numbered(SET, SPY, "2025-11-03T15:00:00Z", "2025-11-03T15:00:00Z", 1),
                                    TestRows.numbered(
                                            SET, tooLong, "2025-11-03T15:00:00Z", "2025-11-03T15:00:00Z", 1))))
                    .hasMessageContaining("株");
            assertThat(store.find(V1, SPY, at("2025-11-03T15:00:00Z"))).isEmpty();
            assertNoLeftovers();
        }
    }

    @Test
    void a_changed_schema_under_the_same_version_is_refused() {
        try (ParquetFeatureStore store = open()) {
            store.append(TestRows.numbered(SET, SPY, "2025-11-03T15:00:00Z", "2025-11-03T15:00:00Z", 1));
        }
        FeatureSchema other = FeatureSchema.builder().float64("number", "USD").build();
        FeatureSet changed = new FeatureSet(V1, other, Lookback.sameDate());

        assertCode(
                        "store.changed-schema",
                        () -> ParquetFeatureStore.builder(home).set(changed).open(CLOCK))
                .hasMessageContaining("field 1")
                .hasMessageContaining("new id");
        assertCode(
                "store.changed-schema",
                () -> ParquetFeatureStore.builder(home).set(changed).openReadOnly());
        try (ParquetFeatureStore store = open()) {
            FeatureRow row = FeatureRow.builder(changed, SPY).build(0, 0);
            assertCode("store.changed-schema", () -> store.append(row));
            FeatureRow unknown = TestRows.empty(TestRows.set("v2", Lookback.sameDate()), SPY, "2025-11-03T15:00:00Z");
            assertCode("store.unknown-feature-set", () -> store.append(unknown));
        }
    }

    @Test
    void versions_live_side_by_side() {
        FeatureSet other = TestRows.set("v2", Lookback.sameDate());
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).set(other).open(CLOCK)) {
            store.append(List.of(
                    TestRows.numbered(SET, SPY, "2025-11-03T15:00:00Z", "2025-11-03T15:00:00Z", 1),
                    TestRows.numbered(other, SPY, "2025-11-03T15:00:00Z", "2025-11-03T15:00:00Z", 2)));

            assertThat(number(store, at("2025-11-03T15:00:00Z"))).isEqualTo(1);
            assertThat(store.get(other.id(), SPY, at("2025-11-03T15:00:00Z")).float64(0))
                    .isEqualTo(2);
        }
    }

    @Test
    void a_feature_cannot_take_the_name_of_a_column_of_ours() {
        FeatureSet reserved = new FeatureSet(
                V1, FeatureSchema.builder().float64("symbol.beta", "1").build(), Lookback.sameDate());

        assertCode(
                        "store.reserved-name",
                        () -> ParquetFeatureStore.builder(home).set(reserved).open(CLOCK))
                .hasMessageContaining("'symbol'");
        open().close(); // the failed opening let go of the lock
    }

    @Test
    void one_writer_and_any_number_of_readers() {
        ParquetFeatureStore writer = open();
        assertCode("store.locked", this::open).hasMessageContaining("read-only");
        try (ParquetFeatureStore reader = reader()) {
            writer.append(TestRows.numbered(SET, SPY, "2025-11-03T15:00:00Z", "2025-11-03T15:00:00Z", 1));
            assertThat(number(reader, at("2025-11-03T15:00:00Z"))).isEqualTo(1);
            writer.append(TestRows.numbered(SET, SPY, "2025-11-03T15:00:00Z", "2025-11-03T15:00:00Z", 2));
            assertThat(number(reader, at("2025-11-03T15:00:00Z"))).isEqualTo(2);
            FeatureRow row = TestRows.empty(SET, SPY, "2025-11-03T15:00:00Z");
            assertCode("store.read-only", () -> reader.append(row));
        }
        writer.close();
        writer.close();
        assertCode("store.closed", () -> writer.find(V1, SPY, at("2025-11-03T15:00:00Z")));
        open().close();
    }

    @Test
    void a_home_that_cannot_be_one_is_refused() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "x");
        ParquetFeatureStore.Builder onFile = ParquetFeatureStore.builder(file).set(SET);
        ParquetFeatureStore.Builder below =
                ParquetFeatureStore.builder(file.resolve("below")).set(SET);
        ParquetFeatureStore.Builder missing =
                ParquetFeatureStore.builder(home.resolve("missing")).set(SET);

        assertCode("store.cannot-open", () -> onFile.open(CLOCK)).hasMessageContaining("it is a file");
        assertCode("store.cannot-open", onFile::openReadOnly);
        assertCode("store.cannot-open", () -> below.open(CLOCK));
        assertCode("store.cannot-open", missing::openReadOnly).hasMessageContaining("does not exist");
        // Whoever the tests run as, /proc cannot be written.
        Path unwritable = Path.of("/proc/barque-home");
        if (Files.isDirectory(Path.of("/proc"))) {
            assertCode(
                    "store.cannot-open",
                    () -> ParquetFeatureStore.builder(unwritable).set(SET).open(CLOCK));
        }
    }

    @Test
    void a_partition_that_cannot_be_written_leaves_its_rows_in_the_log() throws IOException {
        try (ParquetFeatureStore store = open()) {
            store.append(TestRows.numbered(SET, SPY, "2025-11-03T15:00:00Z", "2025-11-03T15:00:00Z", 1));
            // In the way of the second partition: a file where its directory has to be.
            Files.writeString(home.resolve("data/date=2025-11-04"), "in the way");

            store.append(List.of(
                    TestRows.numbered(SET, SPY, "2025-11-03T16:00:00Z", "2025-11-03T16:00:00Z", 2),
                    TestRows.numbered(SET, SPY, "2025-11-04T16:00:00Z", "2025-11-04T16:00:00Z", 3)));

            assertCode("store.cannot-write", store::seal);

            assertThat(number(store, at("2025-11-03T17:00:00Z"))).isEqualTo(2);
            // What the file holds beside the row cannot be seen, so there is no answer.
            assertCode("store.cannot-read", () -> store.find(V1, SPY, at("2025-11-04T17:00:00Z")));
            assertNoLeftovers();
            Files.delete(home.resolve("data/date=2025-11-04"));
            assertThat(store.seal().partitions()).isEqualTo(1);
            assertThat(number(store, at("2025-11-04T17:00:00Z"))).isEqualTo(3);
        }
    }

    @Test
    void a_row_about_an_impossible_year_is_refused() {
        try (ParquetFeatureStore store = open()) {
            // Nanoseconds taken for microseconds: the year 57812.
            long nanos = 1_762_180_000_000_000_000L;
            FeatureRow row = FeatureRow.builder(SET, SPY).build(nanos, nanos);
            assertCode("store.bad-date", () -> store.append(row)).hasMessageContaining("microseconds");
        }
    }

    @Test
    void the_diagnosis_says_what_is_there_instead() {
        try (ParquetFeatureStore store = open()) {
            NoFeatures nothing = store.diagnose(V1, SPY, at("2025-11-03T15:00:00Z"));
            assertThat(nothing.reason()).isEqualTo(Reason.NO_SUCH_VERSION);

            store.append(List.of(
                    TestRows.numbered(SET, SPY, "2025-11-03T15:00:00Z", "2025-11-03T16:02:00Z", 1),
                    TestRows.numbered(SET, SPY, "2025-11-05T15:00:00Z", "2025-11-05T15:00:00Z", 2)));

            NoFeatures symbol = store.diagnose(V1, Symbol.of("spy"), at("2025-11-03T15:00:00Z"));
            assertThat(symbol.reason()).isEqualTo(Reason.NO_SUCH_SYMBOL);
            assertThat(symbol.available()).containsExactly("SPY");

            NoFeatures version = store.diagnose(FeatureSetId.of("V1"), SPY, at("2025-11-03T15:00:00Z"));
            assertThat(version.reason()).isEqualTo(Reason.NO_SUCH_VERSION);
            assertThat(version.available()).containsExactly("v1");

            NoFeatures date = store.diagnose(V1, SPY, at("2025-11-04T15:00:00Z"));
            assertThat(date.reason()).isEqualTo(Reason.NO_SUCH_DATE);
            assertThat(date.available()).containsExactly("2025-11-03", "2025-11-05");
            assertThat(date.before()).contains(Instant.parse("2025-11-03T15:00:00Z"));
            assertThat(date.after()).contains(Instant.parse("2025-11-05T15:00:00Z"));

            NoFeatures later = store.diagnose(V1, SPY, at("2025-11-03T14:59:59Z"));
            assertThat(later.reason()).isEqualTo(Reason.ALL_LATER);
            assertThat(later.after()).contains(Instant.parse("2025-11-03T15:00:00Z"));
            assertThat(later.before()).isEmpty();

            NoFeatures known = store.diagnose(V1, SPY, at("2025-11-03T15:30:00Z"));
            assertThat(known.reason()).isEqualTo(Reason.KNOWN_LATER);
            assertThat(known.knownFrom()).contains(Instant.parse("2025-11-03T16:02:00Z"));
            assertThatThrownBy(() -> store.get(V1, SPY, at("2025-11-03T15:30:00Z")))
                    .hasMessageContaining("first at 2025-11-03T16:02:00Z");
        }
    }

    @Test
    void a_cache_of_nothing_changes_no_answer() {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).cacheBytes(0).open(CLOCK)) {
            store.append(TestRows.numbered(SET, SPY, "2025-11-03T15:00:00Z", "2025-11-03T15:00:00Z", 1));
            assertThat(number(store, at("2025-11-03T15:00:00Z"))).isEqualTo(1);
        }
    }

    private void assertNoLeftovers() {
        List<Path> leftovers = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home)) {
            files.filter(path -> path.getFileName().toString().endsWith(".tmp")).forEach(leftovers::add);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        assertThat(leftovers).isEmpty();
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertCode(
            String code, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static double number(ParquetFeatureStore store, AsOf asOf) {
        Optional<FeatureRow> row = store.find(V1, SPY, asOf);
        return row.orElseThrow().float64(0);
    }

    private ParquetFeatureStore open() {
        return ParquetFeatureStore.builder(home).set(SET).open(CLOCK);
    }

    private ParquetFeatureStore reader() {
        return ParquetFeatureStore.builder(home).set(SET).openReadOnly();
    }

    private static AsOf at(String instant) {
        return AsOf.at(Instant.parse(instant));
    }

    private static long micros(String instant) {
        return UtcMicros.of(Instant.parse(instant));
    }
}
