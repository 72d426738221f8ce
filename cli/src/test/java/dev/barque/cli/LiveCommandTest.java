package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.cli.internal.work.DemoData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code live}. */
class LiveCommandTest {
    @TempDir
    Path folder;

    private Path ingested() {
        Path home = folder.resolve("home");
        for (Path file : DemoData.copyTo(folder.resolve("demo"))) {
            assertThat(Cli.run("ingest", "--home", home, "--stamps", "open", "--interval", "1m", file)
                            .exit())
                    .isZero();
        }
        return home;
    }

    @ParameterizedTest
    @ValueSource(strings = {"V1", "PUBLISHED_V1"})
    void what_it_stored_is_what_a_backtest_of_the_same_bars_reads(String profile) throws IOException {
        Path home = ingested();

        JsonNode live = Cli.run(
                        "live",
                        "--home",
                        home,
                        "--symbol",
                        "SPY",
                        "--date",
                        "2025-10-27",
                        "--profile",
                        profile,
                        "--json")
                .json();
        JsonNode backtest = Cli.run(
                        "backtest",
                        "--home",
                        home,
                        "--symbol",
                        "SPY",
                        "--date",
                        "2025-10-27",
                        "--profile",
                        profile,
                        "--json")
                .json();

        int bars = live.at("/dates/0/bars").intValue();
        assertThat(bars).isGreaterThan(380);
        assertThat(live.path("agents").size()).isEqualTo(3);
        assertThat(live.at("/agents/2/failures").intValue()).isZero();
        assertThat(live.at("/agents/2/views").intValue()).isGreaterThan(300);
        assertThat(live.at("/latency_us/p50").doubleValue()).isPositive();
        assertThat(live.path("bytes_per_bar").longValue()).isPositive();
        assertThat(backtest.toString()).isNotEmpty();
        assertThat(recorded(home)).isEqualTo(bars);
    }

    private static long recorded(Path home) throws IOException {
        long lines = 0;
        try (Stream<Path> files = Files.walk(home.resolve("decisions"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
                lines += Files.readAllLines(file).size();
            }
        }
        return lines;
    }

    @Test
    void people_get_the_days_the_time_of_a_bar_and_the_agents() {
        Path home = ingested();

        Cli.Result text = Cli.run("live", "--home", home, "--symbol", "SPY", "--date", "2025-10-24..2025-10-27");

        assertThat(text.exit()).as(text.toString()).isZero();
        assertThat(text.out())
                .contains("2025-10-24", "2025-10-27", "(p99.9)", "bytes of heap", "sentiment", "durability OS");
        assertThat(text.err()).contains("Live V1 2025-10-24");
    }

    @Test
    void a_date_without_bars_is_said() {
        Path home = ingested();
        Cli.Result result = Cli.run("live", "--home", home, "--symbol", "SPY", "--date", "2025-11-03");
        assertThat(result.exit()).isNotZero();
        assertThat(result.err()).contains("No bars of SPY");
        assertThat(home.resolve("decisions")).doesNotExist();
    }
}
