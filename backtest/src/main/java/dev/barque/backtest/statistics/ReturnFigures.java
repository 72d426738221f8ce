package dev.barque.backtest.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What equity and daily returns say. */
final class ReturnFigures {
    private final EquitySeries equity;
    private final DailyReturns days;
    private final StatisticsRules rules;
    private final double[] returns;
    private final String tooFew;

    ReturnFigures(EquitySeries equity, DailyReturns days, StatisticsRules rules) {
        this.equity = equity;
        this.days = days;
        this.rules = rules;
        returns = days.returns();
        tooFew = days.size() == 0
                ? "there is no day"
                : days.ruinedOn()
                        .map(date -> "nothing was left of the capital on " + date + ", and returns end there")
                        .orElse(returns.length < 2 ? "one day has no spread" : "");
    }

    void into(Map<Figure, Measure> to) {
        double profit = equity.last() - equity.startingCapital();
        to.put(Figure.PNL, Measure.of(profit));
        to.put(Figure.TOTAL_RETURN, Measure.of(profit / equity.startingCapital()));
        Measure growth = growth();
        to.put(Figure.CAGR, growth);
        ratios(to);
        drawdowns(to, growth);
        days(to);
    }

    private Measure growth() {
        if (days.ruinedOn().isPresent() || days.size() == 0) {
            return Measure.none(tooFew);
        }
        if (days.size() < rules.leastDaysForYear()) {
            return Measure.none(
                    days.size() + " days are too few to speak of a year; expected " + rules.leastDaysForYear());
        }
        double years = days.size() / rules.periodsPerYear();
        return Measure.orNone(
                StrictMath.pow(equity.last() / equity.startingCapital(), 1 / years) - 1, "it is beyond all numbers");
    }

    private void ratios(Map<Figure, Measure> to) {
        double perDay = rules.riskFreePerYear() / rules.periodsPerYear();
        double[] excess = new double[returns.length];
        double squares = 0;
        for (int i = 0; i < returns.length; i++) {
            excess[i] = returns[i] - perDay;
            squares += excess[i] < 0 ? excess[i] * excess[i] : 0;
        }
        double root = StrictMath.sqrt(rules.periodsPerYear());
        if (!tooFew.isEmpty()) {
            for (Figure figure : List.of(Figure.VOLATILITY, Figure.SHARPE, Figure.SORTINO)) {
                to.put(figure, Measure.none(tooFew));
            }
            return;
        }
        double deviation = Moments.areEqual(returns) ? 0 : Moments.deviation(returns);
        to.put(Figure.VOLATILITY, Measure.of(deviation * root));
        to.put(
                Figure.SHARPE,
                SharpeRatio.of(excess)
                        .map(ratio -> Measure.of(ratio.annualised(rules.periodsPerYear())))
                        .orElse(Measure.none("the daily returns do not vary")));
        double downside = StrictMath.sqrt(squares / excess.length);
        to.put(
                Figure.SORTINO,
                downside > 0
                        ? Measure.of(Moments.mean(excess) / downside * root)
                        : Measure.none("no day lost anything"));
    }

    private void drawdowns(Map<Figure, Measure> to, Measure growth) {
        List<Drawdown> all = Drawdown.in(equity);
        to.put(
                Figure.MAX_DRAWDOWN,
                Measure.of(all.stream().mapToDouble(Drawdown::depth).max().orElse(0)));
        Optional<Drawdown> deepest = all.stream().max(Comparator.comparingDouble(Drawdown::share));
        to.put(
                Figure.MAX_DRAWDOWN_SHARE,
                Measure.of(deepest.map(Drawdown::share).orElse(0.0)));
        Measure never = Measure.none("equity was never below an earlier peak");
        to.put(
                Figure.MAX_DRAWDOWN_DAYS,
                deepest.map(one -> Measure.of(one.days())).orElse(never));
        to.put(Figure.RECOVERY_DAYS, deepest.map(Drawdown::recoveryDays).orElse(never));
        to.put(
                Figure.LONGEST_DRAWDOWN_DAYS,
                all.isEmpty()
                        ? never
                        : Measure.of(
                                all.stream().mapToDouble(Drawdown::days).max().orElse(0)));
        to.put(
                Figure.CALMAR,
                deepest.isEmpty()
                        ? never
                        : growth.map(value -> value / deepest.get().share()));
        to.put(Figure.ULCER_INDEX, days.size() == 0 ? Measure.none(tooFew) : Measure.of(ulcer()));
    }

    private double ulcer() {
        double peak = equity.startingCapital();
        double squares = 0;
        for (int i = 0; i < days.size(); i++) {
            peak = Math.max(peak, days.closing(i));
            double below = (peak - days.closing(i)) / peak;
            squares += below * below;
        }
        return StrictMath.sqrt(squares / days.size());
    }

    private void days(Map<Figure, Measure> to) {
        double[] ascending = Moments.sorted(returns);
        int gains = 0;
        for (double value : returns) {
            gains += value > 0 ? 1 : 0;
        }
        boolean any = returns.length > 0;
        to.put(Figure.WINNING_DAYS, any ? Measure.of((double) gains / returns.length) : Measure.none(tooFew));
        to.put(Figure.BEST_DAY, any ? Measure.of(ascending[ascending.length - 1]) : Measure.none(tooFew));
        to.put(Figure.WORST_DAY, any ? Measure.of(ascending[0]) : Measure.none(tooFew));
        boolean vary = any && !Moments.areEqual(returns);
        Measure same = Measure.none(tooFew.isEmpty() ? "the daily returns do not vary" : tooFew);
        to.put(Figure.SKEWNESS, vary ? Measure.of(Moments.skewness(returns)) : same);
        to.put(Figure.KURTOSIS, vary ? Measure.of(Moments.kurtosis(returns)) : same);
        double low = any ? Moments.quantile(ascending, 0.05) : 0;
        to.put(
                Figure.TAIL_RATIO,
                low < 0
                        ? Measure.of(Math.abs(Moments.quantile(ascending, 0.95)) / -low)
                        : Measure.none(any ? "the worst 5 % of the days lost nothing" : tooFew));
    }
}
