package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another engine reads what the store wrote, without help from us. */
class DuckDbReadsOurFilesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.000006Z"), ZoneOffset.UTC);
    private static final FeatureSet SET = TestRows.set("v0.1.0", Lookback.sameDate());
    private static final List<String> NAMES = List.of(
            "SPY",
            "NULL",
            "null",
            "1810",
            "2024-01-01",
            "ES=F",
            "BTC/USDT",
            "BRK.A",
            "brk.a",
            "..",
            "株式",
            "A%2F",
            "_X");

    @TempDir
    Path home;

    @BeforeEach
    void rows_of_odd_symbols() {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).open(CLOCK)) {
            for (int i = 0; i < NAMES.size(); i++) {
                store.append(TestRows.numbered(
                        SET, Symbol.of(NAMES.get(i)), "2025-11-03T14:30:00.000001Z", "2025-11-03T14:31:00Z", i));
            }
            store.append(TestRows.full(SET, Symbol.of("SPY"), "2025-11-04T00:00:00Z", "2025-11-04T00:00:01Z"));
            store.append(TestRows.empty(SET, Symbol.of("SPY"), "2025-11-04T00:01:00Z"));
            store.seal();
        }
    }

    @Test
    void every_symbol_comes_back_from_its_directory() throws SQLException {
        Map<String, Double> found = new TreeMap<>();
        query(
                "SELECT symbol, number FROM " + files() + " WHERE date = DATE '2025-11-03'",
                row -> found.put(String.valueOf(row.getString(1)), row.getDouble(2)));

        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(NAMES);
        for (int i = 0; i < NAMES.size(); i++) {
            assertThat(found).containsEntry(NAMES.get(i), (double) i);
        }
    }

    @Test
    void columns_have_the_types_that_they_mean() throws SQLException {
        Map<String, String> types = new TreeMap<>();
        query("DESCRIBE SELECT * FROM " + files(), row -> types.put(row.getString(1), row.getString(2)));

        assertThat(types)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("event_time", "TIMESTAMP WITH TIME ZONE"),
                        Map.entry("known_at", "TIMESTAMP WITH TIME ZONE"),
                        Map.entry("ingested_at", "TIMESTAMP WITH TIME ZONE"),
                        Map.entry("sequence", "BIGINT"),
                        Map.entry("number", "DOUBLE"),
                        Map.entry(
                                "hedge",
                                "STRUCT(present STRUCT(hedge_force DOUBLE, half_life_bars BIGINT, regime VARCHAR,"
                                        + " sure BOOLEAN), past STRUCT(exhaustion_score DOUBLE))"),
                        Map.entry(
                                "liquidity",
                                "STRUCT(present STRUCT(support STRUCT(lo DOUBLE, hi DOUBLE)[]),"
                                        + " future STRUCT(slippage_cone_bps DOUBLE[]))"),
                        Map.entry("sentiment", "STRUCT(past STRUCT(events VARCHAR[]))"),
                        Map.entry("date", "DATE"),
                        Map.entry("symbol", "VARCHAR"),
                        Map.entry("feature_set_id", "VARCHAR")));
    }

    @Test
    void times_and_nested_values_are_those_that_were_written() throws SQLException {
        List<String> rows = new ArrayList<>();
        query(
                "SELECT event_time, known_at, ingested_at, sequence, isnan(number), hedge.present.hedge_force,"
                        + " hedge.present.half_life_bars, hedge.present.sure, liquidity.present.support,"
                        + " liquidity.future.slippage_cone_bps, sentiment.past.events, feature_set_id FROM " + files()
                        + " WHERE date = DATE '2025-11-04' AND symbol = 'SPY' ORDER BY event_time",
                row -> rows.add(row.getObject(1, OffsetDateTime.class).toInstant() + " "
                        + row.getObject(2, OffsetDateTime.class).toInstant() + " "
                        + row.getObject(3, OffsetDateTime.class).toInstant() + " " + text(row, 4) + " "
                        + text(row, 5) + " " + text(row, 6) + " " + text(row, 7) + " " + text(row, 8) + " "
                        + text(row, 9) + " " + text(row, 10) + " " + text(row, 11) + " " + text(row, 12)));

        assertThat(rows)
                .containsExactly(
                        "2025-11-04T00:00:00Z 2025-11-04T00:00:01Z 2026-01-02T03:04:05.000006Z 14 true -0.0"
                                + " -9223372036854775808 false"
                                + " [{lo=445.25, hi=445.75}, {lo=-Infinity, hi=4.9E-324}]"
                                + " [5.0, NaN, -0.0, 1.7976931348623157E308] [, fomc, cpi] v0.1.0",
                        "2025-11-04T00:01:00Z 2025-11-04T00:01:00Z 2026-01-02T03:04:05.000006Z 15 null null null null"
                                + " [] [] [] v0.1.0");
    }

    @Test
    void what_an_engine_had_nothing_to_say_about_is_null_and_neither_nan_nor_empty() throws SQLException {
        List<String> rows = new ArrayList<>();
        query(
                "SELECT number IS NULL, isnan(number), hedge IS NULL, hedge.present.regime IS NULL, liquidity IS NULL,"
                        + " liquidity.present.support IS NULL, len(liquidity.present.support), sentiment IS NULL FROM "
                        + files() + " WHERE symbol = 'SPY' ORDER BY event_time",
                row -> {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= 8; i++) {
                        values.add(text(row, i));
                    }
                    rows.add(String.join(" ", values));
                });

        assertThat(rows)
                .containsExactly(
                        "false false true true true true null true",
                        "false true false false false false 2 false",
                        "true null true true false false 0 false");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void every_value_of_every_row_is_the_one_that_the_store_shows(long seed) throws SQLException {
        Symbol symbol = Symbol.of("Rnd");
        List<FeatureRow> written = randomRows(new Random(seed), symbol);
        List<FeatureRow> expected = new ArrayList<>();
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).open(CLOCK)) {
            store.append(written);
            store.seal();
            for (LocalDate date : store.dates(SET.id(), symbol)) {
                expected.addAll(store.rows(SET.id(), symbol, date));
            }
        }
        List<String> features =
                SET.schema().fields().stream().map(FeatureField::name).toList();

        List<String> found = new ArrayList<>();
        query(
                "SELECT epoch_us(event_time), epoch_us(known_at), sequence, " + String.join(", ", features) + " FROM "
                        + files() + " WHERE symbol = 'Rnd' ORDER BY event_time, known_at, sequence",
                row -> {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= 3 + features.size(); i++) {
                        values.add(text(row, i));
                    }
                    found.add(String.join("|", values));
                });

        assertThat(expected).hasSizeGreaterThan(100);
        assertThat(found)
                .as("seed %d", seed)
                .containsExactlyElementsOf(
                        expected.stream().map(DuckDbReadsOurFilesTest::text).toList());
    }

    private static List<FeatureRow> randomRows(Random random, Symbol symbol) {
        List<FeatureRow> rows = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            FeatureRow.Builder row = FeatureRow.builder(SET, symbol);
            for (int field = 0; field < SET.schema().size(); field++) {
                if (random.nextInt(4) > 0) {
                    set(row, field, random);
                }
            }
            long event = 1_762_000_000_000_000L + random.nextInt(100) * 7_200_000_001L;
            rows.add(row.build(event, event + random.nextInt(2) * 1_000_000L));
        }
        return rows;
    }

    private static void set(FeatureRow.Builder row, int field, Random random) {
        double[] numbers = random.doubles(2L * random.nextInt(4)).toArray();
        switch (SET.schema().field(field).type()) {
            case FLOAT64 -> row.float64(field, random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian());
            case INT64 -> row.int64(field, random.nextLong());
            case BOOL -> row.bool(field, random.nextBoolean());
            case STRING -> row.string(field, random.nextInt(5) == 0 ? "" : "é株'\"" + random.nextInt());
            case FLOAT64_LIST -> row.float64List(field, numbers);
            case STRING_LIST ->
                row.stringList(
                        field,
                        random.ints(numbers.length).mapToObj(Integer::toString).toList());
            case INTERVAL_LIST -> row.intervalList(field, numbers);
        }
    }

    private static String text(FeatureRow row) {
        List<String> values = new ArrayList<>();
        values.add(Long.toString(row.eventMicros()));
        values.add(Long.toString(row.knownMicros()));
        values.add(Long.toString(row.sequence()));
        for (int field = 0; field < SET.schema().size(); field++) {
            boolean zones = SET.schema().field(field).type() == FeatureType.INTERVAL_LIST && !row.isNull(field);
            values.add(
                    zones
                            ? row.intervals(field).stream()
                                    .map(zone -> "{lo=" + zone.lo() + ", hi=" + zone.hi() + "}")
                                    .toList()
                                    .toString()
                            : String.valueOf(row.value(field)));
        }
        return String.join("|", values);
    }

    @Test
    void instants_are_the_same_in_a_session_of_any_zone_and_keys_prune_directories() throws SQLException {
        List<String> rows = new ArrayList<>();
        query(
                "SET TimeZone = 'America/New_York'",
                "SELECT epoch_us(event_time), event_time::VARCHAR, date FROM " + files()
                        + " WHERE date = DATE '2025-11-04' AND symbol = 'SPY' AND feature_set_id = 'v0.1.0'"
                        + " ORDER BY event_time LIMIT 1",
                row -> rows.add(text(row, 1) + " " + text(row, 2) + " " + text(row, 3)));

        // The key is the UTC date; the same instant is still the day before in New York.
        assertThat(rows).containsExactly("1762214400000000 2025-11-03 19:00:00-05 2025-11-04");
        List<String> plan = new ArrayList<>();
        query(
                "EXPLAIN ANALYZE SELECT count(*) FROM " + files() + " WHERE symbol = 'BRK.A'",
                row -> plan.add(text(row, 2)));
        assertThat(plan.get(0)).as("one file of fourteen is opened").contains("Scanning Files: 1/14");
    }

    @Test
    void microseconds_are_kept() throws SQLException {
        List<Long> micros = new ArrayList<>();
        query(
                "SELECT epoch_us(event_time) FROM " + files() + " WHERE symbol = 'SPY' ORDER BY event_time LIMIT 1",
                row -> micros.add(row.getLong(1)));

        assertThat(micros).containsExactly(1_762_180_200_000_001L);
    }

    private static @Nullable String text(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        return value == null ? null : value.toString();
    }

    /** One thing to say to DuckDB: names that look like numbers or dates are still names. */
    private String files() {
        return "read_parquet('" + home.resolve("data") + "/*/*/*/features.parquet', hive_partitioning = true,"
                + " hive_types = {'date': DATE, 'symbol': VARCHAR, 'feature_set_id': VARCHAR})";
    }

    @FunctionalInterface
    private interface Row {
        void accept(ResultSet row) throws SQLException;
    }

    private static void query(String sql, Row each) throws SQLException {
        query("SET TimeZone = 'UTC'", sql, each);
    }

    private static void query(String zone, String sql, Row each) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute(zone);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    each.accept(rows);
                }
            }
        }
    }
}
