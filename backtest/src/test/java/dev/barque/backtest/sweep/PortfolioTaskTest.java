package dev.barque.backtest.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barque.backtest.engine.BarFeed;
import dev.barque.backtest.engine.ExecutionRules;
import dev.barque.backtest.engine.MarketView;
import dev.barque.backtest.engine.PortfolioReplay;
import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.engine.Strategy;
import dev.barque.backtest.engine.Ticket;
import dev.barque.backtest.execution.FixedSlippage;
import dev.barque.backtest.statistics.EquitySeries;
import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.statistics.PortfolioSeries;
import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.backtest.statistics.TradeTable;
import dev.barque.backtest.statistics.TrialCount;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.feature.RowCursor;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.core.trial.Trial;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sweeps over one account that trades many symbols. */
class PortfolioTaskTest {
    private static final long SEED = Long.getLong("barque.test.seed", 20261121);
    private static final StatisticsRules RULES = StatisticsRules.standard().withResamples(100);
    private static final TradingCalendar CALENDAR = TradingCalendars.alwaysOpen();
    private static final FeatureSetId SET = FeatureSetId.of("v1.0.0");
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Symbol QQQ = Symbol.of("QQQ");
    private static final int BARS = 30;
    private static final List<LocalDate> DATES = IntStream.range(0, 12)
            .mapToObj(day -> LocalDate.of(2025, 10, 1).plusDays(day))
            .toList();

    /** Random walks of two symbols; counts what is asked of it. */
    private static final class Source implements BarSource, FeatureReader {
        final AtomicInteger days = new AtomicInteger();
        final AtomicInteger finds = new AtomicInteger();

        @Override
        public Bars day(Symbol symbol, LocalDate date) {
            days.incrementAndGet();
            Random random = new Random(SEED + date.toEpochDay() * 31 + symbol.hashCode());
            Bars.Builder bars = Bars.builder(symbol).interval(Duration.ofMinutes(1));
            long first = UtcMicros.of(date.atTime(LocalTime.of(14, 1)).toInstant(ZoneOffset.UTC));
            double price = 100;
            for (int i = 0; i < BARS; i++) {
                double open = price;
                price *= 1 + 0.002 * random.nextGaussian();
                double high = Math.max(open, price) + 0.01;
                double low = Math.min(open, price) - 0.01;
                bars.add(first + i * UtcMicros.PER_MINUTE, open, high, low, price, 10_000, 10_000 * price);
            }
            return bars.build();
        }

        @Override
        public Optional<FeatureRow> find(FeatureSetId set, Symbol symbol, AsOf asOf) {
            finds.incrementAndGet();
            return Optional.empty();
        }

        @Override
        public NoFeatures diagnose(FeatureSetId set, Symbol symbol, AsOf asOf) {
            throw new AssertionError("nobody asks");
        }

        @Override
        public Bars bars(Symbol symbol, Instant from, Instant to) {
            throw new AssertionError("nobody asks");
        }

        @Override
        public List<LocalDate> dates() {
            return DATES;
        }

        @Override
        public Set<Symbol> symbols(LocalDate date) {
            return Set.of(SPY, QQQ);
        }
    }

    /** Buys after a rise over so many bars and sells after a fall; asks for the row of each bar, as a pipeline does. */
    private static final class Momentum implements Strategy {
        private final int length;
        private final FeatureReader features;
        private final List<RowCursor> cursors = new ArrayList<>();
        private final List<List<Double>> prices = new ArrayList<>();

        Momentum(int length, FeatureReader features) {
            this.length = length;
            this.features = features;
        }

        @Override
        public String id() {
            return "momentum " + length;
        }

        @Override
        public void begin(List<Symbol> symbols) {
            symbols.forEach(symbol -> {
                cursors.add(features.cursor(SET, symbol));
                prices.add(new ArrayList<>());
            });
        }

        @Override
        public void onBar(MarketView view, Ticket ticket) {
            cursors.get(view.index()).find(view.timeMicros(), view.timeMicros());
            List<Double> seen = prices.get(view.index());
            seen.add(view.close());
            if (seen.size() > length) {
                ticket.moveTo(view.close() > seen.get(seen.size() - 1 - length) ? 100 : -100);
            }
        }
    }

