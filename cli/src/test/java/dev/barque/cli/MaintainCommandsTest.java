package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** On the packaged days, whose features are in the log until somebody seals them. */
class MaintainCommandsTest {
    @TempDir
    private Path folder;

    private Path home = Path.of("");

    @BeforeEach
    void build() {
        home = folder.resolve("home");
        Cli.build(home);
    }

    @Test
    void a_plan_changes_nothing_and_neither_does_apply_without_yes() throws IOException {
        Path dropped = temporary();

        Cli.Result plan = Cli.run("maintain", "plan", "orphaned-temporaries", "--home", home);
        Cli.Result apply = Cli.run("maintain", "apply", "orphaned-temporaries", "--home", home);

        assertThat(plan.exit()).as("%s", plan).isZero();
        assertThat(plan.out()).contains("1 step", ".l1_2025-10-24.parquet.x.tmp");
        assertThat(apply.exit()).isEqualTo(1);
        assertThat(apply.err()).contains("Nothing was changed. Add --yes to do it.");
        assertThat(dropped).exists();
        assertThat(home.resolve("maintenance")).doesNotExist();
    }

    @Test
    void old_backups_can_be_planned_where_backups_are_named_and_none_goes_that_is_not_old() {
        Path backups = folder.resolve("backups");
        assertThat(Cli.run("backup", "create", "--home", home, "--backups", backups)
                        .exit())
                .isZero();

        Cli.Result lacking = Cli.run("maintain", "plan", "old-backups", "--home", home);
        assertThat(lacking.exit()).isNotZero();
        assertThat(lacking.err()).contains("BackupShelf");
        Cli.Result plan = Cli.run("maintain", "plan", "old-backups", "--home", home, "--backups", backups);
        assertThat(plan.exit()).as("%s", plan).isZero();
        assertThat(plan.out()).contains("nothing to do");
        assertThat(Cli.run("maintain", "plan", "--group", "weekly", "--home", home, "--backups", backups)
                        .out())
                .contains("old-backups: ");
    }

    @Test
    void a_database_is_checked_and_looked_after_by_the_tasks_that_know_it() throws Exception {
        Path file = folder.resolve("host.duckdb");
        String url = "jdbc:duckdb:" + file;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders AS SELECT range AS id FROM range(1000)");
        }
        Cli.Result health = Cli.run("health", "--home", home, "--check", "database", "--database", url);
        assertThat(health.exit()).as("%s", health).isZero();

        Cli.Result plans = Cli.run("maintain", "plan", "--home", home, "--database", url);
        assertThat(plans.out()).contains("duckdb-checkpoint: ").doesNotContain("database-upkeep");
        Cli.Result other = Cli.run("maintain", "plan", "database-upkeep", "--home", home, "--database", url);
        assertThat(other.err()).contains("it is DuckDB", url);

