package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.feature.FeatureSet;
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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                .containsEntry("event_time", "TIMESTAMP WITH TIME ZONE")
                .containsEntry("known_at", "TIMESTAMP WITH TIME ZONE")
                .containsEntry("ingested_at", "TIMESTAMP WITH TIME ZONE")
                .containsEntry("sequence", "BIGINT")
                .containsEntry("date", "DATE")
                .containsEntry("symbol", "VARCHAR")
                .containsEntry("feature_set_id", "VARCHAR")
                .containsEntry(
                        "hedge",
                        "STRUCT(present STRUCT(hedge_force DOUBLE, half_life_bars BIGINT, regime VARCHAR, sure BOOLEAN),"
                                + " past STRUCT(exhaustion_score DOUBLE))")
                .containsEntry(
                        "liquidity",
                        "STRUCT(present STRUCT(support STRUCT(lo DOUBLE, hi DOUBLE)[]),"
                                + " future STRUCT(slippage_cone_bps DOUBLE[]))");
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
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    each.accept(rows);
                }
            }
        }
    }
}
