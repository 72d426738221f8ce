package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.cli.internal.work.DemoData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StoreCommandsTest {
    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void a_home_with_a_day_of_bars() throws IOException {
        home = folder.resolve("home");
        Path csv = DemoData.copyTo(folder.resolve("in")).get(0);
        assertThat(Cli.run("ingest", "--home", home, "--stamps", "open", "--interval", "1m", csv)
                        .exit())
                .isZero();
    }

    @Test
    void a_whole_home_is_in_order() {
        Cli.Result result = Cli.run("store", "verify", "--home", home);

        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("1 files of bars", "all in order");
    }

    @Test
    void damage_is_a_finding_and_goes_to_quarantine_when_asked() throws IOException {
        Path bars = home.resolve("data_l1/l1_2025-10-24.parquet");
        Files.writeString(bars, "no bars");

        Cli.Result found = Cli.run("store", "verify", "--home", home, "--json");

        assertThat(found.exit()).isEqualTo(1);
        JsonNode finding = found.json().path("verification").path("findings").path(0);
        assertThat(finding.path("where").stringValue()).isEqualTo("data_l1/l1_2025-10-24.parquet");
        assertThat(finding.path("condition").stringValue()).isEqualTo("damaged");
        assertThat(bars).exists();

        Cli.Result moved = Cli.run("store", "verify", "--home", home, "--quarantine");

        assertThat(moved.exit()).isEqualTo(1);
        assertThat(moved.out()).contains("quarantined", "moved to quarantine/");
        assertThat(bars).doesNotExist();
        assertThat(Cli.run("store", "stat", "--home", home, "--json")
                        .json()
                        .path("quarantined")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void stat_counts_what_is_there() {
        JsonNode stat = Cli.run("store", "stat", "--home", home, "--json").json();

        assertThat(stat.path("bar_files").intValue()).isEqualTo(1);
        assertThat(stat.path("bar_bytes").intValue()).isPositive();
        assertThat(Cli.run("store", "stat", "--home", home).out()).contains("bars: 1 files");
    }

    @Test
    void a_home_that_is_not_there_is_a_failure() {
        assertThat(Cli.run("store", "verify", "--home", folder.resolve("none")).exit())
                .isEqualTo(3);
    }
}
