package dev.barque.ops.checks.data;

import static dev.barque.ops.checks.Asked.ask;
import static dev.barque.ops.checks.Asked.degradedText;
import static dev.barque.ops.checks.Asked.healthy;
import static dev.barque.ops.checks.Asked.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.decision.Trade;
import dev.barque.core.market.Symbol;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Homes;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.Asked;
import dev.barque.store.decisions.DecisionRecords;
import dev.barque.store.decisions.JsonlDecisionLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real decision log. */
class DecisionChecksTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    private Verdict look(HealthCheck check, String now) {
        return ask(check, Asked.market(Instant.parse(now)).with(DecisionRecords.class, DecisionRecords.ofHome(home)));
    }

    /** So many bars without a trade, then one with a trade where it is wanted. */
    private void log(Symbol symbol, String first, int idle, boolean trade) {
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            Instant at = Instant.parse(first);
            for (int i = 0; i < idle; i++) {
                log.append(none(symbol, at.plusSeconds(60L * i)));
            }
            if (trade) {
                log.append(trade(symbol, at.plusSeconds(60L * idle)));
            }
        }
    }

    @Test
    void without_a_decision_nothing_is_known() {
        assertThat(unknown(look(new TradeIdeas(), "2025-11-03T15:30:00Z"))).contains("no decision");
        assertThat(unknown(look(new LastTrade(), "2025-11-03T15:30:00Z"))).contains("no decision");
    }

    @Test
    void a_long_streak_without_a_trade_is_degraded_and_ends_with_a_trade() {
        TradeIdeas check = new TradeIdeas(5, 50, 0.5);
        log(Homes.SPY, "2025-11-03T14:31:00Z", 60, false);

        assertThat(degradedText(look(check, "2025-11-03T16:00:00Z")))
                .contains("about SPY", "60 bars in a row", "insufficient_alignment", "why-no-trade");

        log(Homes.SPY, "2025-11-03T15:31:00Z", 1, true);
        healthy(look(check, "2025-11-03T16:00:00Z"));
    }

    @Test
    void each_symbol_has_a_streak_of_its_own() {
        log(Homes.SPY, "2025-11-03T14:31:00Z", 60, false);
        log(Homes.QQQ, "2025-11-03T15:31:00Z", 3, true);

        assertThat(degradedText(look(new TradeIdeas(5, 50, 0.5), "2025-11-03T16:00:00Z")))
                .contains("about SPY")
                .doesNotContain("QQQ");
    }

    @Test
    void trades_on_nearly_every_bar_are_degraded() {
        for (int i = 0; i < 10; i++) {
            log(Homes.SPY, "2025-11-03T14:3" + i + ":00Z", 0, true);
        }

        assertThat(degradedText(look(new TradeIdeas(), "2025-11-03T16:00:00Z")))
                .contains("a trade on 100 % of 10 bars");
    }

    @Test
    void damaged_records_are_degraded() throws IOException {
        log(Homes.SPY, "2025-11-03T14:31:00Z", 5, true);
        Path file = JsonlDecisionLog.folderOf(home).resolve("date=2025-11-03/decisions-000001.jsonl");
        byte[] content = Files.readAllBytes(file);
        content[30] ^= 1;
        Files.write(file, content);

        assertThat(degradedText(look(new TradeIdeas(), "2025-11-03T16:00:00Z")))
                .contains("2 places that cannot be read");
    }

    @Test
    void a_trade_grows_old_by_market_hours_only() {
        log(Homes.SPY, "2025-10-31T19:30:00Z", 0, true);
        LastTrade check = new LastTrade(Duration.ofHours(1), 10);

        // Half an hour on Friday before the close; Monday opens at 14:30.
        healthy(look(check, "2025-11-03T15:00:00Z"));
        assertThat(degradedText(look(check, "2025-11-03T15:00:01Z")))
                .contains("2025-10-31T19:30:00Z", "1 h of market hours ago");

        log(Homes.SPY, "2025-11-03T15:00:00Z", 0, true);
        healthy(look(check, "2025-11-03T15:00:01Z"));
    }

    @Test
    void a_log_without_any_trade_is_as_old_as_its_first_date() {
        log(Homes.SPY, "2025-10-31T14:30:00Z", 3, false);

        healthy(look(new LastTrade(), "2025-10-31T19:59:00Z"));
        assertThat(degradedText(look(new LastTrade(Duration.ofHours(6), 10), "2025-11-03T20:00:00Z")))
                .contains("no trade on the last 1 date");
    }

    private static Decision none(Symbol symbol, Instant at) {
        return new NoTrade(
                Grounds.empty(symbol, at, "V1", null),
                NoTrade.Reason.INSUFFICIENT_ALIGNMENT,
                new SmallestChange("nothing", Double.NaN));
    }

    private static Decision trade(Symbol symbol, Instant at) {
        return new Trade(
                Grounds.empty(symbol, at, "V1", null),
                Direction.LONG,
                0.7,
                1,
                8,
                Double.NaN,
                new Rationale("2/3 agents agree", "hedge", "good", "low"));
    }
}
