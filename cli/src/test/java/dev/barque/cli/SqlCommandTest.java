package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SqlCommandTest {
    @TempDir
    static Path folder;

    private static Path home;

    @BeforeAll
    static void a_home_with_the_packaged_days() {
        home = folder.resolve("home");
        Cli.build(home);
    }

    private static Cli.Result sql(String statement, Object... options) {
        List<Object> words = new ArrayList<>(List.of("sql", statement, "--home", home));
        words.addAll(List.of(options));
        return Cli.run(words.toArray());
    }

    @Test
    void a_table_is_for_people_and_shows_no_more_rows_than_asked_for() {
        Cli.Result all = sql("SELECT date, count(*) AS bars FROM bars GROUP BY date ORDER BY date");

        assertThat(all.exit()).as(all.toString()).isZero();
        assertThat(all.out()).contains("date", "bars", "2025-10-24", "2025-10-28", "3 rows.");
        assertThat(all.err()).isEmpty();
        Cli.Result some = sql("SELECT t_event, price FROM bars ORDER BY t_event", "--limit", 2);
        assertThat(some.out())
                .containsPattern("The first 2 of \\d{3,} rows; see more with --limit, all with --csv or --json.");
        assertThat(some.out().lines().filter(line -> line.contains("2025-10-24T")))
                .hasSize(2);
        assertThat(sql("SELECT 'a' || chr(27) || chr(10) AS x, repeat('y', 100) AS y, NULL AS z")
                        .out())
                .contains("a\\u001b\\n", "y".repeat(57) + "...", "null", "1 row.")
                .doesNotContain("\u001b");
    }

    @Test
    void numbers_stand_to_the_right_and_without_exponents_as_far_as_people_read_them() {
        assertThat(
                        sql("SELECT 168411454.5 :: DOUBLE AS d, 1e300 :: DOUBLE AS e, 0 :: DOUBLE AS z, 'NaN' :: DOUBLE AS n, -7 AS i, 'x' AS t"
                                        + " UNION ALL SELECT 1, 1, 1, 1, 1000, 'yyy'")
                                .out())
                .contains(
                        "| 168411454.5 | 1.0E300 | 0.0 | NaN |   -7 | x   |",
                        "|         1.0 |     1.0 | 1.0 | 1.0 | 1000 | yyy |");
    }

    @Test
    void answers_as_of_an_instant_are_those_of_features_show() {
        for (String[] set : new String[][] {{"v1.0.0", "features_v1_0_0"}, {"v0.1.0", "features_v0_1_0"}}) {
            JsonNode shown = Cli.run(
                            "features",
                            "show",
                            "--home",
                            home,
                            "--symbol",
                            "SPY",
                            "--set",
                            set[0],
                            "--at",
                            "2025-10-27T15:00:00Z",
                            "--json")
                    .json();
            JsonNode rows = sql(
                            "SELECT event_time, known_at, sequence FROM " + set[1] + "_as_of('2025-10-27 15:00:00')",
                            "--json")
                    .json()
                    .path("rows");

            assertThat(rows.size()).isEqualTo(1);
            assertThat(rows.path(0).path(0).stringValue())
                    .isEqualTo(shown.path("event_time").stringValue());
            assertThat(rows.path(0).path(1).stringValue())
                    .isEqualTo(shown.path("known_at").stringValue());
            assertThat(rows.path(0).path(2).longValue())
                    .isEqualTo(shown.path("sequence").longValue());
        }
    }

    @Test
    void json_is_one_document_with_the_names_and_types_of_its_columns() {
        JsonNode answer = sql(
                        "SELECT 1 AS a, 'x' AS b, [1.5, 'NaN'::DOUBLE] AS c, {'d': NULL} AS e, b'1' IS NULL AS f,"
                                + " DATE '2025-01-02' AS g, 'é' AS h",
                        "--json")
                .json();

        assertThat(answer.path("columns").path(0).toString()).isEqualTo("{\"name\":\"a\",\"type\":\"INTEGER\"}");
        assertThat(answer.path("rows").toString())
                .isEqualTo("[[1,\"x\",[1.5,null],{\"d\":null},false,\"2025-01-02\",\"é\"]]");
    }

    @Test
    void csv_keeps_what_a_comma_or_a_line_end_would_part() {
        assertThat(sql(
                                "SELECT 1 AS \"a,b\", 'x\"y' AS c, NULL AS d, '' AS e, 'l1' || chr(10) || 'l2' AS f, {'g': ['h']} AS g, 'é' AS h",
                                "--csv")
                        .out())
                .isEqualTo("\"a,b\",c,d,e,f,g,h\n1,\"x\"\"y\",,\"\",\"l1\nl2\",\"{\"\"g\"\":[\"\"h\"\"]}\",é\n");
        assertThat(sql("FROM bars", "--csv").out().lines().count())
                .isEqualTo(1
                        + sql("SELECT count(*) FROM bars", "--json")
                                .json()
                                .path("rows")
                                .path(0)
                                .path(0)
                                .longValue());
    }

    @Test
    void a_dash_reads_the_statement_from_standard_input() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("SELECT 'été'\n  AS saison;\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(sql("-", "--csv").out()).isEqualTo("saison\nété\n");
            System.setIn(new ByteArrayInputStream(new byte[0]));
            Cli.Result nothing = sql("-");
            assertThat(nothing.exit()).isEqualTo(2);
            assertThat(nothing.err()).contains("no statement on standard input", "[cli.no-statement]");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void what_cannot_be_followed_is_named_and_nothing_is_printed() {
        for (String[] wrong : new String[][] {
            {"SELEC 1", "store.sql-failed"},
            {"SELECT nope FROM bars", "store.sql-failed"},
            {"CREATE TABLE x(i INT)", "store.sql-refused"},
            {"COPY bars TO '" + folder.resolve("out.csv") + "'", "store.sql-refused"},
            {"FROM read_csv('/etc/passwd')", "store.sql-refused"}
        }) {
            Cli.Result result = sql(wrong[0]);
            assertThat(result.exit()).as(wrong[0]).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .startsWith("barque: Cannot run the statement")
                    .contains("[" + wrong[1] + "]");
        }
        assertThat(folder.resolve("out.csv")).doesNotExist();
        assertThat(sql("SELECT 1", "--json", "--csv").exit()).isEqualTo(2);
        assertThat(sql("SELECT 1", "--limit", -1).err()).contains("--limit must not be negative");
        assertThat(sql("SELECT 1", "--memory-mb", 1).err()).contains("--memory-mb must be 16 to");
        Cli.Result none = Cli.run("sql", "SELECT 1", "--home", folder.resolve("none"));
        assertThat(none.exit()).isEqualTo(3);
        assertThat(none.err()).contains("does not exist", "[store.cannot-open]");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void damage_is_a_failure_unless_it_is_to_be_left_out_or_on_another_date() throws IOException {
        Path bars = home.resolve("data_l1/l1_2025-10-24.parquet");
        Path kept = folder.resolve("kept");
        Files.copy(bars, kept, StandardCopyOption.REPLACE_EXISTING);
        try {
            Files.writeString(bars, "no bars");

            Cli.Result refused = sql("SELECT count(*) FROM bars");
            assertThat(refused.exit()).isEqualTo(3);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).contains("data_l1/l1_2025-10-24.parquet", "[store.sql-incomplete]");
            Cli.Result without = sql("SELECT DISTINCT date FROM bars ORDER BY 1", "--leave-out-damaged", "--csv");
            assertThat(without.exit()).isEqualTo(1);
            assertThat(without.out()).isEqualTo("date\n2025-10-27\n2025-10-28\n");
            assertThat(without.err()).contains("Left out: data_l1/l1_2025-10-24.parquet, store.corrupt-file");
            Cli.Result later =
                    sql("SELECT DISTINCT date FROM bars ORDER BY 1", "--dates", "2025-10-27..2025-10-28", "--csv");
            assertThat(later.exit()).as(later.toString()).isZero();
            assertThat(later.out()).isEqualTo("date\n2025-10-27\n2025-10-28\n");
        } finally {
            Files.copy(kept, bars, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void without_the_jar_of_duckdb_the_error_says_what_to_add() throws IOException, InterruptedException {
        List<String> others = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("duckdb_jdbc")) {
                others.add(entry);
            }
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        String.join(File.pathSeparator, others),
                        "dev.barque.cli.Barque",
                        "sql",
                        "SELECT 1",
                        "--home",
                        home.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isEqualTo(3);
        assertThat(said).contains("DuckDB is not on the class path", "org.duckdb:duckdb_jdbc", "[store.no-duckdb]");
    }
}
