package dev.barque.backtest.statistics;

import dev.barque.core.calendar.TradingCalendar;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** All figures of a run. Immutable. */
public final class Performance {
    private final EquitySeries equity;
    private final TradeTable trades;
    private final DailyReturns days;
    private final StatisticsRules rules;
    private final Map<Figure, Measure> figures;

    private Performance(EquitySeries equity, TradeTable trades, DailyReturns days, StatisticsRules rules) {
        this.equity = equity;
        this.trades = trades;
        this.days = days;
        this.rules = rules;
        Map<Figure, Measure> all = new EnumMap<>(Figure.class);
        new ReturnFigures(equity, days, rules).into(all);
        new TradeFigures(trades, equity).into(all);
        figures = Collections.unmodifiableMap(all);
    }

    /** Of equity and trades; days are those of the calendar. */
    public static Performance of(
            EquitySeries equity, TradeTable trades, TradingCalendar calendar, StatisticsRules rules) {
        return new Performance(
                Objects.requireNonNull(equity, "equity"),
                Objects.requireNonNull(trades, "trades"),
                DailyReturns.of(equity, calendar),
                Objects.requireNonNull(rules, "rules"));
    }

    /** One figure, or why there is none. */
    public Measure get(Figure figure) {
        return Objects.requireNonNull(figures.get(figure), "every figure is taken");
    }

    /** All of them, in the order of {@link Figure}. */
    public Map<Figure, Measure> figures() {
        return figures;
    }

    /** What they were taken from. */
    public EquitySeries equity() {
        return equity;
    }

    /** What they were taken from. */
    public TradeTable trades() {
        return trades;
    }

    /** Equity by trading date. */
    public DailyReturns days() {
        return days;
    }

    /** What they were taken by. */
    public StatisticsRules rules() {
        return rules;
    }

    /** Daily returns in excess of the risk-free rate, for the ratios of {@link SharpeRatio}. */
    public double[] excessReturns() {
        double[] excess = days.returns();
        double perDay = rules.riskFreePerYear() / rules.periodsPerYear();
        for (int i = 0; i < excess.length; i++) {
            excess[i] -= perDay;
        }
        return excess;
    }
}
