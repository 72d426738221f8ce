package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.store.decisions.JsonlDecisionLog;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.sql.SqlResult;
import dev.barque.store.sql.SqlSession;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each name that can be a symbol is itself and only itself in every view, and a version is one whatever it is called. */
class SqlHostileNamesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final FeatureSet SET = TestRows.set("v1", Lookback.sameDate());
    private static final String TIME = "2025-11-03T14:30:00Z";

    @TempDir
    Path home;

    private final Map<String, Long> numbers = new TreeMap<>();

    /** Half of the names in files, half in the log, all of them as bars and decisions too. */
    @BeforeEach
    void every_name_that_can_be_filed() {
        try (ParquetFeatureStore store =
                        ParquetFeatureStore.builder(home).set(SET).open(CLOCK);
                JsonlDecisionLog decisions = JsonlDecisionLog.ofHome(home)) {
            List<Map<String, Object>> bars = new ArrayList<>();
            for (String name : HostileNames.ALL) {
                try {
                    Symbol symbol = Symbol.of(name);
                    long number = numbers.size();
                    store.append(TestRows.numbered(SET, symbol, TIME, TIME, (double) number));
                    decisions.append(new NoTrade(
                            Grounds.empty(symbol, Instant.parse(TIME), "V1", null),
                            NoTrade.Reason.NO_FEATURES,
                            new SmallestChange("a feature row", (double) number)));
                    bars.add(Map.of("t_event", TIME, "symbol", name, "price", 1.0 + (double) number, "volume", 1));
                    numbers.put(name, number);
                    if (numbers.size() == 45) {
                        store.seal();
                    }
                } catch (BarqueException e) {
                    assertThat(e.code()).isIn("core.bad-symbol", "store.name-too-long");
                }
            }
            Ingest.into(home)
                    .stamps(StampConvention.atClose(Duration.ofMinutes(1)))
                    .build()
                    .records(bars, "test");
        }
        assertThat(numbers).hasSizeGreaterThan(83);
    }

    private static Map<String, Long> numbers(SqlSession sql, String statement, Object... parameters) {
        Map<String, Long> found = new TreeMap<>();
        try (SqlResult rows = sql.query(statement, parameters)) {
            while (rows.next()) {
                assertThat(found.put(String.valueOf(rows.value(0)), (Long) rows.value(1)))
                        .isNull();
            }
        }
        return found;
    }

    @Test
    void each_symbol_is_itself_in_every_view_and_as_a_parameter() {
        try (SqlSession sql = SqlSession.builder(home).set(SET).open()) {
            for (String from : List.of("features_v1", "features_v1_as_of('" + TIME + "')")) {
                assertThat(numbers(sql, "SELECT symbol, CAST(number AS BIGINT) FROM " + from))
                        .isEqualTo(numbers);
            }
            assertThat(numbers(sql, "SELECT symbol, CAST(price - 1 AS BIGINT) FROM bars"))
                    .isEqualTo(numbers);
            assertThat(numbers(sql, "SELECT symbol, CAST(smallest_change_amount AS BIGINT) FROM decisions"))
                    .isEqualTo(numbers);
            assertThat(numbers(
                            sql,
                            "WITH spine AS (SELECT symbol, t_event AS t, t_event AS k FROM bars)"
                                    + " SELECT symbol, CAST(number AS BIGINT) FROM features_v1_join('spine')"))
                    .isEqualTo(numbers);
            numbers.forEach((name, number) -> {
                assertThat(numbers(
                                sql, "SELECT symbol, CAST(number AS BIGINT) FROM features_v1 WHERE symbol = ?", name))
                        .isEqualTo(Map.of(name, number));
                assertThat(numbers(
                                sql,
                                "SELECT symbol, CAST(number AS BIGINT) FROM features_v1 WHERE symbol = '"
                                        + name.replace("'", "''") + "'"))
                        .isEqualTo(Map.of(name, number));
            });
            assertThat(sql.report().unsealedRows()).isPositive().isLessThan(numbers.size());
            assertThat(sql.report().leftOut()).isEmpty();
        }
    }

    @Test
    void each_version_has_a_view_of_its_own() {
        List<FeatureSet> sets = new ArrayList<>();
        for (String name : HostileNames.ALL) {
            try {
                sets.add(TestRows.set(name, Lookback.sameDate()));
            } catch (BarqueException e) {
                assertThat(e.code()).isEqualTo("core.bad-feature-set-id");
            }
        }
        assertThat(sets).hasSizeGreaterThan(25);
        ParquetFeatureStore.Builder builder = ParquetFeatureStore.builder(home);
        sets.forEach(builder::set);
        try (ParquetFeatureStore store = builder.open(CLOCK)) {
            for (int i = 0; i < sets.size(); i++) {
                store.append(TestRows.numbered(sets.get(i), Symbol.of("SPY"), TIME, TIME, i));
                if (i == sets.size() / 2) {
                    store.seal();
                }
            }
        }
        try (SqlSession sql = SqlSession.builder(home).open()) {
            Map<String, String> views = new TreeMap<>();
            try (SqlResult rows = sql.query("SELECT version, view_name FROM feature_sets")) {
                while (rows.next()) {
                    views.put(String.valueOf(rows.value(0)), String.valueOf(rows.value(1)));
                }
            }
            assertThat(views.values()).doesNotHaveDuplicates().allMatch(view -> view.matches("features_[a-z0-9_]+"));
            for (int i = 0; i < sets.size(); i++) {
                String view = views.get(sets.get(i).id().value());
                for (String from : List.of(view, view + "_as_of('" + TIME + "')")) {
                    assertThat(numbers(sql, "SELECT symbol, CAST(number AS BIGINT) FROM " + from))
                            .as("%s", sets.get(i).id())
                            .isEqualTo(Map.of("SPY", (long) i));
                }
            }
        }
    }
}
