package dev.barque.backtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.decision.Direction;
import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Every figure against a calculation by hand. */
class PerformanceTest {
    private static final TradingCalendar NEW_YORK = TradingCalendars.usEquities();
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Symbol QQQ = Symbol.of("QQQ");
    private static final long CLOSE = UtcMicros.of(Instant.parse("2025-10-24T20:00:00Z"));
    private static final long DAY = UtcMicros.PER_DAY;
    private static final StatisticsRules RULES = new StatisticsRules(252, 0, 2, 0.95, 100, 1);

    /** 100, then 110 on a Friday, 99 on Monday, 108.9 on Tuesday, 108.9 on Wednesday: +10 %, -10 %, +10 %, 0. */
    private static final EquitySeries FOUR_DAYS = EquitySeries.of(
            new long[] {CLOSE, CLOSE + 3 * DAY, CLOSE + 4 * DAY, CLOSE + 5 * DAY},
            new double[] {110, 99, 108.9, 108.9},
            100);

    private static final TradeTable TRADES = TradeTable.builder()
            .add(SPY, Direction.LONG, CLOSE - DAY, CLOSE)
            .result(2, 210, 10, 1, 390)
            .add(QQQ, Direction.SHORT, CLOSE, CLOSE + 3 * DAY)
            .result(1, 190, -11, 0.5, 10)
            .add(SPY, Direction.LONG, CLOSE + 3 * DAY, CLOSE + 4 * DAY)
            .result(1, 200, 6, 0.5, 20)
            .add(SPY, Direction.LONG, CLOSE + 3 * DAY, CLOSE + 4 * DAY)
            .result(1, 200, 4, 0, 20)
            .add(SPY, Direction.LONG, CLOSE + 4 * DAY, CLOSE + 4 * DAY)
            .result(1, 200, -0.1, 0, 0)
            .build();

    private static double figure(Figure figure) {
        Measure measure = Performance.of(FOUR_DAYS, TRADES, NEW_YORK, RULES).get(figure);
        assertThat(measure.absent()).isEmpty();
        return measure.value();
    }

    @Test
    void growth_is_that_of_the_capital_and_of_a_year_of_252_dates() {
        assertThat(figure(Figure.PNL)).isCloseTo(8.9, within(1e-12));
        assertThat(figure(Figure.TOTAL_RETURN)).isCloseTo(0.089, within(1e-12));
        assertThat(figure(Figure.CAGR)).isCloseTo(Math.pow(1.089, 63) - 1, within(1e-9));
    }

    @Test
    void ratios_are_those_of_daily_returns() {
        // Mean 2.5 %, squares off it: 56.25 + 156.25 + 56.25 + 6.25 = 275 (in squares of percent), over 3.
        double deviation = Math.sqrt(275.0 / 3) / 100;
        assertThat(figure(Figure.VOLATILITY)).isCloseTo(deviation * Math.sqrt(252), within(1e-12));
        assertThat(figure(Figure.SHARPE)).isCloseTo(0.025 / deviation * Math.sqrt(252), within(1e-10));
        assertThat(figure(Figure.SORTINO)).isCloseTo(0.025 / (0.1 / 2) * Math.sqrt(252), within(1e-10));
        assertThat(figure(Figure.CALMAR)).isCloseTo((Math.pow(1.089, 63) - 1) / 0.1, within(1e-7));
        assertThat(figure(Figure.WINNING_DAYS)).isEqualTo(0.5);
        assertThat(figure(Figure.BEST_DAY)).isCloseTo(0.1, within(1e-12));
        assertThat(figure(Figure.WORST_DAY)).isCloseTo(-0.1, within(1e-12));
        // Sorted -10, 0, 10, 10: the 95 % quantile is 10, the 5 % one -10 + 0.15 * 10.
        assertThat(figure(Figure.TAIL_RATIO)).isCloseTo(10 / 8.5, within(1e-12));
    }