    private static final class Momenta implements PortfolioRuns {
        final ConcurrentMap<SweepPoint, Performance> made = new ConcurrentHashMap<>();
        private final FeatureReader features;

        Momenta(FeatureReader features) {
            this.features = features;
        }

        @Override
        public String key(SweepPoint point) {
            return point.text();
        }

        @Override
        public PortfolioReplay replay(SweepPoint point) {
            double bps = Double.parseDouble(point.settings().getOrDefault("bps", "1"));
            return PortfolioReplay.builder(CALENDAR, 100_000)
                    .rules(ExecutionRules.standard())
                    .slippage(new FixedSlippage(bps))
                    .build();
        }

        @Override
        public Strategy strategy(SweepPoint point) {
            return new Momentum(Integer.parseInt(point.settings().getOrDefault("length", "1")), features);
        }

        @Override
        public void made(SweepPoint point, PortfolioReplay replay, Performance run) {
            made.put(point, run);
        }
    }

    private static List<BarFeed> feeds(BarSource bars) {
        return List.of(BarFeed.of(bars, SPY, DATES), BarFeed.of(bars, QQQ, DATES));
    }

    private static PortfolioTask task(PortfolioRuns runs, BarSource bars) {
        return PortfolioTask.of(runs, () -> feeds(bars), CALENDAR, RULES);
    }

    private static List<SweepPoint> points(String... axes) {
        return SweepPlan.grid(List.of(axes).stream().map(Axis::parse).toList());
    }

