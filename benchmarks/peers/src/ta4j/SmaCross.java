import dev.barque.backtest.engine.BarFeed;
import dev.barque.backtest.engine.ExecutionRules;
import dev.barque.backtest.engine.MarketView;
import dev.barque.backtest.engine.PortfolioReplay;
import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.engine.PortfolioSummary;
import dev.barque.backtest.engine.ReplaySink;
import dev.barque.backtest.engine.RoundTrip;
import dev.barque.backtest.engine.Strategy;
import dev.barque.backtest.engine.Ticket;
import dev.barque.backtest.execution.Execution;
import dev.barque.backtest.execution.SlippageModel;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeOnNextOpenModel;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;

/**
 * A cross of two moving averages over one-minute bars, executed at the next opening: the portfolio engine with spread,
 * square-root impact and marking at every bar, beside ta4j without costs or marking, in one JVM and in turns. Both must make the
 * same round trips before anything is timed. ta4j gets 1,000,000 bars, since its cache grows slot by slot beyond; building its
 * series is not counted.
 *
 * <p>Arguments: bars for the engine (5000000), bars for ta4j (1000000), rounds (5).
 */
final class SmaCross {
    private static final int FAST = 20;
    private static final int SLOW = 100;
    private static final int SHARES = 100;

    public static void main(String[] args) {
        int many = args.length > 0 ? Integer.parseInt(args[0]) : 5_000_000;
        int few = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        Bars large = bars(many);
        Bars small = bars(few);
        BarSeries series = series(small);
        PortfolioResult checked = replay().run(List.of(BarFeed.of(small)), new Cross());
        requireSame(checked.roundTrips(), theirs(series), series);
        double[] engine = new double[rounds];
        double[] peer = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long began = System.nanoTime();
            Drawdown drawdown = new Drawdown();
            PortfolioSummary result = replay().run(List.of(BarFeed.of(large)), new Cross(), drawdown);
            engine[round] = many / ((System.nanoTime() - began) / 1e9);
            BarSeries fresh = series;
            began = System.nanoTime();
            TradingRecord record = theirs(fresh);
            peer[round] = few / ((System.nanoTime() - began) / 1e9);
            System.out.printf(
                    Locale.ROOT,
                    "round %d: barque %.1f M bars/s (%d round trips, net %.2f, drawdown %.2f), ta4j %.2f M bars/s (%d positions)%n",
                    round + 1,
                    engine[round] / 1e6,
                    result.roundTrips(),
                    result.net(),
                    drawdown.largest,
                    peer[round] / 1e6,
                    record.getPositionCount());
        }
        System.out.printf(
                Locale.ROOT,
                "median: barque %.1f M bars/s, ta4j %.2f M bars/s, ratio %.1f, JVM %s%n",
                median(engine) / 1e6,
                median(peer) / 1e6,
                median(engine) / median(peer),
                System.getProperty("java.version"));
    }

    private static double median(double[] of) {
        double[] sorted = of.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static Bars bars(int count) {
        Random random = new Random(7);
        Bars.Builder builder = Bars.builder(Symbol.of("SPY")).interval(Duration.ofMinutes(1));
        long first = UtcMicros.of(Instant.parse("2010-01-04T00:01:00Z"));
        double price = 400;
        for (int i = 0; i < count; i++) {
            double open = price + 0.02 * random.nextGaussian();
            double close = Math.max(50, open + 0.1 * random.nextGaussian() - 0.00001 * (price - 400));
            double high = Math.max(open, close) + 0.02;
            double low = Math.min(open, close) - 0.02;
            double volume = 50_000 + random.nextInt(50_000);
            builder.add(first + i * UtcMicros.PER_MINUTE, open, high, low, close, volume, volume * close);
            price = close;
        }
        return builder.build();
    }

    private static PortfolioReplay replay() {
        return PortfolioReplay.builder(TradingCalendars.alwaysOpen(), 1_000_000)
                .rules(ExecutionRules.standard())
                .slippage(new SpreadAndImpact())
                .build();
    }

    /** The largest fall of the equity, from the mark of every bar. */
    private static final class Drawdown implements ReplaySink {
        private double highest;
        private double largest;

        @Override
        public void equity(long timeMicros, double equity, double cash, double exposure) {
            highest = Math.max(highest, equity);
            largest = Math.max(largest, highest - equity);
        }
    }

    /** Half a basis point of spread, and Y * sigma * sqrt(q / V) with Y = 1. */
    private static final class SpreadAndImpact implements SlippageModel {
        @Override
        public String id() {
            return "spread-and-impact";
        }

        @Override
        public double perUnit(Execution execution) {
            double impact = execution.dailyVolatility()
                    * Math.sqrt(Math.abs(execution.quantity()) / execution.dailyVolume());
            return execution.price() * (0.5e-4 + (impact > 0 ? impact : 0));
        }
    }

    private static final class Cross implements Strategy {
        private final double[] closes = new double[SLOW];
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
            fast += close - closes[at < FAST ? at - FAST + SLOW : at - FAST];
            closes[at] = close;
            at = at + 1 == SLOW ? 0 : at + 1;
            boolean now = fast / FAST > slow / SLOW;
            if (seen++ >= SLOW && now != above) {
                ticket.moveTo(now ? SHARES : 0);
            }
            above = now;
        }
    }

    private static BarSeries series(Bars bars) {
        BarSeries series = new BaseBarSeriesBuilder()
                .withNumFactory(DoubleNumFactory.getInstance())
                .build();
        for (int i = 0; i < bars.size(); i++) {
            series.barBuilder()
                    .timePeriod(Duration.ofMinutes(1))
                    .endTime(UtcMicros.toInstant(bars.time(i)))
                    .openPrice(bars.open(i))
                    .highPrice(bars.high(i))
                    .lowPrice(bars.low(i))
                    .closePrice(bars.close(i))
                    .volume(bars.volume(i))
                    .add();
        }
        return series;
    }

    private static TradingRecord theirs(BarSeries series) {
        ClosePriceIndicator close = new ClosePriceIndicator(series);
        SMAIndicator fast = new SMAIndicator(close, FAST);
        SMAIndicator slow = new SMAIndicator(close, SLOW);
        BaseStrategy strategy = new BaseStrategy(
                new CrossedUpIndicatorRule(fast, slow), new CrossedDownIndicatorRule(fast, slow), SLOW);
        return new BarSeriesManager(series, new ZeroCostModel(), new ZeroCostModel(), new TradeOnNextOpenModel())
                .run(strategy);
    }

    /** Sums are carried in other orders, so that a tie may be read in two ways: one round trip in ten thousand may differ. */
    private static void requireSame(List<RoundTrip> ours, TradingRecord theirs, BarSeries series) {
        Set<Long> entries = new HashSet<>();
        theirs.getPositions().forEach(p ->
                entries.add(UtcMicros.of(series.getBar(p.getEntry().getIndex()).getEndTime())));
        long missing = ours.stream().filter(trip -> !entries.contains(trip.openedMicros())).limit(100).count();
        if (Math.abs(ours.size() - entries.size()) > 1 + entries.size() / 10_000 || missing > 1 + ours.size() / 10_000) {
            throw new IllegalStateException("Round trips differ: " + ours.size() + " and " + entries.size() + ", of which "
                    + missing + " or more of ours are not theirs");
        }
        System.out.println("Same round trips: " + ours.size() + " and " + entries.size());
    }
}
