package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    @Test
    void one_account_is_swept_as_replay_runs_it_and_each_different_run_is_a_trial() throws IOException {
        Object[] grid = {"--engine", "account", "--vary", "edge=1,1.5", "--vary", "fees=none,ibkr-fixed", "--json"};
        JsonNode found = json(grid);
        assertThat(found.path("rows").size()).isEqualTo(4);
        JsonNode alone = Cli.run(
                        "replay",
                        "--home",
                        home,
                        "--symbol",
                        "SPY",
                        "--date",
                        "2025-10-24..2025-10-28",
                        "--fees",
                        "ibkr-fixed",
                        "--json")
                .json();
        long trials =
                Files.readString(home.resolve("trials/trials.jsonl")).lines().count();
        boolean isSeen = false;
        for (JsonNode row : found.path("rows")) {
            JsonNode settings = row.path("settings");
            // The edge of V1 is 1.2; the points of the grid differ from it and from each other.
            assertThat(row.path("trades").intValue()).isPositive();
            isSeen |= settings.path("fees").stringValue().equals("ibkr-fixed");
        }
        assertThat(isSeen).isTrue();
        JsonNode same = json("--engine", "account", "--vary", "edge=1.2", "--fees", "ibkr-fixed", "--json");
        assertThat(same.path("rows").get(0).path("pnl").doubleValue())
                .isEqualTo(alone.path("netPnl").doubleValue());
        assertThat(Files.readString(home.resolve("trials/trials.jsonl")).lines().count())
                .isEqualTo(trials + 1);
        Object[] resumed = Arrays.copyOf(grid, grid.length + 3);
        resumed[grid.length] = "--resume";
        resumed[grid.length + 1] = "--threads";
        resumed[grid.length + 2] = "2";
        assertThat(results(json(resumed))).isEqualTo(results(found));
        assertThat(Files.readString(home.resolve("trials/trials.jsonl")).lines().count())
                .as("finished runs are not made again")
                .isEqualTo(trials + 1);
    }

    private static Map<String, String> results(JsonNode table) {
        Map<String, String> results = new HashMap<>();
        table.path("rows")
                .forEach(row -> results.put(
                        row.path("settings").toString(),
                        row.path("result") + " " + row.path("pnl") + " " + row.path("sharpe")));
        return results;
    }

    @Test
    void the_account_walks_forward_with_a_purge_in_bars_and_resumes_with_it() {
        Object[] words = {
            "--engine",
            "account",
            "--vary",
            "threshold=0.3,0.5",
            "--walk-forward",
            "rolling",
            "--train",
            "2",
            "--test",
            "1",
            "--purge-bars",
            "12",
            "--json",
            "--resume"
        };
        JsonNode first = json(words);
        assertThat(first.path("walk").size()).isEqualTo(1);
        assertThat(json(words)).isEqualTo(first);
        assertThat(sweep(
                                "--vary",
                                "edge=1",
                                "--walk-forward",
                                "rolling",
                                "--train",
                                "2",
                                "--test",
                                "1",
                                "--purge-bars",
                                "1000")
                        .err())
                .contains("leave nothing of 2025-10-24, which has");
    }

    @Test
    void a_grid_can_stand_in_a_file_and_options_go_before_it() throws IOException {
        Path file = home.resolve("grid.yaml");
        Files.writeString(file, "vary:\n  edge: [1, 1.2]\n  threshold: 0.4..0.6:0.1\nrandom: 4\nseed: 3\n");
        JsonNode found = json("--grid", file, "--json");
        assertThat(found.path("rows").size()).isEqualTo(4);
        assertThat(json("--grid", file, "--random", "6", "--json").path("rows").size())
                .isEqualTo(6);
        Files.writeString(file, "vary:\n  edge: []\nsead: 3\n");
        assertThat(sweep("--grid", file).err()).contains("line 2, column", "line 3, column", "seed");
        assertThat(sweep("--grid", file, "--vary", "edge=1").err()).contains("one of --vary, --grid and --preset");
    }

    @Test
    void the_preset_has_the_profile_a_conservative_variant_and_each_agent_alone_and_left_out() {
        JsonNode rows = json("--preset", "standard", "--json").path("rows");
        List<String> names = new ArrayList<>();
        rows.forEach(row -> names.add(row.path("settings").path("variant").stringValue()));
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "baseline",
                        "conservative",
                        "only hedge",
                        "only liquidity",
                        "only sentiment",
                        "without hedge",
                        "without liquidity",
                        "without sentiment");
        rows.forEach(row -> assertThat(row.has("sharpe_interval")).isTrue());
        Cli.Result compared = Cli.run(
                "compare",
                "--home",
                home,
                "--symbol",
                "SPY",
                "--date",
                "2025-10-24..2025-10-28",
                "--profiles",
                "V1",
                "--preset",
                "standard");
        assertThat(compared.exit()).as(compared.toString()).isZero();
        assertThat(compared.out()).contains("V1 baseline", "V1 conservative", "V1 only sentiment", "95 % from");
    }

    @Test
    void what_belongs_to_an_account_is_refused_without_one() {
        assertThat(sweep("--vary", "edge=1", "--capital", "5").err()).contains("--capital goes with --engine account");
        assertThat(sweep("--vary", "fees=none").err()).contains("Cannot vary fees");
        assertThat(sweep("--vary", "edge=1", "--symbol", "QQQ").err()).contains("Several symbols go with");
        assertThat(sweep("--engine", "account", "--vary", "capital=-1").err()).contains("capital must be above 0");
        assertThat(sweep("--engine", "account", "--vary", "unit=many").err()).contains("Cannot set unit to 'many'");
    }
}
