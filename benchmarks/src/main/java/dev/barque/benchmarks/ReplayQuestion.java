package dev.barque.benchmarks;

import dev.barque.backtest.engine.BarFeed;
import dev.barque.backtest.engine.ExecutionRules;
import dev.barque.backtest.engine.MarketView;
import dev.barque.backtest.engine.PortfolioReplay;
import dev.barque.backtest.engine.ReplaySink;
import dev.barque.backtest.engine.Strategy;
import dev.barque.backtest.engine.Ticket;
import dev.barque.backtest.execution.Execution;
import dev.barque.backtest.execution.SlippageModel;
import dev.barque.benchmarks.contest.Bar;
import dev.barque.benchmarks.contest.Question;
import dev.barque.benchmarks.contest.Unit;
import dev.barque.benchmarks.contest.Work;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.market.Bars;
import java.util.List;

/** A strategy over bars. */
final class ReplayQuestion {
    private static final int SHARES = 100;
    private static final double HALF_SPREAD = 0.5e-4;

    private ReplayQuestion() {}

    static Question<CrossBars> question() {
        return Question.about("replay", CrossBars.class, (dose, scratch) -> new CrossBars(dose.of(1_000_000, 100_000)))
                .asks(
                        "How many bars a second does the engine replay?",
                        "A cross of means over 20 and 100 one-minute closes, executed at the next opening, 1,000,000 bars: more make"
                                + " ta4j's cache grow slot by slot. Ours with spread, square-root impact, participation, margin and a"
                                + " mark at every bar; ta4j without costs or marks, its series built ahead of time. All make the same"
                                + " round trips.")
                .counts(Unit.BARS, CrossBars::count)
                // Whether the position that is open at the end counts is a matter of taste.
                .within(2e-3)
                .onNewestJava()
                .jvm("-Xmx6g")
                .ours("PortfolioReplay", Engine::new)
                .limit("plain loop with the same costs", Loop::new)
                .bar(new Bar.AheadOf("ta4j", 10))
                .because(
                        "the engine asks a strategy, a slippage model and a calendar that are handed in, shares the volume of a"
                                + " bar among orders, checks margin and limits, and reports each fill and mark; the loop has one strategy,"
                                + " one order and no account.")
                .build();
    }

    private static final class Engine implements Work {
        private final Bars bars;
        private long trips;
        private double lowest;

        private Engine(CrossBars given) {
            bars = given.bars();
        }

        @Override
        public void run() {
            lowest = Double.POSITIVE_INFINITY;
            ReplaySink marks = new ReplaySink() {
                @Override
                public void equity(long timeMicros, double equity, double cash, double exposure) {
                    lowest = Math.min(lowest, equity);
                }
            };
            trips = PortfolioReplay.builder(TradingCalendars.alwaysOpen(), 1_000_000)
                    .rules(ExecutionRules.standard())
                    .slippage(new SpreadAndImpact())
                    .build()
                    .run(List.of(BarFeed.of(bars)), new Cross(), marks)
                    .roundTrips();
        }

        @Override
        public double checksum() {
            return lowest < Double.POSITIVE_INFINITY ? trips : -1;
        }
    }

    /** Half a basis point of spread, and {@code sigma * sqrt(q / V)}. */
    private static final class SpreadAndImpact implements SlippageModel {
        @Override
        public String id() {
            return "spread-and-impact";
        }

        @Override
        public double perUnit(Execution execution) {
            double impact =
                    execution.dailyVolatility() * Math.sqrt(Math.abs(execution.quantity()) / execution.dailyVolume());
            return execution.price() * (HALF_SPREAD + (impact > 0 ? impact : 0));
        }
    }

    private static final class Cross implements Strategy {
        private final double[] closes = new double[CrossBars.SLOW];
        private double fast;
        private double slow;
        private int seen;
        private int at;
        private boolean above;

        @Override
        public String id() {
            return "sma-cross";
        }

        @Override
        public void onBar(MarketView view, Ticket ticket) {
            double close = view.close();
            slow += close - closes[at];
            fast += close - closes[at < CrossBars.FAST ? at - CrossBars.FAST + CrossBars.SLOW : at - CrossBars.FAST];
            closes[at] = close;
            at = at + 1 == CrossBars.SLOW ? 0 : at + 1;
            boolean now = fast / CrossBars.FAST > slow / CrossBars.SLOW;
            if (seen++ >= CrossBars.SLOW && now != above) {
                ticket.moveTo(now ? SHARES : 0);
            }
            above = now;
        }
    }

    /** Everything in local variables: sums, one order for the next opening, costs, a mark at every bar. */
    private static final class Loop implements Work {
        private final double[] open;
        private final double[] close;
        private final double[] volume;
        private long trips;
        private double equity;

        private Loop(CrossBars given) {
            Bars bars = given.bars();
            open = new double[bars.size()];
            close = new double[bars.size()];
            volume = new double[bars.size()];
            for (int i = 0; i < open.length; i++) {
                open[i] = bars.open(i);
                close[i] = bars.close(i);
                volume[i] = bars.volume(i);
            }
        }

        @Override
        public void run() {
            double fast = 0;
            double slow = 0;
            double cash = 1_000_000;
            double held = 0;
            double wanted = 0;
            double variance = 0;
            double lowest = cash;
            boolean above = false;
            trips = 0;
            for (int i = 0; i < close.length; i++) {
                if (wanted != held) {
                    double quantity = wanted - held;
                    double price = open[i];
                    double impact = Math.sqrt(variance * 390) * Math.sqrt(Math.abs(quantity) / (volume[i] * 390));
                    cash -= quantity * price + Math.abs(quantity) * price * (HALF_SPREAD + impact);
                    trips += wanted == 0 ? 1 : 0;
                    held = wanted;
                }
                double change = i == 0 ? 0 : close[i] / close[i - 1] - 1;
                variance += (change * change - variance) / 390;
                slow += close[i] - (i < CrossBars.SLOW ? 0 : close[i - CrossBars.SLOW]);
                fast += close[i] - (i < CrossBars.FAST ? 0 : close[i - CrossBars.FAST]);
                boolean now = fast / CrossBars.FAST > slow / CrossBars.SLOW;
                if (i >= CrossBars.SLOW && now != above) {
                    wanted = now ? SHARES : 0;
                }
                above = now;
                lowest = Math.min(lowest, cash + held * close[i]);
            }
            equity = lowest;
        }

        @Override
        public double checksum() {
            return equity > 0 ? trips : -1;
        }
    }
}
