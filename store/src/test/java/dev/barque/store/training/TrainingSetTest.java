package dev.barque.store.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.asof.Spine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSetTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final long START = UtcMicros.of(Instant.parse("2025-10-30T13:30:00Z"));
    private static final long END = START + 3 * UtcMicros.PER_DAY;
    private static final FeatureSchema SCHEMA = FeatureSchema.builder()
            .float64("hedge.force", "1")
            .int64("count", "1")
            .string("regime")
            .add("sure", FeatureType.BOOL, "")
            .add("levels", FeatureType.FLOAT64_LIST, "USD")
            .build();
    private static final FeatureSet DAILY = new FeatureSet(FeatureSetId.of("v1"), SCHEMA, Lookback.sameDate());
    private static final FeatureSet AGED =
            new FeatureSet(FeatureSetId.of("v2"), SCHEMA, Lookback.atMost(Duration.ofHours(30)));
    private static final List<Symbol> SYMBOLS = List.of(Symbol.of("SPY"), Symbol.of("brk.b"), Symbol.of("NULL"));

    @TempDir
    Path folder;

    private final Random random = new Random(3);

    @Test
    void each_row_has_what_the_store_says_was_known_then() throws Exception {
        Spine spine = spine(500);
        Path file = folder.resolve("set.parquet");
        try (ParquetFeatureStore store = filled(folder.resolve("home"), 0)) {
            TrainingSetReport report = TrainingSet.of(store)
                    .features(DAILY)
                    .features("aged", AGED, List.of("regime", "hedge.force"))
                    .slice(120)
                    .build()
                    .write(spine, file);

            assertThat(report.rows()).isEqualTo(500);
            long matched = 0;
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM read_parquet('" + file + "')")) {
                for (int q = 0; q < spine.size(); q++) {
                    assertThat(rows.next()).isTrue();
                    AsOf asOf = new AsOf(
                            UtcMicros.toInstant(spine.eventMicros(q)), UtcMicros.toInstant(spine.knownMicros(q)));
                    assertThat(rows.getString("symbol"))
                            .isEqualTo(spine.symbol(q).value());
                    assertThat(instant(rows, "time")).isEqualTo(asOf.eventTime());
                    assertThat(instant(rows, "known_at")).isEqualTo(asOf.knownAt());
                    assertThat(rows.getLong("up")).isEqualTo(q % 2);
                    assertThat(rows.getString("comment")).isEqualTo(q % 3 == 0 ? null : "c" + q);
                    Optional<FeatureRow> daily = store.find(DAILY.id(), spine.symbol(q), asOf);
                    matched += daily.isPresent() ? 1 : 0;
                    assertFeatures(rows, "", daily);
                    assertThat(rows.getObject("count")).isEqualTo(value(daily, 1));
                    assertThat(rows.getObject("sure")).isEqualTo(value(daily, 3));
                    assertFeatures(rows, "aged.", store.find(AGED.id(), spine.symbol(q), asOf));
                }
                assertThat(rows.next()).isFalse();
            }
            assertThat(matched).isBetween(100L, 499L);
            assertThat(report.matched()).containsEntry("v1", matched).containsOnlyKeys("v1", "aged");
        }
    }

    private static void assertFeatures(ResultSet rows, String prefix, Optional<FeatureRow> expected) throws Exception {
        assertThat(instant(rows, prefix + "feature_event_time"))
                .isEqualTo(expected.map(FeatureRow::eventTime).orElse(null));
        assertThat(instant(rows, prefix + "feature_known_at"))
                .isEqualTo(expected.map(FeatureRow::knownAt).orElse(null));
        assertThat(rows.getObject(prefix + "hedge.force")).isEqualTo(value(expected, 0));
        assertThat(rows.getString(prefix + "regime")).isEqualTo(value(expected, 2));
    }

    private static @Nullable Object value(Optional<FeatureRow> row, int field) {
        return row.map(found -> found.value(field)).orElse(null);
    }

    private static @Nullable Instant instant(ResultSet rows, String column) throws Exception {
        OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    @Test
    void the_same_bytes_come_whatever_was_appended_later_and_however_many_threads_there_are() throws Exception {
        Spine spine = spine(400);
        Instant cutOff = UtcMicros.toInstant(START + 2 * UtcMicros.PER_DAY);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (ParquetFeatureStore store = filled(folder.resolve("home"), 0)) {
            for (String name : List.of("a.parquet", "a.csv")) {
                Path first = folder.resolve("first-" + name);
                Path second = folder.resolve("second-" + name);
                TrainingSet.of(store)
                        .features(DAILY)
                        .knownAt(cutOff)
                        .slice(90)
                        .build()
                        .write(spine, first);

                rows(60, UtcMicros.of(cutOff) + 1).forEach(store::append);
                if (name.endsWith("csv")) {
                    store.seal();
                }
                TrainingSet.of(store)
                        .features(DAILY)
                        .knownAt(cutOff)
                        .slice(90)
                        .parallel(threads)
                        .build()
                        .write(spine, second);

                assertThat(second).hasSameBinaryContentAs(first);
                assertThat(manifestOf(second)).hasSameBinaryContentAs(manifestOf(first));
            }
            // Known without a bound, the later rows change answers: so the comparison above can fail.
            Path now = folder.resolve("now.parquet");
            TrainingSet.of(store).features(DAILY).slice(90).build().write(spine.knownAtMost(END * 2), now);
            assertThat(Files.readAllBytes(now)).isNotEqualTo(Files.readAllBytes(folder.resolve("first-a.parquet")));
        } finally {
            threads.shutdown();
        }
    }

    private static Path manifestOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".manifest.json");
    }

    @Test
    void the_manifest_says_what_went_in() throws Exception {
        try (ParquetFeatureStore store = filled(folder.resolve("home"), 0)) {
            Path file = folder.resolve("set.csv");
            TrainingSetReport report = TrainingSet.of(store)
                    .features(DAILY, List.of("count"))
                    .tolerance(Duration.ofMinutes(20))
                    .build()
                    .write(spine(50), file);
            assertThat(report.manifest())
                    .content()
                    .contains(report.sha256(), SCHEMA.fingerprint(), "PT20M", "\"count\"");
            String before = Files.readString(report.manifest());
            store.append(row(DAILY, SYMBOLS.get(0), START, START, 77_777));
            TrainingSet.of(store)
                    .features(DAILY, List.of("count"))
                    .tolerance(Duration.ofMinutes(20))
                    .build()
                    .write(spine(50), file);
            assertThat(Files.readString(report.manifest())).isNotEqualTo(before);
        }
    }

    @Test
    void csv_has_a_header_and_leaves_out_what_is_not_there() throws Exception {
        Path home = folder.resolve("home");
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(DAILY).open(CLOCK)) {
            store.append(FeatureRow.builder(DAILY, SYMBOLS.get(0))
                    .float64(0, 0.5)
                    .string(2, "a, \"b\"")
                    .build(START, START));
            Spine spine = Spine.builder()
                    .ask(SYMBOLS.get(0), AsOf.at(START + 1))
                    .ask(SYMBOLS.get(1), AsOf.at(START))
                    .label("y", List.of("1.5", ""))
                    .build();
            Path file = folder.resolve("set.csv");
            TrainingSet.of(store).features(DAILY).build().write(spine, file);
            assertThat(file).hasContent("""
                    symbol,time,known_at,y,feature_event_time,feature_known_at,hedge.force,count,regime,sure
                    SPY,2025-10-30T13:30:00.000001Z,2025-10-30T13:30:00.000001Z,1.5,2025-10-30T13:30:00Z,2025-10-30T13:30:00Z,0.5,,"a, ""b""\",
                    brk.b,2025-10-30T13:30:00Z,2025-10-30T13:30:00Z,,,,,,,
                    """);
        }
    }

    @Test
    void a_spine_is_read_from_csv() throws Exception {
        Path csv = folder.resolve("spine.csv");
        Files.writeString(csv, """
                symbol,y,time,known_at,note
                SPY,1,2025-10-24T15:30:00Z,,first
                "brk,b",0,2025-10-24T11:30:00.000001-04:00,2025-10-24T16:00:00Z,"a ""note\"""
                """);
        Spine spine = SpineFile.read(csv);
        assertThat(spine.size()).isEqualTo(2);
        assertThat(spine.symbol(1)).isEqualTo(Symbol.of("brk,b"));
        assertThat(spine.eventMicros(1)).isEqualTo(spine.eventMicros(0) + 1);
        assertThat(spine.knownMicros(0)).isEqualTo(spine.eventMicros(0));
        assertThat(UtcMicros.toInstant(spine.knownMicros(1))).isEqualTo(Instant.parse("2025-10-24T16:00:00Z"));
        assertThat(spine.labels()).containsEntry("y", List.of("1", "0")).containsOnlyKeys("y", "note");
        assertThat(spine.labels().get("note")).containsExactly("first", "a \"note\"");
    }

    @Test
    void what_cannot_be_understood_is_refused_with_its_line() throws Exception {
        refused("symbol,when\nSPY,2025-10-24T15:30:00Z\n", "no column time");
        refused("symbol,time\nSPY,2025-10-24T15:30:00Z\nSPY,2025-10-24T15:30:00\n", "line 3", "offset");
        refused("symbol,time\n,2025-10-24T15:30:00Z\n", "line 2", "no symbol");
        refused("symbol,time\nSPY,2025-10-24T15:30:00Z,x\n", "fields");
        assertThatThrownBy(() -> SpineFile.read(folder.resolve("missing.csv")))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.cannot-read"));
        Spine clash = Spine.builder()
                .ask(SYMBOLS.get(0), AsOf.at(START))
                .label("count", List.of("1"))
                .build();
        try (ParquetFeatureStore store = filled(folder.resolve("home"), 0)) {
            TrainingSet set = TrainingSet.of(store).features(DAILY).build();
            assertThatThrownBy(() -> set.write(clash, folder.resolve("clash.parquet")))
                    .isInstanceOfSatisfying(
                            BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.bad-training-set"))
                    .hasMessageContaining("count");
            assertThat(folder.resolve("clash.parquet")).doesNotExist();
        }
    }

    private void refused(String csv, String... named) throws Exception {
        Path file = folder.resolve("bad.csv");
        Files.writeString(file, csv);
        assertThatThrownBy(() -> SpineFile.read(file))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.bad-spine"))
                .hasMessageContainingAll(named)
                .hasMessageContaining("bad.csv");
    }

    private ParquetFeatureStore filled(Path home, long knownFrom) {
        ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(DAILY).set(AGED).open(CLOCK);
        rows(200, knownFrom).forEach(store::append);
        store.seal();
        rows(100, knownFrom).forEach(store::append);
        return store;
    }

    private List<FeatureRow> rows(int count, long knownFrom) {
        List<FeatureRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long event = START + random.nextInt(3 * 24 * 6) * 10L * UtcMicros.PER_MINUTE;
            long known =
                    Math.max(knownFrom, event + random.nextInt(3) * (long) random.nextInt(90) * UtcMicros.PER_MINUTE);
            rows.add(row(
                    random.nextBoolean() ? DAILY : AGED,
                    SYMBOLS.get(random.nextInt(SYMBOLS.size())),
                    event,
                    Math.max(event, known),
                    random.nextInt(100_000)));
        }
        return rows;
    }

    private static FeatureRow row(FeatureSet set, Symbol symbol, long event, long known, int number) {
        FeatureRow.Builder row =
                FeatureRow.builder(set, symbol).int64(1, number).bool(3, number % 2 == 0);
        if (number % 7 > 0) {
            row.float64(0, number / 8.0);
        }
        if (number % 5 > 0) {
            row.string(2, "r" + number % 4);
        }
        return row.build(event, known);
    }

    private Spine spine(int size) {
        Random own = new Random(9);
        Spine.Builder spine = Spine.builder();
        List<String> up = new ArrayList<>();
        List<String> comment = new ArrayList<>();
        for (int q = 0; q < size; q++) {
            long event = START + own.nextLong(END - START);
            spine.ask(
                    SYMBOLS.get(own.nextInt(SYMBOLS.size())),
                    event,
                    own.nextInt(4) == 0 ? event + own.nextLong(UtcMicros.PER_DAY) : event);
            up.add(String.valueOf(q % 2));
            comment.add(q % 3 == 0 ? "" : "c" + q);
        }
        return spine.label("up", up).label("comment", comment).build();
    }
}
