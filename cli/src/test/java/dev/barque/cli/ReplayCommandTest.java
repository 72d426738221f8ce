package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
    void what_cannot_be_followed_is_said() {
        assertThat(replay("--execute", "soon").err()).contains("'soon' is no price", "next-open, next-close, vwap");
        assertThat(replay("--margin", "soft").err()).contains("'soft' is no margin", "regulation-t");
        Cli.Result bound = replay("--participation", "2");
        assertThat(bound.exit()).isEqualTo(2);
        assertThat(bound.err()).contains("participation must be above 0 and at most 1");
    }
}
