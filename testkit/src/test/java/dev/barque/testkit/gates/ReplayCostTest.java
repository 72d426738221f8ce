package dev.barque.testkit.gates;

import dev.barque.backtest.engine.BarFeed;
import dev.barque.backtest.engine.MarketView;
import dev.barque.backtest.engine.PortfolioReplay;
import dev.barque.backtest.engine.PortfolioSummary;
import dev.barque.backtest.engine.ReplaySink;
import dev.barque.backtest.engine.Strategy;
import dev.barque.backtest.engine.Ticket;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.testkit.cost.Heap;
import dev.barque.testkit.cost.ProcessorTime;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The engine under a cross of two means, which trades every few dozen bars. */
@Tag("cost")
class ReplayCostTest {
    private static final int FEW = 500;
    private static final int MANY = 16 * FEW;

    private static Bars bars(int count) {
        SplittableRandom random = new SplittableRandom(7);
        Bars.Builder bars = Bars.builder(Symbol.of("SPY")).interval(Duration.ofMinutes(1));
        double price = 400;
        for (int i = 0; i < count; i++) {
            double open = price + 0.02 * (random.nextDouble() - 0.5);
            price = open + 0.3 * (random.nextDouble() - 0.5);
            double high = Math.max(open, price) + 0.02;
            double low = Math.min(open, price) - 0.02;
            bars.add(Rows.time(0, 0) + (i + 1) * UtcMicros.PER_MINUTE, open, high, low, price, 50_000, 50_000 * price);
        }
        return bars.build();
    }

    /** A position while the mean of the last 5 closes is above that of the last 20. */
    static final class Cross implements Strategy {
        private final double[] closes = new double[20];
        private double fast;
        private double slow;
        private int seen;

        @Override
        public String id() {
            return "cross";
        }

        @Override
        public void onBar(MarketView view, Ticket ticket) {
            double close = view.close();
            slow += close - closes[seen % 20];
            fast += close - closes[(seen + 15) % 20];
            closes[seen++ % 20] = close;
            if (seen >= 20) {
                ticket.moveTo(fast / 5 > slow / 20 ? 100 : 0);
            }
        }
    }

    private static PortfolioSummary run(Bars bars, Strategy strategy) {
        return PortfolioReplay.builder(TradingCalendars.alwaysOpen(), 1_000_000)
                .build()
                .run(List.of(BarFeed.of(bars)), strategy, ReplaySink.none());
    }

    static void a_bar_takes_nearly_no_heap(Supplier<Strategy> strategy) {
        Bars few = bars(8 * FEW);
        Bars many = bars(8 * MANY);
        double trips = run(many, strategy.get()).roundTrips();
        Gate.atLeast(8 * MANY / 100, trips, "round trips");
        double ofFew = Heap.perCall(2, i -> run(few, strategy.get()));
        double ofMany = Heap.perCall(1, i -> run(many, strategy.get()));
        // What an order and its fill take, and the session of a day, come to a few bytes for each bar.
        Gate.atMost(24, (ofMany - ofFew) / (8 * (MANY - FEW)), "bytes of heap for each bar more");
    }

    static void a_bar_takes_little_longer_in_a_run_that_is_sixteen_times_as_long(Supplier<Strategy> strategy) {
        Bars few = bars(FEW);
        Bars many = bars(MANY);
        double growth = ProcessorTime.growth(
                2.5,
                () -> {
                    for (int i = 0; i < 16; i++) {
                        run(few, strategy.get());
                    }
                },
                () -> run(many, strategy.get()));
        Gate.atMost(2.5, growth, "time of a run that is 16 times as long, beside 16 short ones");
    }

    @Test
    void a_bar_takes_nearly_no_heap() {
        a_bar_takes_nearly_no_heap(Cross::new);
    }

    @Test
    void a_bar_takes_little_longer_in_a_run_that_is_sixteen_times_as_long() {
        a_bar_takes_little_longer_in_a_run_that_is_sixteen_times_as_long(Cross::new);
    }
}
