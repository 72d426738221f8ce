package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TrialsCommandsTest {
    private static final String DATES = "2025-10-24..2025-10-28";

    @TempDir
    static Path home;

    @Test
    void runs_are_entered_counted_judged_and_cannot_be_taken_out() throws IOException {
        Cli.build(home);
        assertThat(Cli.run("trials", "list", "--home", home).out()).contains("No trial in the ledger");

        Cli.Result backtest = Cli.run("backtest", "--home", home, "--symbol", "SPY", "--date", DATES);
        assertThat(backtest.exit()).as(backtest.toString()).isZero();
        assertThat(backtest.err()).contains("Trial 1, one of 1 different ones on SPY; seal ");
        Cli.Result compare = Cli.run(
                "compare",
                "--home",
                home,
                "--symbol",
                "SPY",
                "--date",
                DATES,
                "--profiles",
                "V1",
                "--slippage",
                "amihud,0bps,5bps");
        assertThat(compare.err())
                .contains("Trial 2, one of 1 different", "Trial 3, one of 2 different", "Trial 4, one of 3 different");

        Cli.Result again = Cli.run(
                "statistics", "--home", home, "--symbol", "SPY", "--date", DATES, "--capital", "10000", "--json");
        assertThat(again.exit()).isZero();
        JsonNode run = again.json();
        assertThat(run.path("trial").longValue()).isEqualTo(5);
        assertThat(run.path("trials").longValue()).as("made again counts once").isEqualTo(3);
        assertThat(run.path("capital").doubleValue()).isEqualTo(10_000);
        assertThat(run.path("figures").path("trades").intValue()).isEqualTo(1);
        double pnl = run.path("figures").path("pnl").doubleValue();
        assertThat(pnl).isNegative();
        assertThat(run.path("figures").path("total_return").doubleValue()).isEqualTo(pnl / 10_000);
        assertThat(run.path("figures").path("cagr").isNull()).isTrue();
        assertThat(run.path("figures").path("cagr_absent").stringValue()).contains("3 days are too few");
        assertThat(run.path("by_day").size()).isEqualTo(3);
        assertThat(run.path("by_symbol").path("SPY").path("trades").intValue()).isEqualTo(1);
        assertThat(run.path("verdicts").get(0).path("meaning").stringValue()).startsWith("Nothing was found");

        JsonNode list = Cli.run("trials", "list", "--home", home, "--json").json();
        assertThat(list.path("whole").booleanValue()).isTrue();
        assertThat(list.path("trials").size()).isEqualTo(5);
        assertThat(list.path("choices").get(0).path("trials").longValue()).isEqualTo(3);
        assertThat(list.path("choices")
                        .get(0)
                        .path("verdicts")
                        .get(0)
                        .path("outcome")
                        .stringValue())
                .isEqualTo("not_shown");
        String seal = list.path("trials").get(2).path("seal").stringValue();

        assertThat(Cli.run("trials", "list", "--home", home).out())
                .contains("made again later", "On SPY: 3 different trials.", "There is an edge: not shown.");
        assertThat(Cli.run("trials", "show", "--home", home, "3").out()).contains("fixed-0bps", seal, "2025-10-24");
        assertThat(Cli.run("trials", "show", "--home", home, "9").err()).contains("no trial 9", "5 were entered");
        Cli.Result kept = Cli.run("trials", "check", "--home", home, "--seal", "3:" + seal.substring(0, 16));
        assertThat(kept.exit()).isZero();
        assertThat(kept.out()).contains("is whole: 5 trials");
        assertThat(Cli.run("trials", "check", "--home", home, "--seal", "2:" + seal)
                        .exit())
                .isEqualTo(1);
        assertThat(Cli.run("trials", "check", "--home", home, "--seal", "x").exit())
                .isEqualTo(2);
        assertThat(Cli.run("store", "verify", "--home", home).exit())
                .as("a home with trials is in order")
                .isZero();

        Path file = home.resolve("trials/trials.jsonl");
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 2));
        Cli.Result cut = Cli.run("trials", "check", "--home", home);
        assertThat(cut.exit()).isEqualTo(1);
        assertThat(cut.out()).contains("is not whole: 5 trials were entered, 3 are missing", "Entries 3 to 5");
        Cli.Result after = Cli.run("statistics", "--home", home, "--symbol", "SPY", "--date", DATES, "--json");
        assertThat(after.json().path("trials").longValue())
                .as("what is missing is counted")
                .isEqualTo(4);
        Cli.Result listed = Cli.run("trials", "list", "--home", home);
        assertThat(listed.exit()).isEqualTo(1);
        assertThat(listed.err()).contains("The ledger is not whole. Entries 3 to 5 are missing");
    }

    @Test
    void a_capital_that_is_none_is_refused() {
        for (String capital : new String[] {"0", "-5", "NaN"}) {
            Cli.Result result =
                    Cli.run("statistics", "--home", home, "--symbol", "SPY", "--date", DATES, "--capital=" + capital);
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err()).contains("--capital is", "above 0");
        }
    }
}
