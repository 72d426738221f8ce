package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Interval;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.sql.SqlResult;
import dev.barque.store.sql.SqlSession;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SQL answers as of an instant is what the store answers, wherever the rows are. */
class SqlAsOfTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.000006Z"), ZoneOffset.UTC);
    private static final long START = UtcMicros.of(Instant.parse("2025-10-30T22:00:00Z"));
    private static final long STEP = 20 * UtcMicros.PER_MINUTE;
    private static final List<Symbol> SYMBOLS = List.of(Symbol.of("SPY"), Symbol.of("spy"), Symbol.of("NULL"));
    private static final FeatureSet DAILY = TestRows.set("daily", Lookback.sameDate());
    private static final FeatureSet AGED = TestRows.set("Aged-1.2", Lookback.atMost(Duration.ofHours(30)));
    private static final FeatureSet OLD = TestRows.set("old", Lookback.atMost(Duration.ofDays(4_000)));
    private static final FeatureSet TIMELESS =
            TestRows.set("timeless", Lookback.atMost(Duration.ofSeconds(Long.MAX_VALUE)));
    private static final List<FeatureSet> SETS = List.of(DAILY, AGED, OLD, TIMELESS);
    private static final Map<FeatureSet, String> VIEWS = Map.of(
            DAILY, "features_daily", AGED, "features_aged_1_2", OLD, "features_old", TIMELESS, "features_timeless");

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void random_histories_give_the_answers_of_the_store(long seed) {
        Random random = new Random(seed);
        ParquetFeatureStore store = open();
        List<FeatureRow> written = new ArrayList<>();
        try {
            for (int round = 0; round < 12; round++) {
                List<FeatureRow> batch = batch(random, written);
                written.addAll(batch);
                store.append(batch);
                switch (random.nextInt(4)) {
                    case 0 -> store.seal();
                    case 1 -> store.seal(UtcMicros.utcDate(START + STEP * random.nextInt(180)));
                    default -> {}
                }
                if (round % 6 == 5) {
                    compare(random, store, "seed " + seed + ", round " + round);
                }
            }
        } finally {
            store.close();
        }
    }

    private void compare(Random random, ParquetFeatureStore store, String where) {
        try (SqlSession sql = session()) {
            for (FeatureSet set : SETS) {
                assertThat(rows(
                                sql,
                                "SELECT * FROM " + VIEWS.get(set) + " ORDER BY symbol, event_time, known_at, sequence"))
                        .as("%s, all rows of %s", where, set.id())
                        .isEqualTo(allRows(store, set));
                List<AsOf> times = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    times.add(asOf(random));
                }
                for (AsOf asOf : times) {
                    assertThat(rows(
                                    sql,
                                    "SELECT * FROM " + VIEWS.get(set) + "_as_of(?, ?) ORDER BY symbol",
                                    asOf.eventTime(),
                                    asOf.knownAt()))
                            .as("%s, %s %s", where, set.id(), asOf)
                            .isEqualTo(winners(store, set, asOf));
                    assertThat(rows(
                                    sql,
                                    "SELECT * FROM " + VIEWS.get(set) + "_as_of(?) ORDER BY symbol",
                                    asOf.eventTime()))
                            .as("%s, %s %s", where, set.id(), asOf.eventTime())
                            .isEqualTo(winners(store, set, AsOf.at(asOf.eventTime())));
                }
                assertThat(joined(sql, set, times))
                        .as("%s, join with %s", where, set.id())
                        .isEqualTo(found(store, set, times));
            }
        }
    }

    /** Each question with each symbol, in one statement: its number and the row that it got. */
    private static List<String> joined(SqlSession sql, FeatureSet set, List<AsOf> times) {
        StringBuilder spine = new StringBuilder();
        List<Object> parameters = new ArrayList<>();
        for (AsOf time : times) {
            for (Symbol symbol : SYMBOLS) {
                spine.append(parameters.isEmpty() ? "" : ", ").append("(?, ?, ?, ?)");
                parameters.addAll(List.of(parameters.size() / 4, symbol, time.eventTime(), time.knownAt()));
            }
        }
        List<String> answers = new ArrayList<>();
        try (SqlResult result = sql.query(
                "WITH questions(label, symbol, t, k) AS (VALUES " + spine + ") SELECT label, sequence FROM "
                        + VIEWS.get(set) + "_join('questions') ORDER BY label",
                parameters.toArray())) {
            while (result.next()) {
                answers.add(result.value(0) + " " + result.value(1));
            }
        }
        return answers;
    }

    private static List<String> found(ParquetFeatureStore store, FeatureSet set, List<AsOf> times) {
        List<String> answers = new ArrayList<>();
        for (AsOf time : times) {
            for (Symbol symbol : SYMBOLS) {
                Optional<FeatureRow> row = store.find(set.id(), symbol, time);
                answers.add(answers.size() + " " + row.map(FeatureRow::sequence).orElse(null));
            }
        }
        return answers;
    }

    private static List<Map<String, @Nullable Object>> winners(ParquetFeatureStore store, FeatureSet set, AsOf asOf) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        SYMBOLS.stream()
                .sorted()
                .forEach(symbol -> store.find(set.id(), symbol, asOf).ifPresent(row -> rows.add(flat(row))));
        return rows;
    }

    private static List<Map<String, @Nullable Object>> allRows(ParquetFeatureStore store, FeatureSet set) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Symbol symbol : SYMBOLS.stream().sorted().toList()) {
            for (LocalDate date : store.dates(set.id(), symbol)) {
                store.rows(set.id(), symbol, date).forEach(row -> rows.add(flat(row)));
            }
        }
        return rows;
    }

    private static Map<String, @Nullable Object> flat(FeatureRow row) {
        Map<String, @Nullable Object> values = new TreeMap<>();
        values.put("symbol", row.symbol().value());
        values.put("date", UtcMicros.utcDate(row.eventMicros()));
        values.put("event_time", row.eventTime());
        values.put("known_at", row.knownAt());
        values.put("ingested_at", UtcMicros.toInstant(row.ingestedMicros()));
        values.put("sequence", row.sequence());
        for (int i = 0; i < row.schema().size(); i++) {
            Object value = row.value(i);
            values.put(row.schema().field(i).name(), value instanceof List<?> list ? plain(list) : value);
        }
        return values;
    }

    private static List<Object> plain(List<?> list) {
        List<Object> plain = new ArrayList<>();
        for (Object item : list) {
            if (item instanceof Interval interval) {
                Map<String, Object> ends = new LinkedHashMap<>();
                ends.put("lo", interval.lo());
                ends.put("hi", interval.hi());
                plain.add(ends);
            } else {
                plain.add(item);
            }
        }
        return plain;
    }

    private static List<Map<String, @Nullable Object>> rows(SqlSession sql, String statement, Object... parameters) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        try (SqlResult result = sql.query(statement, parameters)) {
            while (result.next()) {
                Map<String, @Nullable Object> values = new TreeMap<>();
                for (int i = 0; i < result.columns().size(); i++) {
                    put(values, result.columns().get(i).name(), result.value(i));
                }
                rows.add(values);
            }
        }
        return rows;
    }

    /** Groups by their dotted names; a group that is null is one whose features are all null. */
    private static void put(Map<String, @Nullable Object> to, String name, @Nullable Object value) {
        List<String> below = TestRows.SCHEMA.fields().stream()
                .map(field -> field.name())
                .filter(field -> field.startsWith(name + "."))
                .toList();
        if (below.isEmpty()) {
            to.put(name, value);
        } else if (value instanceof Map<?, ?> group) {
            assertThat(group.values()).as("a group of nulls is null").isNotEmpty();
            group.forEach((key, inner) -> put(to, name + "." + key, inner));
        } else {
            below.forEach(field -> to.put(field, null));
        }
    }

    @Test
    void microseconds_around_each_boundary_are_those_of_the_store() {
        long t = UtcMicros.of(Instant.parse("2025-11-03T00:00:00Z"));
        List<Long> around = List.of(
                t - 1, t, t + 1, t + 30 * 3_600_000_000L - 1, t + 30 * 3_600_000_000L, t + 30 * 3_600_000_000L + 1);
        try (ParquetFeatureStore store = open()) {
            for (FeatureSet set : SETS) {
                for (long event : around.subList(0, 3)) {
                    store.append(TestRows.numbered(set, SYMBOLS.get(0), event, event + 1, 7));
                }
            }
            store.seal(LocalDate.of(2025, 11, 2));
            try (SqlSession sql = session()) {
                for (FeatureSet set : List.of(DAILY, AGED)) {
                    for (long event : around) {
                        for (long known : List.of(event - 1, event, event + 1)) {
                            AsOf asOf = new AsOf(UtcMicros.toInstant(event), UtcMicros.toInstant(known));
                            assertThat(rows(
                                            sql,
                                            "SELECT * FROM " + VIEWS.get(set) + "_as_of(?, ?)",
                                            asOf.eventTime(),
                                            asOf.knownAt()))
                                    .as("%s %s", set.id(), asOf)
                                    .isEqualTo(winners(store, set, asOf));
                            assertThat(joined(sql, set, List.of(asOf))).isEqualTo(found(store, set, List.of(asOf)));
                        }
                    }
                }
            }
        }
    }

    @Test
    void years_from_1_to_9999_are_theirs_own() {
        try (ParquetFeatureStore store = open()) {
            for (String time : List.of(
                    "0001-01-01T00:00:00Z",
                    "1582-10-10T12:00:00Z",
                    "1969-12-31T23:59:59.999999Z",
                    "9999-12-31T23:59:59Z")) {
                store.append(TestRows.numbered(DAILY, SYMBOLS.get(0), time, time, 1));
            }
            store.seal(LocalDate.of(1600, 1, 1));
            try (SqlSession sql = session()) {
                for (LocalDate date : store.dates(DAILY.id(), SYMBOLS.get(0))) {
                    Instant end = date.plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .minusNanos(1_000);
                    assertThat(rows(sql, "SELECT * FROM features_daily_as_of(?)", end))
                            .hasSize(1)
                            .isEqualTo(winners(store, DAILY, AsOf.at(end)));
                }
            }
        }
    }

    private List<FeatureRow> batch(Random random, List<FeatureRow> written) {
        List<FeatureRow> batch = new ArrayList<>();
        int size = 1 + random.nextInt(25);
        for (int i = 0; i < size; i++) {
            if (!written.isEmpty() && random.nextInt(5) == 0) {
                batch.add(written.get(random.nextInt(written.size()))); // the same once more
                continue;
            }
            if (!written.isEmpty() && random.nextInt(4) == 0) {
                // Another row about and known at the same instants: the number decides.
                FeatureRow twin = written.get(random.nextInt(written.size()));
                batch.add(TestRows.numbered(
                        twin.set(), twin.symbol(), twin.eventMicros(), twin.knownMicros(), random.nextInt(1000)));
                continue;
            }
            FeatureSet set = SETS.get(random.nextInt(SETS.size()));
            Symbol symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
            // Few instants, so that there are corrections, ties of both times, late rows and midnights.
            long event = START + STEP * random.nextInt(180);
            long known = event + STEP * random.nextInt(4) * random.nextInt(4);
            batch.add(
                    switch (random.nextInt(6)) {
                        case 0 ->
                            TestRows.full(
                                    set,
                                    symbol,
                                    UtcMicros.toInstant(event).toString(),
                                    UtcMicros.toInstant(known).toString());
                        case 1 ->
                            TestRows.empty(
                                    set, symbol, UtcMicros.toInstant(event).toString());
                        default -> TestRows.numbered(set, symbol, event, known, random.nextInt(1000));
                    });
        }
        return batch;
    }

    private static AsOf asOf(Random random) {
        long event = START + STEP * random.nextInt(190) - random.nextInt(2);
        long known = switch (random.nextInt(3)) {
            case 0 -> event;
            case 1 -> event + STEP * random.nextInt(10);
            default -> event - STEP * random.nextInt(4);
        };
        return new AsOf(UtcMicros.toInstant(event), UtcMicros.toInstant(known));
    }

    private SqlSession session() {
        SqlSession.Builder session = SqlSession.builder(home);
        SETS.forEach(session::set);
        return session.open();
    }

    private ParquetFeatureStore open() {
        ParquetFeatureStore.Builder store = ParquetFeatureStore.builder(home);
        SETS.forEach(store::set);
        return store.open(CLOCK);
    }
}
