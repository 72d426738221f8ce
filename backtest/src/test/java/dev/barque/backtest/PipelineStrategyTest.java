package dev.barque.backtest;

import static dev.barque.core.decision.Direction.LONG;
import static dev.barque.core.decision.Direction.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barque.agents.guards.StandardGuards;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.backtest.engine.BarFeed;
import dev.barque.backtest.engine.ExecutionRules;
import dev.barque.backtest.engine.Halt;
import dev.barque.backtest.engine.Margin;
import dev.barque.backtest.engine.OrderCause;
import dev.barque.backtest.engine.OrderFill;
import dev.barque.backtest.engine.PipelineStrategy;
import dev.barque.backtest.engine.PortfolioReplay;
import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.execution.AmihudSlippage;
import dev.barque.backtest.execution.FixedSlippage;
import dev.barque.backtest.execution.SlippageModel;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.DecisionLog;
import dev.barque.core.decision.NoTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A pipeline that trades in a portfolio does what the day replay of it does, where both have the same rules. */
class PipelineStrategyTest {
    private static final long SEED = Long.getLong("barque.test.seed", 20261121);

    private static PortfolioResult portfolio(ScriptedDay day, SlippageModel slippage, DecisionLog log) {
        PipelineStrategy strategy = PipelineStrategy.builder(day.pipeline(List.of()), day)
                .loggingTo(log)
                .build();
        return PortfolioReplay.builder(TradingCalendars.usEquities(), 1000)
                .rules(ExecutionRules.standard().withParticipation(Double.POSITIVE_INFINITY))
                .margin(Margin.regulationT())
                .slippage(slippage)
                .build()
                .run(List.of(BarFeed.of(day.bars())), strategy);
    }

    @Test
    void random_days_are_traded_as_the_day_replay_trades_them() {
        int trades = 0;
        for (int run = 0; run < 300; run++) {
            Random random = new Random(SEED + run);
            double[] prices = new double[60];
            double price = 100;
            for (int i = 0; i < prices.length; i++) {
                price *= Math.exp(0.005 * random.nextGaussian());
                prices[i] = price;
            }
            ScriptedDay day = new ScriptedDay(StandardProfiles.v1(), prices);
            for (int i = 0; i < prices.length; i++) {
                if (random.nextInt(4) == 0) {
                    day.take(i, random.nextBoolean() ? LONG : SHORT, 1 + random.nextInt(6));
                }
                if (random.nextInt(10) == 0) {
                    day.withoutRow(i);
                }
            }
            SlippageModel none = new FixedSlippage(0);
            ReplayResult expected = day.replay(ReplayRules.standard().withSlippage(none));
            List<Decision> decisions = new ArrayList<>();
            PortfolioResult found = portfolio(day, none, new DecisionLog() {
                @Override
                public void append(Decision decision) {
                    decisions.add(decision);
                }

                @Override
                public void close() {}
            });

            String context = "seed " + (SEED + run);
            assertThat(decisions.subList(0, prices.length - 1)).as(context).isEqualTo(expected.decisions());
            assertThat(found.equity().size())
                    .as(context)
                    .isEqualTo(expected.equity().size());
            for (int i = 0; i < found.equity().size(); i++) {
                assertThat(found.equity().equity(i) - 1000)
                        .as(context + ", bar " + i)
                        .isCloseTo(expected.equity().value(i), within(1e-9));
            }
            trades += expected.trades().size();
        }
        assertThat(trades).isGreaterThan(1000);
    }

    @Test
    void a_round_trip_names_the_decision_that_opened_it_and_is_priced_by_the_latest_row() {
        ScriptedDay day = ScriptedDay.mended(100, 100, 100, 100).take(0, LONG, 2);
        PortfolioResult result = portfolio(day, new AmihudSlippage(), DecisionLog.none());

        assertThat(result.roundTrips()).hasSize(1);
        assertThat(result.roundTrips().get(0).decision())
                .isEqualTo(day.mended().decisions().get(0));
        // At the ratio of the scripted rows slippage is one basis point.
        assertThat(result.fills().get(0).price()).isCloseTo(100.01, within(1e-9));
    }

    @Test
    void a_stop_price_is_obeyed_inside_of_the_bar_and_nothing_is_bought_back_on_it() {
        ScriptedDay day = ScriptedDay.mended(100, 100, 94, 95, 96)
                .take(0, LONG, 9, 95)
                .take(2, LONG, 9, 90)
                .take(3, LONG, 9, 90);
        PortfolioResult result = portfolio(day, new FixedSlippage(0), DecisionLog.none());

        assertThat(result.fills()).extracting(OrderFill::price).containsExactly(100.0, 94.0, 96.0);
        assertThat(result.roundTrips().get(0).cause()).isEqualTo(OrderCause.PROTECTIVE_STOP);
    }

    @Test
    void guards_are_told_of_the_day_trades_of_the_account() {
        ScriptedDay day = ScriptedDay.mended(100, 100, 100, 100, 100, 100, 100, 100, 100, 100);
        for (int bar = 0; bar < 9; bar += 3) {
            day.take(bar, LONG, 1);
        }
        List<Decision> decisions = new ArrayList<>();
        PortfolioResult result = guarded(day, "day-trades", List.of(), decisions);

        // Of three that are free one is kept in reserve.
        assertThat(result.roundTrips()).hasSize(2);
        assertThat(decisions)
                .extracting(d -> d.grounds().circumstances().account().dayTrades())
                .startsWith(0, 0)
                .contains(1)
                .endsWith(2)
                .doesNotContain(-1);
        assertThat(change(decisions.get(6))).contains("2 day trades in five sessions");
    }

    @Test
    void guards_are_told_of_halts() {
        ScriptedDay day = ScriptedDay.mended(100, 100, 100, 100, 100, 100)
                .take(1, LONG, 9)
                .take(3, LONG, 9);
        long first = day.bars().time(0);
        Halt halt = new Halt(day.bars().symbol(), first + 1, first + 2 * 60_000_000L, "news pending");
        List<Decision> decisions = new ArrayList<>();

        PortfolioResult halted = guarded(day, "market-halt", List.of(halt), decisions);

        assertThat(change(decisions.get(1))).contains("halted (news pending)");
        assertThat(halted.fills())
                .extracting(OrderFill::timeMicros)
                .containsExactly(day.bars().time(4));
        // A run that was told of no halt knows nothing of them, and the guard takes that for no permission.
        decisions.clear();
        assertThat(guarded(day, "market-halt", List.of(), decisions).fills()).isEmpty();
        assertThat(change(decisions.get(1))).contains("whether SPY is halted is unknown");
    }

    private static String change(Decision decision) {
        return ((NoTrade) decision).smallestChange().text();
    }

    private static PortfolioResult guarded(ScriptedDay day, String guard, List<Halt> halts, List<Decision> decisions) {
        PipelineStrategy strategy = PipelineStrategy.builder(
                        day.pipeline(List.of(StandardGuards.guard(guard, Map.of()))), day)
                .loggingTo(new DecisionLog() {
                    @Override
                    public void append(Decision decision) {
                        decisions.add(decision);
                    }

                    @Override
                    public void close() {}
                })
                .build();
        return PortfolioReplay.builder(TradingCalendars.usEquities(), 1000)
                .rules(ExecutionRules.standard().withParticipation(Double.POSITIVE_INFINITY))
                .halts(halts)
                .build()
                .run(List.of(BarFeed.of(day.bars())), strategy);
    }
}
