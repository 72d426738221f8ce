package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecklistCommandTest {
    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void a_home_with_three_old_days() {
        home = folder.resolve("home");
        Cli.build(home);
    }

    @Test
    void the_morning_says_what_was_checked_and_what_is_left_to_a_person() {
        Cli.Result result = Cli.run("checklist", "morning", "--home", home);

        assertThat(result.exit()).as(result.toString()).isEqualTo(4);
        assertThat(result.out())
                .startsWith("morning  degraded  2026-01-02 03:04:05 UTC")
                .containsSubsequence("CHECKED", "trouble  bars", "latest-date is", "-> ", "fine  store")
                .containsSubsequence(
                        "DONE", "nothing", "PERSON", "[ ]  losses", "account-losses", "barque kill status");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void a_damaged_file_turns_the_morning_red() throws IOException {
        Path file;
        try (var files = Files.walk(home)) {
            file = files.filter(each -> each.toString().endsWith(".parquet")
                            && each.toString().contains("symbol="))
                    .findFirst()
                    .orElseThrow();
        }
        Files.write(file, new byte[] {1, 2, 3});

        Cli.Result result = Cli.run("checklist", "morning", "--home", home);

        assertThat(result.exit()).as(result.toString()).isEqualTo(1);
        assertThat(result.out()).contains("trouble  store", "store-footers is unhealthy", "barque store repair");
    }

    @Test
    void the_evening_seals_only_when_it_may() throws IOException {
        assertThat(Cli.run("checklist", "evening", "--home", home).out()).contains("planned  seal: ");

        Path page = folder.resolve("evening.html");
        Cli.Result applied = Cli.run("checklist", "evening", "--home", home, "--apply", "--json", "--html", page);
        assertThat(applied.json().path("items").valueStream())
                .anyMatch(item -> item.path("id").asString().equals("seal")
                        && item.path("outcome").asString().equals("done"));
        assertThat(Files.readString(page)).contains("Checklist evening");
    }

    @Test
    void backups_are_looked_at_where_they_are_named() {
        Path backups = folder.resolve("backups");
        Object[] asked = {"health", "--home", home, "--backups", backups, "--check", "backup-age"};
        assertThat(Cli.run("backup", "create", "--home", home, "--backups", backups)
                        .exit())
                .isZero();
        assertThat(Cli.run(asked).out()).contains("no backup was ever restored and read");

        assertThat(Cli.run("drill", "--backups", backups).exit()).isZero();
        assertThat(Cli.run(asked).exit()).isZero();
        assertThat(Cli.run("checklist", "evening", "--home", home, "--backups", backups)
                        .out())
                .contains("fine  backups: ");
    }

    @Test
    void maintenance_is_planned_and_applied_only_when_it_is_asked_for() throws IOException {
        Path left = home.resolve("data_l1/.l1_2025-10-24.parquet.x.tmp");
        Files.write(left, new byte[10]);
        Files.setLastModifiedTime(left, FileTime.from(Instant.parse("2025-12-01T00:00:00Z")));

        Cli.Result planned = Cli.run("checklist", "evening", "--home", home);
        assertThat(planned.out())
                .containsSubsequence(
                        "WOULD BE DONE", "leftovers: ", "orphaned-temporaries would do 1 step", "DONE", "nothing");
        assertThat(left).exists();
        assertThat(home.resolve("maintenance")).doesNotExist();

        Cli.Result applied = Cli.run("checklist", "evening", "--home", home, "--apply");
        assertThat(applied.out())
                .containsSubsequence("DONE", "leftovers: ", "orphaned-temporaries did 1 step, 10 bytes freed");
        assertThat(left).doesNotExist();
        assertThat(home.resolve("maintenance/journal.jsonl")).content().contains("orphaned-temporaries");
    }

    @Test
    void the_monthly_list_restores_the_last_backup_where_backups_are_named() {
        Path backups = folder.resolve("backups");
        Cli.run("backup", "create", "--home", home, "--backups", backups);

        assertThat(Cli.run("checklist", "monthly", "--home", home).out()).contains("[ ]  drill: ");
        Cli.Result planned = Cli.run("checklist", "monthly", "--home", home, "--backups", backups);
        assertThat(planned.out()).contains("planned  drill: ", "would be restored", "passed: none");

        Cli.Result applied = Cli.run("checklist", "monthly", "--home", home, "--backups", backups, "--apply", "--json");
        assertThat(applied.json().path("items").valueStream())
                .anyMatch(item -> item.path("id").asString().equals("drill")
                        && item.path("outcome").asString().equals("done"));
        assertThat(Cli.run("health", "--home", home, "--backups", backups, "--check", "backup-age")
                        .exit())
                .isZero();
    }

    @Test
    void a_list_of_ones_own_is_shown_changed_and_gone_through() throws IOException {
        Path own = folder.resolve("own.yaml");
        Files.writeString(
                own,
                Cli.run("checklist", "show", "morning").out().replace("May the system trade?", "Is the switch off?"));

        Cli.Result result = Cli.run("checklist", own, "--home", home);
        assertThat(result.exit()).as(result.toString()).isEqualTo(4);
        assertThat(result.out()).contains("Is the switch off?", "trouble  bars");

        Files.writeString(
                own, Files.readString(own).replace("checks: [disk-space, files-can-be-made]", "cheques: [x]"));
        Cli.Result wrong = Cli.run("checklist", own, "--home", home);
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("own.yaml", "'cheques' is not known");
    }

    @Test
    void a_list_that_is_not_there_and_a_home_that_is_not_there_are_refused() {
        Cli.Result none = Cli.run("checklist", "noon", "--home", home);
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("'noon'", "morning, evening, weekly, monthly");
        assertThat(Cli.run("checklist", "morning", "--home", folder.resolve("none"))
                        .exit())
                .isEqualTo(3);
    }

    @Test
    void health_leaves_out_what_a_home_cannot_answer_and_names_it_in_one_line() {
        Cli.Result health = Cli.run("health", "--home", home);

        assertThat(health.out()).doesNotContain("was not run: it needs");
        assertThat(health.out().lines().filter(line -> line.startsWith("Left out")))
                .singleElement()
                .asString()
                .contains("bar-latency (LatencyRecorder)");
        assertThat(health.out()).contains("store-footers", "schema-drift", "disk-space");
        assertThat(Cli.run("health", "--home", home, "--check", "bar-latency").out())
                .contains("was not run: it needs");
    }
}
