package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.store.sql.SqlResult;
import dev.barque.store.sql.SqlSession;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session shows, what it refuses, and what it does when a part of the home is not as it should be. */
class SqlSessionTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final FeatureSet SET = TestRows.set("v1.0-rc", Lookback.sameDate());
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Symbol QQQ = Symbol.of("QQQ");
    private static final String MONDAY = "2025-11-03T14:30:00Z";
    private static final String TUESDAY = "2025-11-04T14:30:00Z";

    @TempDir
    Path folder;

    private @Nullable Path moved;

    private Path home() {
        return moved == null ? folder.resolve("home") : moved;
    }

    private void write(boolean sealed, FeatureSet set, Symbol symbol, String time, double number) {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home()).set(set).open(CLOCK)) {
            store.append(TestRows.numbered(set, symbol, time, time, number));
            if (sealed) {
                store.seal();
            }
        }
    }

    private Path file(String date, String symbol) {
        return home().resolve("data/date=" + date + "/symbol=" + symbol + "/feature_set_id=v1.0-rc/features.parquet");
    }

    private SqlSession open() {
        return SqlSession.builder(home()).set(SET).open();
    }

    private static List<String> lines(SqlSession sql, String statement, Object... parameters) {
        List<String> lines = new ArrayList<>();
        try (SqlResult rows = sql.query(statement, parameters)) {
            while (rows.next()) {
                lines.add(String.join(
                        " ", rows.values().stream().map(String::valueOf).toList()));
            }
        }
        return lines;
    }

    private static void assertRefused(ThrowingCallable call, String code, String... message) {
        AbstractThrowableAssert<?, ? extends Throwable> refused = assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo(code));
        for (String part : message) {
            refused.hasMessageContaining(part);
        }
    }

    @Test
    void sealed_and_unsealed_rows_have_the_same_columns_and_types() {
        write(true, SET, SPY, MONDAY, 1);
        try (SqlSession sql = open()) {
            List<String> types = lines(sql, "SELECT column_name, column_type FROM (DESCRIBE features_v1_0_rc)");

            assertThat(types)
                    .containsExactly(
                            "symbol VARCHAR",
                            "date DATE",
                            "event_time TIMESTAMP WITH TIME ZONE",
                            "known_at TIMESTAMP WITH TIME ZONE",
                            "ingested_at TIMESTAMP WITH TIME ZONE",
                            "sequence BIGINT",
                            "number DOUBLE",
                            "hedge STRUCT(present STRUCT(hedge_force DOUBLE, half_life_bars BIGINT, regime VARCHAR, sure BOOLEAN),"
                                    + " past STRUCT(exhaustion_score DOUBLE))",
                            "liquidity STRUCT(present STRUCT(support STRUCT(lo DOUBLE, hi DOUBLE)[]),"
                                    + " future STRUCT(slippage_cone_bps DOUBLE[]))",
                            "sentiment STRUCT(past STRUCT(events VARCHAR[]))");
            assertThat(lines(sql, "SELECT column_name, column_type FROM (DESCRIBE \"@unsealed_features_v1_0_rc\")"))
                    .isEqualTo(types);
        }
    }

    @Test
    void a_session_shows_the_home_as_of_its_opening_until_it_is_refreshed() {
        write(false, SET, SPY, MONDAY, 1);
        try (SqlSession sql = open()) {
            write(false, SET, SPY, TUESDAY, 2);
            assertThat(lines(sql, "SELECT number FROM features_v1_0_rc")).containsExactly("1.0");
            assertThat(sql.report().unsealedRows()).isEqualTo(1);

            sql.refresh();
            assertThat(lines(sql, "SELECT number FROM features_v1_0_rc ORDER BY ALL"))
                    .containsExactly("1.0", "2.0");

            write(true, SET, QQQ, MONDAY, 3); // seals all: no file that is shown is replaced
            assertThat(lines(sql, "SELECT number FROM features_v1_0_rc ORDER BY ALL"))
                    .containsExactly("1.0", "2.0");
            sql.refresh();
            assertThat(sql.report().unsealedRows()).isZero();
            assertThat(lines(sql, "SELECT number FROM features_v1_0_rc ORDER BY ALL"))
                    .containsExactly("1.0", "2.0", "3.0");
        }
    }

    @Test
    void an_answer_never_mixes_two_states_of_the_home() {
        write(true, SET, SPY, MONDAY, 1);
        try (SqlSession sql = open()) {
            write(true, SET, SPY, "2025-11-03T15:00:00Z", 2); // replaces the file
            assertRefused(
                    () -> sql.query("SELECT * FROM features_v1_0_rc"),
                    "store.sql-outdated",
                    file("2025-11-03", "SPY").toString(),
                    "Refresh");
            sql.refresh();
            assertThat(lines(sql, "SELECT number FROM features_v1_0_rc ORDER BY ALL"))
                    .containsExactly("1.0", "2.0");
        }
    }

    @Test
    void sessions_opened_beside_a_writer_miss_nothing_that_was_acknowledged_and_show_nothing_twice() throws Exception {
        AtomicLong acknowledged = new AtomicLong();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Files.createDirectories(home());
        Thread writer = new Thread(() -> {
            try (ParquetFeatureStore store =
                    ParquetFeatureStore.builder(home()).set(SET).open(CLOCK)) {
                long start = TestRows.numbered(SET, SPY, MONDAY, MONDAY, 0).eventMicros();
                for (int i = 0; i < 150; i++) {
                    store.append(TestRows.numbered(SET, i % 2 == 0 ? SPY : QQQ, start + i, start + i, i));
                    acknowledged.incrementAndGet();
                    if (i % 15 == 14) {
                        store.seal();
                    }
                    Thread.sleep(5);
                }
            } catch (Throwable t) {
                failure.set(t);
            }
        });
        writer.start();
        int answers = 0;
        while (writer.isAlive() || answers == 0) {
            long before = acknowledged.get();
            try (SqlSession sql = open()) {
                String found = lines(
                                sql,
                                "SELECT count(*), count(DISTINCT number), coalesce(max(number), -1) + 1 FROM features_v1_0_rc")
                        .get(0);
                long rows = Long.parseLong(found.substring(0, found.indexOf(' ')));
                assertThat(rows).isBetween(before, acknowledged.get() + 1);
                assertThat(found).as("each once, without a gap").isEqualTo(rows + " " + rows + " " + (double) rows);
                answers++;
            } catch (BarqueException e) {
                assertThat(e.code()).isEqualTo("store.sql-outdated");
            }
        }
        writer.join();
        assertThat(failure.get()).isNull();
        assertThat(answers).isPositive();
    }

    @Test
    void a_damaged_file_is_an_error_or_is_reported_and_duckdb_never_sees_it() throws IOException {
        write(true, SET, SPY, MONDAY, 1);
        write(true, SET, QQQ, MONDAY, 2);
        byte[] content = Files.readAllBytes(file("2025-11-03", "SPY"));
        content[40] ^= 1;
        Files.write(file("2025-11-03", "SPY"), content);

        assertRefused(this::open, "store.sql-incomplete", "1 part", "SPY", "store.corrupt-file", "SHA-256");
        try (SqlSession sql = SqlSession.builder(home()).leavingOutDamaged().open()) {
            assertThat(lines(sql, "SELECT symbol FROM features_v1_0_rc")).containsExactly("QQQ");
            assertThat(sql.report().leftOut()).singleElement().satisfies(part -> {
                assertThat(part.where()).contains("2025-11-03", "SPY", "v1.0-rc");
                assertThat(part.condition()).isEqualTo(FileCondition.DAMAGED);
            });
            assertThatThrownBy(() -> sql.query("FROM '" + file("2025-11-03", "SPY") + "'"))
                    .hasMessageContaining("Permission Error");
        }
        try (SqlSession sql = SqlSession.builder(home())
                .dates(LocalDate.of(2025, 11, 4), LocalDate.MAX)
                .open()) {
            assertThat(lines(sql, "FROM features_v1_0_rc")).as("other dates").isEmpty();
        }
    }

    @Test
    void a_partition_in_quarantine_is_an_error_or_is_reported_with_what_waits_in_the_log() throws IOException {
        write(true, SET, SPY, MONDAY, 1);
        Files.write(file("2025-11-03", "SPY"), new byte[100]);
        try (StoreRepair repair = StoreRepair.builder(home()).open(CLOCK)) {
            repair.repair(StoreVerifier.of(home()).verify());
        }
        write(false, SET, SPY, "2025-11-03T15:00:00Z", 2);

        assertRefused(this::open, "store.sql-incomplete", "store.quarantined");
        try (SqlSession sql = SqlSession.builder(home()).leavingOutDamaged().open()) {
            assertThat(lines(sql, "FROM features_v1_0_rc")).isEmpty();
            assertThat(sql.report().leftOut()).extracting(VerifyFinding::code).containsExactly("store.quarantined");
        }
    }

    @Test
    void a_file_without_a_manifest_and_a_manifest_without_a_file_are_not_passed_over() throws IOException {
        write(true, SET, SPY, MONDAY, 1);
        Path manifest = file("2025-11-03", "SPY").resolveSibling("_features.manifest.json");
        byte[] kept = Files.readAllBytes(manifest);
        Files.delete(manifest);
        assertRefused(this::open, "store.sql-incomplete", "store.incomplete-partition");

        Files.write(manifest, kept);
        Files.delete(file("2025-11-03", "SPY"));
        assertRefused(this::open, "store.sql-incomplete", "store.incomplete-partition");
    }

    @Test
    void a_set_under_another_schema_is_refused() {
        write(true, SET, SPY, MONDAY, 1);
        FeatureSet other = new FeatureSet(
                SET.id(), FeatureSchema.builder().float64("x", "1").build(), Lookback.sameDate());
        assertRefused(() -> SqlSession.builder(home()).set(other).open(), "store.changed-schema");
    }

    /** Files that may be read may be written too, as far as DuckDB is concerned. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY (SELECT 1) TO '%1$s'",
                "COPY features_v1_0_rc TO '%1$s' (FORMAT parquet)",
                "WITH x AS (COPY (SELECT 1) TO '%1$s') SELECT 1",
                "SELECT (WITH x AS (COPY (SELECT 1) TO '%1$s') SELECT 1)",
                "EXPLAIN ANALYZE COPY (SELECT 1) TO '%1$s'",
                "EXPLAIN SELECT 1; COPY (SELECT 1) TO '%1$s'",
                "SELECT 1; COPY (SELECT 1) TO '%1$s'",
                "FROM query('COPY (SELECT 1) TO ''%1$s''')",
                "FROM main.\"Query\"('SELECT 1')",
                "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
                "DELETE FROM \"@unsealed_features_v1_0_rc\"",
                "WITH x AS (DELETE FROM \"@unsealed_features_v1_0_rc\" RETURNING *) FROM x",
                "CREATE TABLE x AS SELECT 1",
                "CREATE OR REPLACE VIEW bars AS SELECT 1",
                "ATTACH '%1$s.db'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET enable_external_access = true",
                "SET allowed_paths = ['/']",
                "RESET lock_configuration",
                "PRAGMA enable_profiling",
                "FROM enable_logging()",
                "FROM read_csv('/etc/passwd')",
                "FROM READ_TEXT('/etc/passwd')",
                "FROM glob('/*')",
                "EXPORT DATABASE '%1$s.export'",
                "BEGIN",
                ""
            })
    void whatever_is_not_reading_is_refused_and_changes_nothing(String statement) throws IOException {
        write(true, SET, SPY, MONDAY, 1);
        write(false, SET, QQQ, MONDAY, 2);
        List<String> before = everyFile();
        try (SqlSession sql = open()) {
            assertRefused(
                    () -> sql.query(String.format(statement, file("2025-11-03", "SPY"))),
                    "store.sql-refused",
                    "Expected one");
            assertThat(lines(sql, "SELECT number FROM features_v1_0_rc ORDER BY 1"))
                    .containsExactly("1.0", "2.0");
        }
        assertThat(everyFile()).isEqualTo(before);
    }

    private List<String> everyFile() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<String> files = new ArrayList<>();
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                files.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
            return files;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM '/etc/passwd'",
                "SELECT * FROM '/etc/hosts.csv'",
                "FROM 'https://example.com/x.parquet'",
                "FROM '%s/feature_sets/v1.0-rc.json'"
            })
    void files_that_are_not_shown_cannot_be_read(String statement) {
        write(true, SET, SPY, MONDAY, 1);
        try (SqlSession sql = open()) {
            assertRefused(() -> sql.query(String.format(statement, home())), "store.sql-failed");
        }
    }

    @Test
    void the_settings_are_those_of_the_builder_and_locked() {
        write(true, SET, SPY, MONDAY, 1);
        try (SqlSession sql =
                SqlSession.builder(home()).threads(2).memoryBytes(64L << 20).open()) {
            assertThat(lines(
                            sql,
                            "SELECT name, value FROM duckdb_settings() WHERE name IN ('threads', 'memory_limit', 'TimeZone',"
                                    + " 'enable_external_access', 'lock_configuration', 'autoinstall_known_extensions',"
                                    + " 'autoload_known_extensions', 'temp_directory') ORDER BY lower(name)"))
                    .containsExactly(
                            "autoinstall_known_extensions false",
                            "autoload_known_extensions false",
                            "enable_external_access false",
                            "lock_configuration true",
                            "memory_limit 64.0 MiB",
                            "temp_directory ",
                            "threads 2",
                            "TimeZone UTC");
            assertRefused(
                    () -> sql.query("SELECT list(i) FROM range(20000000) r(i)"), "store.sql-memory", "more memory");
        }
        assertThatThrownBy(() -> SqlSession.builder(home()).threads(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SqlSession.builder(home()).memoryBytes(1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SqlSession.builder(home()).dates(LocalDate.MAX, LocalDate.MIN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_wrong_with_a_statement_is_said_in_the_words_of_duckdb() {
        write(true, SET, SPY, MONDAY, 1);
        try (SqlSession sql = open()) {
            assertRefused(() -> sql.query("SELEC 1"), "store.sql-failed", "syntax error", "SELEC");
            assertRefused(() -> sql.query("SELECT nope FROM bars"), "store.sql-failed", "nope");
            assertRefused(() -> sql.query("FROM features_v2"), "store.sql-failed", "features_v2 does not exist");
            assertRefused(() -> sql.query("SELECT error('mine')"), "store.sql-failed", "mine");
            assertRefused(() -> sql.query("SELECT ?"), "store.sql-failed", "1 parameter", "0 were given");
            assertThat(lines(sql, "SELECT 1")).as("goes on").containsExactly("1");
        }
    }

    @Test
    void after_closing_it_says_so() {
        write(true, SET, SPY, MONDAY, 1);
        SqlSession sql = open();
        sql.close();
        sql.close();

        assertRefused(() -> sql.query("SELECT 1"), "store.closed");
        assertRefused(sql::refresh, "store.closed");
    }

    @Test
    void values_are_plain_objects_in_any_time_zone_of_the_machine() {
        write(true, SET, SPY, MONDAY, 1);
        TimeZone zone = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        try (SqlSession sql = open();
                SqlResult rows = sql.query(
                        "SELECT event_time, date, TIMESTAMP '2025-03-09 02:30:00.000001' AS naive, 1::UTINYINT,"
                                + " 1.5::DECIMAL(3, 1), [1, NULL], {'a': [{'b': TIMESTAMPTZ '2025-03-09 02:30:00Z'}]}, MAP {'k': 2},"
                                + " 'x'::BLOB, '{\"a\": 1}'::JSON, 170141183460469231731687303715884105727::HUGEINT, NULL,"
                                + " CAST(? AS TIMESTAMPTZ), ?, ? FROM features_v1_0_rc",
                        Instant.parse(TUESDAY),
                        SPY,
                        SET.id())) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.columns().get(2)).isEqualTo(new SqlResult.Column("naive", "TIMESTAMP"));
            List<@Nullable Object> values = new ArrayList<>(rows.values());
            assertThat((byte[]) values.remove(8)).containsExactly('x');
            assertThat(values.toString())
                    .isEqualTo("[2025-11-03T14:30:00Z, 2025-11-03, 2025-03-09T02:30:00.000001, 1, 1.5, [1, null],"
                            + " {a=[{b=2025-03-09T02:30:00Z}]}, {k=2}, {\"a\": 1}, 170141183460469231731687303715884105727, null,"
                            + " 2025-11-04T14:30:00Z, SPY, v1.0-rc]");
            assertThat(rows.next()).isFalse();
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void naive_times_in_questions_are_utc() {
        write(true, SET, SPY, MONDAY, 1);
        try (SqlSession sql = open()) {
            assertThat(lines(sql, "SELECT number FROM features_v1_0_rc_as_of('2025-11-03 14:30:00')"))
                    .containsExactly("1.0");
            assertThat(lines(sql, "FROM features_v1_0_rc_as_of('2025-11-03 14:29:59')"))
                    .isEmpty();
            assertThat(lines(sql, "FROM features_v1_0_rc_as_of('2025-11-03 09:30:00-05')"))
                    .hasSize(1);
        }
    }

    @Test
    void a_filter_by_date_and_symbol_opens_only_those_files() {
        for (int day = 1; day <= 9; day++) {
            write(true, SET, SPY, "2025-11-0" + day + "T14:30:00Z", day);
            write(true, SET, QQQ, "2025-11-0" + day + "T14:30:00Z", day);
        }
        try (SqlSession sql = open()) {
            assertThat(
                            String.join(
                                    "",
                                    lines(
                                            sql,
                                            "EXPLAIN ANALYZE SELECT number FROM features_v1_0_rc_as_of('2025-11-03') WHERE symbol = 'SPY'")))
                    .contains("Scanning Files: 1/18");
        }
    }

    @Test
    void versions_whose_names_would_be_one_get_names_of_their_own() {
        List<String> versions = List.of("v1.0", "v1-0", "V1_0", "v2");
        for (int i = 0; i < versions.size(); i++) {
            write(i % 2 == 0, TestRows.set(versions.get(i), Lookback.sameDate()), SPY, MONDAY, i);
        }
        try (SqlSession sql = SqlSession.builder(home()).open()) {
            List<String> named = lines(sql, "SELECT version || ' ' || view_name FROM feature_sets ORDER BY version");
            assertThat(named)
                    .containsExactly(
                            "V1_0 features_v1_0_ab38f0d0",
                            "v1-0 features_v1_0_3898ee6f",
                            "v1.0 features_v1_0_fa8b919c",
                            "v2 features_v2");
            for (String name : named) {
                String[] parts = name.split(" ", -1);
                assertThat(lines(sql, "SELECT CAST(number AS INT) FROM " + parts[1]))
                        .containsExactly(String.valueOf(versions.indexOf(parts[0])));
            }
            assertRefused(() -> sql.query("FROM features_v1_0"), "store.sql-failed");
            assertThat(sql.report().views()).contains("features_v2", "features_v1_0_3898ee6f", "bars", "decisions");
        }
    }

    @Test
    void features_named_like_words_of_sql_or_like_arguments_are_features() {
        FeatureSet odd = new FeatureSet(
                FeatureSetId.of("select.order-by"),
                FeatureSchema.builder()
                        .float64("t", "1")
                        .float64("k", "1")
                        .float64("filename", "1")
                        .float64("file", "1")
                        .float64("select.from.where", "1")
                        .float64("order", "1")
                        .float64("w", "1")
                        .build(),
                Lookback.sameDate());
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home()).set(odd).open(CLOCK)) {
            for (int i = 0; i < 2; i++) {
                FeatureRow.Builder row = FeatureRow.builder(odd, i == 0 ? SPY : QQQ);
                for (int field = 0; field < odd.schema().size(); field++) {
                    row.float64(field, 10 * i + field);
                }
                long time = TestRows.numbered(SET, SPY, MONDAY, MONDAY, 0).eventMicros();
                store.append(row.build(time, time));
                if (i == 0) {
                    store.seal();
                }
            }
        }
        try (SqlSession sql = SqlSession.builder(home()).open()) {
            for (String from :
                    List.of("features_select_order_by", "features_select_order_by_as_of('2025-11-03 20:00:00')")) {
                assertThat(lines(
                                sql,
                                "SELECT symbol, t, k, filename, file, \"select\".\"from\".\"where\", \"order\" FROM "
                                        + from + " ORDER BY t"))
                        .containsExactly("SPY 0.0 1.0 2.0 3.0 4.0 5.0", "QQQ 10.0 11.0 12.0 13.0 14.0 15.0");
            }
            assertThat(lines(
                            sql,
                            "WITH s AS (SELECT 'QQQ' AS symbol, '2025-11-03 20:00:00' AS t, '2025-11-03 20:00:00' AS k, 5 AS w)"
                                    + " SELECT filename, \"order\" FROM features_select_order_by_join('s')"))
                    .containsExactly("12.0 15.0");
        }
    }

    /** DuckDB takes names for patterns, and directories above the home for keys. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "h*me",
                "h?me",
                "h[a-z]me",
                "it's a [home] {of} 100% *",
                "date=1999-01-01/symbol=WRONG",
                "**",
                "a\"b$c"
            })
    void the_home_may_have_any_name_and_neighbours_that_its_name_would_match(String name) throws IOException {
        for (String other : List.of("home", "hxme", "deep/er")) {
            moved = folder.resolve(other);
            write(true, SET, SPY, MONDAY, -1);
        }
        moved = folder.resolve(name);
        Files.createDirectories(moved);
        write(true, SET, SPY, MONDAY, 1);
        write(true, SET, Symbol.of("1810"), MONDAY, 2);
        write(false, SET, Symbol.of("2024-01-01"), MONDAY, 3);

        try (SqlSession sql = open()) {
            assertThat(lines(sql, "SELECT symbol, date, number FROM features_v1_0_rc ORDER BY number"))
                    .containsExactly("SPY 2025-11-03 1.0", "1810 2025-11-03 2.0", "2024-01-01 2025-11-03 3.0");
        }
    }

    @Test
    void a_home_without_anything_has_empty_views_and_one_that_is_not_there_is_refused() throws IOException {
        Files.createDirectories(home());
        try (SqlSession sql = open()) {
            for (String view : sql.report().views()) {
                assertThat(lines(sql, "SELECT count(*) FROM " + view))
                        .as(view)
                        .containsExactly(view.equals("feature_sets") ? "1" : "0");
            }
            assertThat(lines(sql, "FROM features_v1_0_rc_as_of(now())")).isEmpty();
            assertThat(lines(sql, "FROM bars_as_of(now())")).isEmpty();
        }
        assertThat(home()).isEmptyDirectory();
        assertRefused(() -> SqlSession.builder(folder.resolve("none")).open(), "store.cannot-open");
    }

    @Test
    void without_duckdb_everything_else_works_and_the_error_names_the_dependency() throws Exception {
        write(true, SET, SPY, MONDAY, 1);
        List<URL> others = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("duckdb_jdbc")) {
                others.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader without =
                new URLClassLoader(others.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            Class<?> session = without.loadClass("dev.barque.store.sql.SqlSession");
            Object builder = session.getMethod("builder", Path.class).invoke(null, home());
            assertThatThrownBy(() -> builder.getClass().getMethod("open").invoke(builder))
                    .isInstanceOfSatisfying(
                            InvocationTargetException.class,
                            e -> assertThat(e.getCause())
                                    .hasMessageContainingAll(
                                            "DuckDB is not on the class path", "org.duckdb:duckdb_jdbc")
                                    .extracting("code")
                                    .isEqualTo("store.no-duckdb"));
            Object verifier = without.loadClass("dev.barque.store.StoreVerifier")
                    .getMethod("of", Path.class)
                    .invoke(null, home());
            assertThat(verifier.getClass().getMethod("verify").invoke(verifier).toString())
                    .contains("rows=1");
        }
    }
}
