package dev.barque.backtest;

import static dev.barque.core.decision.Direction.LONG;
import static dev.barque.core.decision.Direction.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barque.agents.DecisionSession;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.guards.StandardGuards;
import dev.barque.core.account.AccountKeeper;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.CircumstanceSource;
import dev.barque.core.decision.Circumstances;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.MemoryKillSwitch;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Reading;
import dev.barque.core.decision.ReadingSeries;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.AsOf;
import dev.barque.core.market.Bars;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Guards in a replay: they see the account that the replay makes, and nothing before its time. */
class ReplayGuardsTest {
    private static final long FIRST = UtcMicros.of(Instant.parse("2025-10-24T13:31:00Z"));

    @Test
    void without_guards_circumstances_change_nothing() {
        ScriptedDay day = ScriptedDay.mended(100, 101, 98, 97, 99, 100)
                .take(0, LONG, 9, 98.5)
                .take(4, SHORT, 2);
        ReplayResult plain = day.mended();
        ReplayResult told = day.guarded(List.of(), account(1_000));

        assertThat(told.decisions()).isEqualTo(plain.decisions());
        assertThat(told.trades()).isEqualTo(plain.trades());
        assertThat(told.statistics()).isEqualTo(plain.statistics());
        assertThat(told.decisions())
                .allSatisfy(decision ->
                        assertThat(decision.grounds().circumstances()).isSameAs(Circumstances.unknown()));
    }

    @Test
    void guards_see_the_account_as_it_is_at_each_bar() {
        ReplayResult result = ScriptedDay.mended(100, 101, 102, 104, 103)
                .take(0, LONG, 2)
                .take(1, LONG, 9)
                .take(3, SHORT, 9)
                .guarded(List.of(guard("order-rate")), account(1_000));

        List<AccountState> states = result.decisions().stream()
                .map(decision -> decision.grounds().circumstances().account())
                .toList();
        assertThat(states).extracting(AccountState::units).containsExactly(0.0, 1.0, 1.0, 0.0);
        double entry = result.trades().get(0).entryPrice();
        assertThat(states.get(0).equity()).isEqualTo(1_000);
        assertThat(states.get(1).equity()).isCloseTo(1_000 + 101 - entry, within(1e-9));
        assertThat(states.get(2).equity()).isCloseTo(1_000 + 102 - entry, within(1e-9));
        assertThat(states.get(3).equity())
                .isCloseTo(1_000 + result.trades().get(0).pnl(), within(1e-9));
        assertThat(states).extracting(AccountState::dayTrades).containsExactly(0, 0, 0, 1);
    }

    @Test
    void the_account_is_the_equity_curve_of_the_replay() {
        ReplayResult result = ScriptedDay.mended(100, 103, 99, 104, 98, 101)
                .take(0, LONG, 2)
                .take(3, SHORT, 9)
                .guarded(List.of(guard("order-rate")), account(1_000));
        for (int i = 0; i < result.decisions().size(); i++) {
            assertThat(result.decisions()
                            .get(i)
                            .grounds()
                            .circumstances()
                            .account()
                            .equity())
                    .isCloseTo(1_000 + result.equity().value(i), within(1e-9));
        }
    }

    @Test
    void a_loss_ends_the_session() {
        ScriptedDay day = ScriptedDay.mended(100, 100, 90, 90, 90, 90, 90)
                .take(0, LONG, 2)
                .take(4, LONG, 9);
        List<TradeGuard> guards = List.of(guard("daily-loss", "max_loss_share", "0.05"));

        assertThat(day.guarded(guards, account(1_000)).trades()).hasSize(2);
        ReplayResult poor = day.guarded(guards, account(150));

        assertThat(poor.trades()).hasSize(1);
        NoTrade vetoed = (NoTrade) poor.decisions().get(4);
        assertThat(vetoed.reason()).isEqualTo(NoTrade.Reason.VETOED);
        assertThat(vetoed.smallestChange().text()).contains("daily-loss", "at 2025-10-24T13:33:00Z", "of 150.00");
        assertThat(vetoed.smallestChange().amount()).isCloseTo(10.01 - 7.5, within(0.02));
    }

    @Test
    void after_a_stop_the_symbol_rests() {
        ScriptedDay day = ScriptedDay.mended(100, 101, 98, 97, 99, 100, 100)
                .take(0, LONG, 9, 98.5)
                .take(4, LONG, 9, 98.5);
        assertThat(day.mended().trades()).hasSize(2);
        assertThat(day.guarded(List.of(guard("stop-cooldown", "minutes", "5")), account(1_000))
                        .trades())
                .hasSize(1);
        assertThat(day.guarded(List.of(guard("stop-cooldown", "minutes", "1")), account(1_000))
                        .trades())
                .as("stopped at 13:34, decided at 13:35")
                .hasSize(2);
    }

    @Test
    void several_guards_make_a_trade_smaller_until_it_fits_all_of_them() {
        ReplayResult result = ScriptedDay.mended(100, 101, 102)
                .take(0, LONG, 9, 99)
                .guarded(
                        List.of(
                                guard("trade-risk", "max_risk_share", "0.0005"),
                                guard("symbol-exposure", "max_share", "0.01"),
                                guard("position-limit", "max_units", "0.4")),
                        account(1_000));

        Trade trade = (Trade) result.decisions().get(0);
        assertThat(trade.size()).isCloseTo(0.1, within(1e-12));
        assertThat(trade.grounds().verdicts())
                .extracting(verdict -> verdict.outcome().name())
                .containsExactly("SHRUNK", "SHRUNK", "PASSED");
        assertThat(result.trades().get(0).size()).isEqualTo(trade.size());
    }