    @Test
    void a_risk_free_rate_is_taken_off_each_day() {
        StatisticsRules rules = new StatisticsRules(252, 2.52, 2, 0.95, 100, 1);
        double deviation = Math.sqrt(275.0 / 3) / 100;
        Performance run = Performance.of(FOUR_DAYS, TRADES, NEW_YORK, rules);
        assertThat(run.get(Figure.SHARPE).value()).isCloseTo(0.015 / deviation * Math.sqrt(252), within(1e-10));
        double downside = Math.sqrt((0.11 * 0.11 + 0.01 * 0.01) / 4);
        assertThat(run.get(Figure.SORTINO).value()).isCloseTo(0.015 / downside * Math.sqrt(252), within(1e-10));
    }

    @Test
    void drawdowns_are_measured_from_the_peak_and_the_starting_capital_is_one() {
        assertThat(figure(Figure.MAX_DRAWDOWN)).isCloseTo(11, within(1e-12));
        assertThat(figure(Figure.MAX_DRAWDOWN_SHARE)).isCloseTo(0.1, within(1e-12));
        assertThat(figure(Figure.MAX_DRAWDOWN_DAYS)).isEqualTo(5);
        assertThat(figure(Figure.ULCER_INDEX)).isCloseTo(Math.sqrt((0.01 + 0.0001 + 0.0001) / 4), within(1e-12));
        Performance run = Performance.of(FOUR_DAYS, TRADES, NEW_YORK, RULES);
        assertThat(run.get(Figure.RECOVERY_DAYS).absent()).contains("did not come back");

        List<Drawdown> all = Drawdown.in(EquitySeries.of(
                new long[] {0, DAY, 2 * DAY, 4 * DAY, 5 * DAY, 6 * DAY},
                new double[] {95, 90, 100, 120, 60, 119},
                100));
        assertThat(all)
                .containsExactly(
                        new Drawdown(0, DAY, 2 * DAY, true, 10, 0.1),
                        new Drawdown(4 * DAY, 5 * DAY, 6 * DAY, false, 60, 0.5));
    }

    @Test
    void trades_are_counted_in_the_order_of_closing() {
        assertThat(figure(Figure.TRADES)).isEqualTo(5);
        assertThat(figure(Figure.WIN_RATE)).isEqualTo(0.6);
        assertThat(figure(Figure.PROFIT_FACTOR)).isCloseTo(20 / 11.1, within(1e-12));
        assertThat(figure(Figure.EXPECTANCY)).isCloseTo(8.9 / 5, within(1e-12));
        assertThat(figure(Figure.AVERAGE_WIN)).isCloseTo(20.0 / 3, within(1e-12));
        assertThat(figure(Figure.AVERAGE_LOSS)).isCloseTo(-5.55, within(1e-12));
        assertThat(figure(Figure.PAYOFF)).isCloseTo(20.0 / 3 / 5.55, within(1e-12));
        assertThat(figure(Figure.LONGEST_WIN_STREAK)).isEqualTo(2);
        assertThat(figure(Figure.LONGEST_LOSS_STREAK)).isEqualTo(1);
        assertThat(figure(Figure.MEAN_BARS_HELD)).isEqualTo(88);
        assertThat(figure(Figure.TURNOVER)).isCloseTo(10, within(1e-12));
        assertThat(figure(Figure.COSTS)).isEqualTo(2);
        assertThat(figure(Figure.COSTS_OF_GROSS)).isCloseTo(2 / 10.9, within(1e-12));
        // In the market at the first three points, by overlapping trades at the third; not at the fourth.
        assertThat(figure(Figure.EXPOSURE)).isEqualTo(0.75);
    }