    @Test
    void five_hundred_runs_on_two_threads_read_each_day_and_row_once_and_each_is_told_of() {
        Source source = new Source();
        HeldBars bars = new HeldBars(source);
        Momenta runs = new Momenta(new HeldFeatures(source));
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<SweepRun> made = Sweep.of(task(runs, bars)).run(points("length=1..50:1", "bps=0..9:1"), pool, 2);
            assertThat(made).hasSize(500).allMatch(run -> run.outcome().trades() > 0);
        } finally {
            pool.shutdownNow();
        }
        assertThat(source.days).hasValue(2 * DATES.size());
        assertThat(source.finds).hasValue(2 * DATES.size() * BARS);
        assertThat(runs.made).hasSize(500);
    }

    @Test
    void a_run_of_a_sweep_is_the_run_made_by_itself_and_threads_change_nothing() {
        Source source = new Source();
        List<SweepPoint> points = points("length=2,5,9", "bps=1,5");
        WalkForward walk = WalkForward.of(WalkForward.Kind.ROLLING, 6, 3).withBars(5, 0);
        SweepTable alone = SweepTable.of(
                Sweep.of(task(new Momenta(source), source).cutting(walk)).run(points, Runnable::run, 1),
                walk,
                TrialCount.single(),
                RULES);
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<SweepRun> made = Sweep.of(
                            task(new Momenta(source), new HeldBars(source)).cutting(walk))
                    .run(points, pool, 3);
            assertThat(SweepTable.of(made, walk, TrialCount.single(), RULES)).isEqualTo(alone);
        } finally {
            pool.shutdownNow();
        }
        PortfolioResult single = new Momenta(source).replay(points.get(3)).run(feeds(source), new Momentum(5, source));
        SweepOutcome found = alone.rows().stream()
                .filter(row -> row.run().point().equals(points.get(3)))
                .findFirst()
                .orElseThrow()
                .run()
                .outcome();
        assertThat(found.pnl()).isEqualTo(single.summary().net());
        assertThat(found.trades()).isEqualTo(single.summary().roundTrips());
        Performance run =
                Performance.of(PortfolioSeries.equity(single), PortfolioSeries.trades(single), CALENDAR, RULES);
        assertThat(found.returns().array()).containsExactly(run.days().returns());
    }

    @Test
    void bars_of_purge_and_embargo_cut_the_days_at_the_edges_of_training() {
        List<Fold> folds = new WalkForward(WalkForward.Kind.ANCHORED, 4, 2, 1, 1)
                .withBars(12, 7)
                .folds(9);

        assertThat(folds.get(0)).isEqualTo(new Fold(List.of(0, 1, 2), List.of(4, 5), Set.of(), Set.of(2)));
        assertThat(folds.get(2))
                .as("day 6 is under the embargo, and day 7 is purged")
                .isEqualTo(new Fold(List.of(0, 1, 2, 3, 4, 5), List.of(8), Set.of(), Set.of(5)));
        assertThat(new WalkForward(WalkForward.Kind.ANCHORED, 4, 2, 0, 1)
                        .withBars(0, 7)
                        .folds(9)
                        .get(2))
                .isEqualTo(new Fold(List.of(0, 1, 2, 3, 4, 5, 7), List.of(8), Set.of(7), Set.of()));
    }

    @Test
    void the_parts_of_a_day_compound_to_its_return() {
        Random random = new Random(SEED);
        long[] times = new long[BARS * 3];
        double[] equity = new double[times.length];
        double worth = 1000;
        for (int i = 0; i < times.length; i++) {
            LocalDate date = DATES.get(i / BARS);
            times[i] = UtcMicros.of(date.atTime(10, 1 + i % BARS).toInstant(ZoneOffset.UTC));
            worth *= 1 + 0.01 * random.nextGaussian();
            equity[i] = worth;
        }
        Performance run = Performance.of(
                EquitySeries.of(times, equity, 1000), TradeTable.builder().build(), CALENDAR, RULES);

        List<DayPart> parts = DayPart.of(run, 4, 6);

        for (int day = 0; day < 3; day++) {
            double before = day == 0 ? 1000 : equity[day * BARS - 1];
            int from = day * BARS;
            assertThat(parts.get(day).without(false, false))
                    .as("seed %d, day %d", SEED, day)
                    .isCloseTo(run.days().returns()[day], within(1e-12));
            assertThat(parts.get(day).without(false, true))
                    .isCloseTo(equity[from + BARS - 7] / before - 1, within(1e-12));
            assertThat(parts.get(day).without(true, false))
                    .isCloseTo(equity[from + BARS - 1] / equity[from + 3] - 1, within(1e-12));
            assertThat(parts.get(day).without(true, true))
                    .isCloseTo(equity[from + BARS - 7] / equity[from + 3] - 1, within(1e-12));
        }
        assertThatThrownBy(() -> DayPart.of(run, 10, 20))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("leave nothing of 2025-10-01, which has 30: say them in days");
    }

    @Test
    void what_a_choice_owes_to_the_purged_bars_does_not_count() {
        // One gains in the last bars of its training only, the other one a little before.
        SweepRun late = run("late", 0.0, 0.08);
        SweepRun steady = run("steady", 0.001, 0.0);
        WalkForward whole = WalkForward.of(WalkForward.Kind.ROLLING, 2, 1);

        assertThat(SweepTable.of(List.of(late, steady), whole.withBars(1, 0), TrialCount.single(), RULES)
                        .steps()
                        .get(0)
                        .chosen())
                .isEqualTo(steady.point());
        assertThat(SweepTable.of(List.of(late, steady), whole, TrialCount.single(), RULES)
                        .steps()
                        .get(0)
                        .chosen())
                .isEqualTo(late.point());
    }

    /** Three days: a gain on the first of which half is lost on the second, and what the last bars of the second bring. */
    private static SweepRun run(String name, double gain, double atTheEnd) {
        List<DayPart> parts = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int day = 0; day < 3; day++) {
            DayPart part = new DayPart(0, (day == 0 ? gain : 0 - gain / 2) - 0.0002 * day, day == 1 ? atTheEnd : 0);
            parts.add(part);
            values.add(part.without(false, false));
        }
        return new SweepRun(
                new SweepPoint(Map.of("of", name)),
                new SweepOutcome(new Trial.Returns(DATES.subList(0, 3), values), 1, 1, 0, name, parts));
    }

    @Test
    void whole_days_cannot_be_cut() {
        SweepRun run = new SweepRun(
                points("a=1").get(0),
                new SweepOutcome(new Trial.Returns(DATES.subList(0, 3), List.of(0.1, 0.2, 0.3)), 1, 1, 0, "d"));
        WalkForward walk = WalkForward.of(WalkForward.Kind.ROLLING, 2, 1).withBars(1, 0);

        assertThatThrownBy(() -> SweepTable.of(List.of(run), walk, TrialCount.single(), RULES))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("whole days only");
    }
}
