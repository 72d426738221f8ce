package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThat(Cli.run("checklist", "evening", "--home", home).out()).contains("[ ]  seal: ");

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