    @Test
    void exposure_of_random_trades_is_that_of_looking_at_every_point_and_trade() {
        for (int seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TradeTable.Builder table = TradeTable.builder();
            for (int i = random.nextInt(12); i > 0; i--) {
                long entry = random.nextInt(60);
                table.add(SPY, Direction.LONG, entry, entry + random.nextInt(15))
                        .result(1, 1, 1, 0, 1);
            }
            TradeTable trades = table.build();
            long[] times = new long[50];
            double[] values = new double[50];
            int inside = 0;
            for (int i = 0; i < 50; i++) {
                times[i] = i;
                values[i] = 100;
                boolean open = false;
                for (int k = 0; k < trades.size(); k++) {
                    open |= trades.entryMicros(k) < i && i <= trades.exitMicros(k);
                }
                inside += open ? 1 : 0;
            }
            Performance run = Performance.of(EquitySeries.of(times, values, 100), trades, NEW_YORK, RULES);
            assertThat(run.get(Figure.EXPOSURE).value()).as("seed %d", seed).isEqualTo(inside / 50.0);
        }
    }

    @Test
    void what_cannot_be_computed_is_absent_with_the_reason_and_never_zero() {
        Performance nothing = Performance.of(
                EquitySeries.of(new long[0], new double[0], 100),
                TradeTable.builder().build(),
                NEW_YORK,
                RULES);
        assertThat(nothing.get(Figure.SHARPE).absent()).isEqualTo("there is no day");
        assertThat(nothing.get(Figure.WIN_RATE).absent()).isEqualTo("there is no trade");
        assertThat(nothing.get(Figure.PNL).value()).isZero();
        assertThat(nothing.figures()).hasSize(Figure.values().length);

        EquitySeries flat = EquitySeries.of(new long[] {CLOSE, CLOSE + 3 * DAY}, new double[] {100, 100}, 100);
        Performance idle = Performance.of(flat, TradeTable.builder().build(), NEW_YORK, StatisticsRules.standard());
        assertThat(idle.get(Figure.SHARPE).absent()).isEqualTo("the daily returns do not vary");
        assertThat(idle.get(Figure.SORTINO).absent()).isEqualTo("no day lost anything");
        assertThat(idle.get(Figure.CAGR).absent()).contains("2 days are too few");
        assertThat(idle.get(Figure.CALMAR).absent()).contains("never below");
        assertThat(idle.get(Figure.TAIL_RATIO).absent()).contains("lost nothing");
        assertThat(idle.get(Figure.VOLATILITY).value()).isZero();

        TradeTable won = TRADES.where(i -> TRADES.pnl(i) > 0);
        Performance lucky = Performance.of(FOUR_DAYS, won, NEW_YORK, RULES);
        assertThat(lucky.get(Figure.PROFIT_FACTOR).absent()).isEqualTo("no trade lost");
        assertThat(lucky.get(Figure.PAYOFF).absent()).isEqualTo("no trade lost");
        TradeTable lost = TRADES.where(i -> TRADES.pnl(i) < 0);
        assertThat(Performance.of(FOUR_DAYS, lost, NEW_YORK, RULES)
                        .get(Figure.COSTS_OF_GROSS)
                        .absent())
                .contains("no profit before costs");
    }

    @Test
    void an_account_that_is_used_up_has_no_returns_behind_that_and_no_ratio() {
        EquitySeries ruined =
                EquitySeries.of(new long[] {CLOSE, CLOSE + 3 * DAY, CLOSE + 4 * DAY}, new double[] {50, -10, 40}, 100);
        Performance run = Performance.of(ruined, TRADES, NEW_YORK, RULES);
        assertThat(run.days().returns()).containsExactly(-0.5, -1.2);
        assertThat(run.days().ruinedOn()).contains(LocalDate.parse("2025-10-27"));
        assertThat(run.get(Figure.SHARPE).absent()).contains("nothing was left", "2025-10-27");
        assertThat(run.get(Figure.CAGR).absent()).contains("nothing was left");
        assertThat(run.get(Figure.MAX_DRAWDOWN_SHARE).value()).isEqualTo(1.1);
    }

