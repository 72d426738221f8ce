package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code replay}. */
class ReplayCommandTest {
    @TempDir
    static Path folder;

    private static Path home;

    @BeforeAll
    static void build() {
        home = folder.resolve("home");
        Cli.build(home);
    }

    private static Cli.Result replay(Object... more) {
        Object[] words = {"replay", "--home", home, "--symbol", "SPY", "--date", "2025-10-24..2025-10-28"};
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Cli.run(all);
    }

    @Test
    void one_account_goes_through_all_days_and_its_money_adds_up() {
        Cli.Result result = replay("--json");

        assertThat(result.exit()).isZero();
        JsonNode run = new JsonMapper().readTree(result.out());
        assertThat(run.get("bars").asInt()).isGreaterThan(1000);
        assertThat(run.get("roundTrips").size()).isPositive();
        double net = run.get("netPnl").asDouble();
        assertThat(run.get("grossPnl").asDouble() - run.get("slippage").asDouble())
                .isCloseTo(net, within(1e-6));
        assertThat(run.get("equity").asDouble()).isCloseTo(100_000 + net, within(1e-6));
        assertThat(run.get("roundTrips").get(0).get("because").asString()).isNotBlank();
    }

    @Test
    void people_are_told_the_money_the_trades_what_was_refused_and_the_rules() {
        Cli.Result result = replay("--capital", "1000", "--slippage", "5bps");

        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .contains("gross P&L", "net P&L", "Not executed, not affordable: ", "Slippage: fixed-5bps")
                .contains("A stop and a target in one bar: the stop.");
    }

    @Test
    void a_report_is_written_as_one_page_and_counts_the_trials_of_the_home() throws Exception {
        Path page = folder.resolve("replay.html");
        Cli.Result result = replay("--report", page);

        assertThat(result.exit()).isZero();
        assertThat(result.err()).contains("replay.html");
        assertThat(Files.readString(page)).contains("SPY, one account", "What the result shows", "trials counted");
    }

    @Test
    void models_of_fees_and_borrowing_are_taken_by_name_and_charged() {
        Cli.Result result = replay("--fees", "per-order:amount=2", "--borrow", "flat:rate=0.5", "--json");

        assertThat(result.exit()).isZero();
        JsonNode run = new JsonMapper().readTree(result.out());
        assertThat(run.get("fees").asDouble()).isPositive();
        assertThat(run.get("rules").toString()).contains("per-order", "flat:rate=0.5");
        assertThat(replay("--fees", "free").err()).contains("ibkr-tiered");
        assertThat(replay("--borrow", "free").err()).contains("flat");
    }

    @Test
    void a_run_is_entered_in_the_trial_ledger_once_for_each_different_choice_and_judged() {
        JsonNode before =
                new JsonMapper().readTree(replay("--unit", "7", "--json").out());
        JsonNode again =
                new JsonMapper().readTree(replay("--unit", "7", "--json").out());
        Cli.Result other = replay("--unit", "8");

        int trials = before.get("trials").asInt();
        assertThat(again.get("trials").asInt()).isEqualTo(trials);
        assertThat(before.get("verdicts").size()).isPositive();
        assertThat(other.err()).contains("one of " + (trials + 1) + " different ones on SPY");
    }

    @Test
    void permanent_impact_is_named_among_the_costs_and_the_money_still_adds_up() {
        JsonNode run =
                replay("--impact", "permanent-impact:unknown-bps=20", "--json").json();

        assertThat(run.get("impact").asDouble()).isNotZero();
        assertThat(run.get("grossPnl").asDouble()
                        - run.get("slippage").asDouble()
                        - run.get("impact").asDouble())
                .isCloseTo(run.get("netPnl").asDouble(), within(1e-6));
        assertThat(replay("--impact", "permanent-impact").out())
                .contains("permanent impact", "Permanent impact: permanent-impact:gamma=0.314");
        assertThat(replay("--impact", "nonsense").err()).contains("permanent-impact");
    }

    @Test
    void nothing_is_executed_in_a_halt() throws Exception {
        JsonNode free = replay("--json").json();
        String opened = free.get("roundTrips").get(0).get("opened").asString();
        Path file = folder.resolve("halts.csv");
        Files.writeString(file, """
                symbol,from,to,reason
                SPY,2025-10-24T00:00:00Z,2025-10-29T00:00:00Z,all days
                QQQ,2025-10-24T00:00:00Z,2025-10-29T00:00:00Z,another symbol
                """);

        Cli.Result halted = replay("--halts", file, "--json");

        assertThat(opened).isNotBlank();
        assertThat(halted.json().get("fills").asInt()).isZero();
        assertThat(halted.err()).contains("1 of 2 halts are of other symbols");
        assertThat(replay("--halts", folder.resolve("none.csv")).err()).contains("Cannot read the halts in");
    }

    @Test
    void what_cannot_be_followed_is_said() {
        assertThat(replay("--execute", "soon").err()).contains("'soon' is no price", "next-open, next-close, vwap");
        assertThat(replay("--margin", "soft").err()).contains("'soft' is no margin", "regulation-t");
        Cli.Result bound = replay("--participation", "2");
        assertThat(bound.exit()).isEqualTo(2);
        assertThat(bound.err()).contains("participation must be above 0 and at most 1");
    }
}
