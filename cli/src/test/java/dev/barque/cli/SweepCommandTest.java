package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SweepCommandTest {
    @TempDir
    static Path home;

    @BeforeAll
    static void build() {
        Cli.build(home);
    }

    private static Cli.Result sweep(Object... more) {
        List<Object> words = new ArrayList<>(
                List.of("sweep", "--home", home, "--symbol", "SPY", "--date", "2025-10-24..2025-10-28"));
        words.addAll(Arrays.asList(more));
        return Cli.run(words.toArray());
    }

    private static JsonNode json(Object... more) {
        Cli.Result result = sweep(more);
        assertThat(result.exit()).as(result.toString()).isZero();
        return result.json();
    }

    @Test
    void threads_and_resuming_change_nothing_and_each_different_run_is_a_trial() throws IOException {
        Object[] grid = {"--vary", "threshold=0.3..0.6:0.1", "--vary", "slippage=amihud,5bps", "--json"};
        JsonNode first = json(grid);
        assertThat(first.path("rows").size()).isEqualTo(8);
        assertThat(first.path("trials").longValue()).isGreaterThanOrEqualTo(8);
        Path journal = home.resolve("sweeps/journal.txt");
        long lines = Files.readString(journal)
                .lines()
                .filter(line -> !line.isEmpty())
                .count();
        assertThat(lines).isGreaterThanOrEqualTo(8);

        // The last run is cut short, as by a kill.
        String text = Files.readString(journal);
        Files.writeString(journal, text.substring(0, text.length() - 40));
        long size = Files.size(journal);
        long trials =
                Files.readString(home.resolve("trials/trials.jsonl")).lines().count();
        Object[] resumed = Arrays.copyOf(grid, grid.length + 3);
        resumed[grid.length] = "--resume";
        resumed[grid.length + 1] = "--threads";
        resumed[grid.length + 2] = "3";
        JsonNode again = json(resumed);
        assertThat(again).isEqualTo(first);
        assertThat(Files.size(journal)).isGreaterThan(size);
        assertThat(Files.readString(home.resolve("trials/trials.jsonl")).lines().count())
                .as("one was made again")
                .isEqualTo(trials + 1);
        assertThat(json(grid)).as("made anew").isEqualTo(first);
    }

    @Test
    void a_run_of_a_sweep_is_what_a_backtest_of_the_same_settings_is() throws IOException {
        JsonNode rows = json("--vary", "composer.edge=1.2,1.5", "--vary", "agents=liquidity+sentiment", "--json")
                .path("rows");
        Path file = home.resolve("own.yaml");
        Files.writeString(file, "name: own\nbase: V1\nagents: [liquidity, sentiment]\nedge: 1.5\n");
        JsonNode run = Cli.run(
                        "statistics",
                        "--home",
                        home,
                        "--symbol",
                        "SPY",
                        "--date",
                        "2025-10-24..2025-10-28",
                        "--profile",
                        file,
                        "--json")
                .json();
        for (JsonNode row : rows) {
            if (row.path("settings").path("composer.edge").stringValue().equals("1.5")) {
                assertThat(row.path("pnl").doubleValue())
                        .isCloseTo(run.path("figures").path("pnl").doubleValue(), within(1e-9));
                assertThat(row.path("trades").intValue())
                        .isEqualTo(run.path("figures").path("trades").intValue());
                return;
            }
        }
        throw new AssertionError("no row has the edge 1.5: " + rows);
    }

    @Test
    void walking_forward_says_what_was_chosen_and_what_came_of_it() {
        Cli.Result result =
                sweep("--vary", "threshold=0.3,0.5", "--walk-forward", "rolling", "--train", "2", "--test", "1");
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out()).contains("chosen in training", "out of sample", "2025-10-28", "Nothing was found");
    }

    @Test
    void what_cannot_be_swept_is_said_before_anything_is_run() {
        assertThat(sweep("--vary", "nonsense=1,2").err()).contains("Cannot vary nonsense", "size.largest");
        assertThat(sweep("--vary", "edge=0.1,1").err()).contains("edge", "a number from 1 to 100");
        assertThat(sweep("--vary", "edge=2..1:0.1").err()).contains("sweep.bad-axis");
        Cli.Result days = sweep("--vary", "edge=1,2", "--walk-forward", "anchored");
        assertThat(days.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(days.err()).contains("3 days leave nothing to test");
    }
}