    @Test
    void a_reading_is_not_seen_before_it_is_known() {
        ReadingSeries index = ReadingSeries.of(List.of(
                new Reading(Reading.VOLATILITY_INDEX, 20, FIRST - 1),
                new Reading(Reading.VOLATILITY_INDEX, 50, FIRST + UtcMicros.PER_MINUTE + 1)));
        ReplayResult result = ScriptedDay.mended(100, 101, 102, 103, 104)
                .take(0, LONG, 1)
                .take(1, LONG, 1)
                .take(2, LONG, 1)
                .guarded(
                        List.of(guard("volatility-survival")),
                        new ReplayCircumstances(keeper(1_000), CircumstanceSource.of(List.of(index))));

        assertThat(result.decisions().get(0)).isInstanceOf(Trade.class);
        assertThat(result.decisions().get(1)).isInstanceOf(Trade.class);
        assertThat(result.decisions().get(2).explanation()).contains("stands at 50");
    }

    @Test
    void the_same_account_goes_on_over_two_replays() {
        AccountKeeper keeper = keeper(24_000);
        ReplayCircumstances circumstances = new ReplayCircumstances(keeper, CircumstanceSource.none());
        List<TradeGuard> guards = List.of(guard("day-trades"));
        for (int run = 0; run < 2; run++) {
            ReplayResult result =
                    ScriptedDay.mended(100, 101, 102, 103).take(0, LONG, 1).guarded(guards, circumstances);
            assertThat(result.trades()).hasSize(1);
        }
        ReplayResult third =
                ScriptedDay.mended(100, 101, 102, 103).take(0, LONG, 1).guarded(guards, circumstances);
        assertThat(third.trades()).isEmpty();
        assertThat(third.decisions().get(0).explanation()).contains("2 day trades in five sessions");
    }

    @Test
    void a_guard_that_needs_an_account_forbids_where_nobody_keeps_one() {
        ScriptedDay day = ScriptedDay.mended(100, 101, 102).take(0, LONG, 9);
        ReplayResult result =
                new Replay(day.pipeline(List.of(guard("position-limit"))), ReplayRules.standard()).run(day.bars(), day);
        assertThat(result.trades()).isEmpty();
        assertThat(result.decisions().get(0).explanation()).contains("the position is unknown");
    }

    @Test
    void live_that_is_shown_what_a_replay_saw_decides_alike_and_the_other_way_round() {
        MemoryKillSwitch kill = new MemoryKillSwitch();
        CircumstanceSource killed = (symbol, micros, account) -> {
            if (micros == FIRST + 3 * UtcMicros.PER_MINUTE) {
                kill.on(Instant.parse("2025-10-24T13:34:01Z"), "anna", "drill");
            }
            return CircumstanceSource.of(List.of(kill.reading())).at(symbol, micros, account);
        };
        ScriptedDay day = ScriptedDay.mended(100, 101, 98, 97, 99, 100, 101, 102)
                .take(0, LONG, 2, 99.5)
                .take(3, SHORT, 2, 101)
                .take(5, LONG, 2, 99);
        List<TradeGuard> guards = List.of(
                guard("kill-switch"),
                guard("drawdown", "max_drawdown", "0.001", "release", "minutes", "cooldown", "2"),
                guard("position-limit", "max_units", "0.5"));
        ReplayResult replay = day.guarded(guards, new ReplayCircumstances(keeper(1_000), killed));

        Bars bars = day.bars();
        DecisionSession live = day.pipeline(guards).newSession();
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i + 1 < bars.size(); i++) {
            decisions.add(live.decide(
                    day.find(replay.featureSet(), bars.symbol(), AsOf.at(bars.time(i)))
                            .orElseThrow(),
                    day.pipeline(guards).contextAt(bars, i),
                    replay.decisions().get(i).grounds().circumstances()));
        }
        assertThat(decisions).isEqualTo(replay.decisions());
        assertThat(decisions.get(5).explanation()).contains("by anna: drill");

        CircumstanceSource recorded = (symbol, micros, account) -> decisions
                .get(Math.toIntExact((micros - FIRST) / UtcMicros.PER_MINUTE))
                .grounds()
                .circumstances();
        assertThat(day.guarded(guards, new ReplayCircumstances(keeper(7), recorded))
                        .decisions())
                .isEqualTo(decisions);
    }

    private static TradeGuard guard(String id, String... values) {
        Map<String, String> map = new java.util.HashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            map.put(values[i], values[i + 1]);
        }
        return StandardGuards.guard(id, map);
    }

    private static ReplayCircumstances account(double equity) {
        return new ReplayCircumstances(keeper(equity), CircumstanceSource.none());
    }

    private static AccountKeeper keeper(double equity) {
        return AccountKeeper.builder(TradingCalendars.usEquities())
                .equity(equity)
                .build();
    }
}
