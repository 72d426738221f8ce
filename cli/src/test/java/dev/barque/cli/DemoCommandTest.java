package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DemoCommandTest {
    @TempDir
    static Path folder;

    private static Path home;
    private static Cli.Result text;

    @BeforeAll
    static void run_it() {
        home = folder.resolve("a home");
        text = Cli.run("demo", "--home", home);
    }

    @Test
    void it_goes_the_whole_way_and_writes_a_report() throws IOException {
        assertThat(text.exit()).as(text.toString()).isZero();
        assertThat(text.out()).contains("Report: " + home.resolve("report.html").toAbsolutePath());
        assertThat(home.resolve("report.html"))
                .content()
                .contains("PUBLISHED_V1", "V1", "insufficient_alignment")
                .contains("makes up for every bar, not on market data")
                .contains("PUBLISHED_V1 makes no trade on these days");
        try (Stream<Path> all = Files.walk(home)) {
            assertThat(all.map(file -> home.relativize(file).toString().replace('\\', '/')))
                    .contains(
                            "data/date=2025-10-28/symbol=SPY/feature_set_id=v1.0.0/features.parquet",
                            "data_l1/l1_2025-10-24.parquet",
                            "data_l1/l1_2025-10-27.parquet",
                            "data_l1/l1_2025-10-28.parquet",
                            "decisions/date=2025-10-27/decisions-000001.jsonl",
                            "demo/PROVENANCE.txt");
        }
    }

    @Test
    void it_says_honestly_what_came_out() {
        assertThat(text.out())
                .contains("PUBLISHED_V1 makes no trade on these days. Most frequent reason: insufficient_alignment")
                .contains("Nearest miss: 2025-10-")
                .contains("rest on the option chain that the published system makes up")
                .containsPattern("V1 makes \\d+ trades? and (earns|loses) \\d+\\.\\d+ USD after costs of")
                .contains("replay, us per bar", "features, us per bar");
        assertThat(text.err()).contains("Yahoo Finance", "Ingest: 3 files", "Features V1", "Replay PUBLISHED_V1");
    }

    @Test
    void the_published_profile_does_not_trade_and_the_mended_one_does() {
        Cli.Result result = Cli.run("demo", "--home", home, "--json");

        assertThat(result.exit()).as(result.toString()).isZero();
        JsonNode published = result.json().path("variants").path(0);
        JsonNode mended = result.json().path("variants").path(1);
        assertThat(published.path("name").asString()).isEqualTo("PUBLISHED_V1");
        assertThat(published.path("trades").intValue()).isZero();
        assertThat(published.path("pnl").doubleValue()).isZero();
        assertThat(published
                        .path("no_trade_reasons")
                        .path("insufficient_alignment")
                        .intValue())
                .isPositive();
        assertThat(published.path("nearest_miss").path("amount").doubleValue()).isPositive();
        assertThat(mended.path("name").asString()).isEqualTo("V1");
        assertThat(mended.path("trades").intValue()).isPositive();
        assertThat(mended.path("costs").doubleValue()).isPositive();
        for (JsonNode variant : result.json().path("variants")) {
            assertThat(variant.path("bars").intValue()).isEqualTo(1170);
            assertThat(variant.path("replay_micros_per_bar").doubleValue()).isPositive();
            assertThat(variant.path("features_micros_per_bar").doubleValue()).isPositive();
        }
    }

    @Test
    void doing_it_again_in_the_same_home_logs_no_decision_twice() throws IOException {
        Path log = home.resolve("decisions/date=2025-10-24/decisions-000001.jsonl");
        byte[] before = Files.readAllBytes(log);

        Cli.Result again = Cli.run("demo", "--home", home, "--html", folder.resolve("again.html"));

        assertThat(again.exit()).as(again.toString()).isZero();
        assertThat(again.err()).contains("were not logged again");
        assertThat(Files.readAllBytes(log)).isEqualTo(before);
        assertThat(Files.readAllLines(log)).hasSize(2 * 390);
        assertThat(folder.resolve("again.html")).isNotEmptyFile();
    }

    @Test
    void its_two_runs_count_as_trials_of_its_home_each_once_however_often_they_are_made() {
        Cli.run("demo", "--home", home, "--json");
        Cli.Result same = Cli.run(
                "backtest", "--home", home, "--symbol", "SPY", "--date", "2025-10-24..2025-10-28", "--profile", "V1");

        assertThat(text.err()).contains("Trial 1, one of 1", "Trial 2, one of 2 different ones on SPY");
        assertThat(same.err()).contains("one of 2 different ones on SPY");
    }
}