    @Test
    void a_point_at_midnight_in_new_york_belongs_to_the_date_that_ends_with_it() {
        long midnight = UtcMicros.of(Instant.parse("2025-10-25T04:00:00Z"));
        EquitySeries equity =
                EquitySeries.of(new long[] {midnight - 1, midnight, midnight + 1}, new double[] {101, 102, 103}, 100);
        DailyReturns days = DailyReturns.of(equity, NEW_YORK);
        assertThat(days.size()).isEqualTo(2);
        assertThat(days.date(0)).isEqualTo("2025-10-24");
        assertThat(days.closing(0)).isEqualTo(102);
        assertThat(days.date(1)).isEqualTo("2025-10-25");
        assertThat(days.pnl(1)).isEqualTo(1);
    }

    @Test
    void tables_of_periods_add_up_to_the_run() {
        DailyReturns days = DailyReturns.of(
                EquitySeries.of(
                        new long[] {CLOSE, CLOSE + 3 * DAY, CLOSE + 10 * DAY, CLOSE + 70 * DAY},
                        new double[] {110, 99, 108.9, 120},
                        100),
                NEW_YORK);
        for (PeriodTable.Period period : PeriodTable.Period.values()) {
            List<PeriodTable.Row> rows = PeriodTable.of(days, period);
            assertThat(rows.stream().mapToDouble(PeriodTable.Row::pnl).sum())
                    .as(period.name())
                    .isCloseTo(20, within(1e-12));
            assertThat(rows.stream().mapToInt(PeriodTable.Row::days).sum()).isEqualTo(4);
            double compounded = 1;
            for (PeriodTable.Row row : rows) {
                compounded *= 1 + row.earned().value();
            }
            assertThat(compounded).isCloseTo(1.2, within(1e-12));
        }
        assertThat(PeriodTable.of(days, PeriodTable.Period.DAY)).hasSize(4);
        assertThat(PeriodTable.of(days, PeriodTable.Period.WEEK).stream().map(PeriodTable.Row::start))
                .containsExactly(
                        LocalDate.parse("2025-10-20"),
                        LocalDate.parse("2025-10-27"),
                        LocalDate.parse("2025-11-03"),
                        LocalDate.parse("2025-12-29"));
        assertThat(PeriodTable.of(days, PeriodTable.Period.MONTH)).hasSize(3);
        assertThat(PeriodTable.of(days, PeriodTable.Period.YEAR)).hasSize(2);
    }

    @Test
    void trades_are_grouped_by_symbol_and_by_the_hour_in_new_york() {
        assertThat(TradeGroups.bySymbol(TRADES)).containsOnlyKeys(QQQ, SPY);
        assertThat(TradeGroups.bySymbol(TRADES)).containsEntry(QQQ, new TradeGroups.Group(1, 0, -11, 0.5));
        assertThat(TradeGroups.byHour(TRADES, NEW_YORK)).containsOnlyKeys(16);
        assertThat(TradeGroups.byHour(TRADES, NEW_YORK)).containsEntry(16, new TradeGroups.Group(5, 3, 8.9, 2));
    }

    @Test
    void series_and_trades_that_cannot_be_are_refused_with_what_was_found() {
        assertThatThrownBy(() -> EquitySeries.of(new long[] {2, 1}, new double[] {1, 1}, 1))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("comes");
        assertThatThrownBy(() -> EquitySeries.of(new long[] {1}, new double[] {Double.NaN}, 1))
                .hasMessageContaining("value NaN");
        assertThatThrownBy(() -> EquitySeries.of(new long[] {1}, new double[0], 1))
                .hasMessageContaining("1 times");
        assertThatThrownBy(() -> EquitySeries.of(new long[0], new double[0], 0)).hasMessageContaining("capital is 0.0");
        TradeTable.Builder table = TradeTable.builder();
        assertThatThrownBy(() -> table.add(SPY, Direction.LONG, 2, 1)).hasMessageContaining("before it is opened");
        assertThatThrownBy(() -> table.add(SPY, Direction.LONG, 1, 2).result(1, 1, 1, -1, 1))
                .hasMessageContaining("costs -1.0");
        assertThatThrownBy(() -> new StatisticsRules(252, 0, 63, 1, 100, 0)).hasMessageContaining("level 1.0");
    }
}