        assertThat(Cli.run("health", "--home", home, "--check", "database", "--database", "jdbc:none:x")
                        .err())
                .contains("jdbc:none:x", "no JDBC driver knows this URL", "--plugins");
    }

    @Test
    void a_password_is_taken_from_a_file_and_never_from_the_command_line() {
        Cli.Result shown = Cli.run(
                "maintain", "plan", "--home", home, "--database", "jdbc:postgresql://host/db?user=a&password=secret");
        assertThat(shown.exit()).isEqualTo(2);
        assertThat(shown.err())
                .contains("holds a password", "jdbc:postgresql://host/db")
                .doesNotContain("secret");
        assertThat(Cli.run("maintain", "plan", "--home", home, "--database", "jdbc:postgresql://a:secret@host/db")
                        .err())
                .contains("holds a password")
                .doesNotContain("secret");
        assertThat(Cli.run(
                                "health",
                                "--home",
                                home,
                                "--database",
                                "jdbc:duckdb:",
                                "--database-password-file",
                                folder.resolve("absent"))
                        .err())
                .contains("Cannot read the password of the database", "absent");
    }

    @Test
    void apply_does_what_was_planned_writes_it_down_and_has_nothing_left_to_do() throws IOException {
        Path dropped = temporary();

        Cli.Result done = Cli.run("maintain", "apply", "orphaned-temporaries", "--home", home, "--yes", "--json");

        assertThat(done.exit()).as("%s", done).isZero();
        JsonNode json = done.json();
        assertThat(json.path("complete").asBoolean()).isTrue();
        assertThat(json.path("steps").get(0).path("result").asString()).isEqualTo("done");
        assertThat(dropped).doesNotExist();
        assertThat(home.resolve("maintenance/journal.jsonl"))
                .content()
                .contains(json.path("run").asString());
        assertThat(Cli.run("maintain", "apply", "orphaned-temporaries", "--home", home, "--yes")
                        .out())
                .contains("nothing to do");
    }

    @Test
    void all_tasks_that_need_no_more_than_a_home_are_planned_together() throws IOException {
        temporary();

        JsonNode plans =
                Cli.run("maintain", "plan", "--home", home, "--json").json().path("plans");

        assertThat(plans.findValuesAsString("task"))
                .contains("feature-retention", "missing-features", "seal", "bar-recompression")
                .doesNotContain("old-backups", "database-upkeep");
    }

    @Test
    void features_that_are_missing_are_computed_by_the_profile() throws IOException {
        Path date = home.resolve("data/date=2025-10-27");
        Cli.run("store", "seal", "--home", home);
        Path aside = folder.resolve("aside");
        Files.move(date, aside);

        Cli.Result done = Cli.run("maintain", "apply", "missing-features", "--home", home, "--yes");

        assertThat(done.exit()).as("%s", done).isZero();
        assertThat(done.out()).contains("features of 2025-10-27 in v1.0.0", "rows computed");
        assertThat(date).exists();
    }

    @Test
    void bars_that_the_published_system_packed_are_read_and_written_anew() throws IOException {
        Path bars = home.resolve("data_l1");
        Path plain = bars.resolve("l1_2025-10-24.parquet");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bars.resolve("l1_2025-10-24.parquet.gz")))) {
            Files.copy(plain, out);
        }
        Files.delete(plain);
        String before = Cli.run("data", "check", "--home", home, "--symbol", "SPY", "--json")
                .out();

        Cli.Result done = Cli.run("maintain", "apply", "bar-recompression", "--home", home, "--yes");

        assertThat(done.exit()).as("%s", done).isZero();
        assertThat(plain).exists();
        assertThat(bars.resolve("l1_2025-10-24.parquet.gz")).doesNotExist();
        assertThat(Cli.run("data", "check", "--home", home, "--symbol", "SPY", "--json")
                        .out())
                .isEqualTo(before);
        assertThat(Cli.run("store", "verify", "--home", home).exit()).isZero();
    }

    @Test
    void retention_says_why_it_deletes_nothing_and_takes_the_word_of_the_operator() {
        Cli.run("store", "seal", "--home", home);
        // The clock says 2026, the data is of October 2025.
        Cli.Result refused = Cli.run("maintain", "plan", "feature-retention", "--home", home, "--set", "keep-newest=1");
        Cli.Result agreed = Cli.run(
                "maintain",
                "apply",
                "feature-retention",
                "--home",
                home,
                "--yes",
                "--set",
                "keep-newest=1",
                "--set",
                "keep-days=2",
                "--set",
                "today=2025-10-30");

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).contains("one clock that is wrong must not delete anything", "readings-disagree");
        assertThat(agreed.exit()).as("%s", agreed).isZero();
        assertThat(home.resolve("data/date=2025-10-24")).doesNotExist();
        assertThat(home.resolve("data/date=2025-10-28")).exists();
    }

    @Test
    void a_wrong_name_is_answered_with_the_right_ones() {
        assertThat(Cli.run("maintain", "plan", "retention", "--home", home).err())
                .contains("feature-retention");
        assertThat(Cli.run("maintain", "plan", "seal", "--home", home, "--set", "x=1")
                        .exit())
                .isEqualTo(2);
        assertThat(Cli.run("maintain", "plan", "--home", folder.resolve("nowhere"))
                        .err())
                .contains("no directory");
        assertThat(Cli.run("maintain", "list", "feature-retention").out()).contains("keep-days", "30 when absent");
    }

    private Path temporary() throws IOException {
        Path file = Files.writeString(home.resolve("data_l1/.l1_2025-10-24.parquet.x.tmp"), "left");
        // The clock of the test stands in January 2026.
        Files.setLastModifiedTime(
                file, java.nio.file.attribute.FileTime.from(java.time.Instant.parse("2025-11-01T00:00:00Z")));
        return file;
    }
}
