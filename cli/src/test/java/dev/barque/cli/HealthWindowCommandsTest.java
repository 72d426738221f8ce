package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthWindowCommandsTest {
    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void a_home_without_bars() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        assertThat(health().exit()).isNotZero();
    }

    private Cli.Result health() {
        return Cli.run("health", "--home", home, "--check", "bars-available");
    }

    @Test
    void trouble_is_expected_by_every_process_until_the_window_ends() {
        Cli.Result added = Cli.run(
                "health",
                "window",
                "add",
                "--home",
                home,
                "--of",
                "data",
                "--for",
                "2h",
                "--reason",
                "backfill",
                "--json");
        assertThat(added.exit()).as(added.toString()).isZero();
        assertThat(added.json().path("state").asString()).isEqualTo("open");
        assertThat(added.json().path("to").asString()).isEqualTo("2026-01-02T05:04:05Z");

        assertThat(health().out()).contains("in maintenance: backfill");
        assertThat(health().exit()).isZero();
        assertThat(Cli.run("checklist", "morning", "--home", home).out()).doesNotContain("bars-available is");

        String id = added.json().path("id").asString();
        assertThat(Cli.run("health", "window", "list", "--home", home).out()).contains(id, "open", "data", "backfill");
        assertThat(Cli.run("health", "window", "end", id, "--home", home).out()).contains("is over");
        assertThat(health().exit()).isNotZero();
        assertThat(Cli.run("health", "window", "end", id, "--home", home).err()).contains("There are: none");
    }

    @Test
    void a_window_of_another_time_or_of_another_check_changes_nothing() {
        Cli.run(
                "health",
                "window",
                "add",
                "--home",
                home,
                "--from",
                "2026-02-01T00:00:00Z",
                "--for",
                "1d",
                "--reason",
                "x");
        Cli.run(
                "health",
                "window",
                "add",
                "--home",
                home,
                "--of",
                "disk-space",
                "--from",
                "2026-01-02T00:00:00Z",
                "--for",
                "1d",
                "--reason",
                "y");

        assertThat(health().exit()).isNotZero();
        assertThat(Cli.run("health", "window", "list", "--home", home, "--json")
                        .json()
                        .path("windows")
                        .size())
                .isEqualTo(2);
        assertThat(Cli.run("health", "window", "end", "--all", "--home", home)
                        .out()
                        .lines())
                .hasSize(2);
        assertThat(Cli.run("health", "window", "list", "--home", home).out())
                .contains("over")
                .doesNotContain("to come");
    }

    @Test
    void a_window_that_ends_before_it_begins_or_has_no_end_is_refused() {
        assertThat(Cli.run("health", "window", "add", "--home", home, "--to", "2020-01-01T00:00:00Z", "--reason", "x")
                        .exit())
                .isEqualTo(2);
        assertThat(Cli.run("health", "window", "add", "--home", home, "--reason", "x")
                        .exit())
                .isEqualTo(2);
        assertThat(Cli.run("health", "window").exit()).isEqualTo(2);
    }
}
