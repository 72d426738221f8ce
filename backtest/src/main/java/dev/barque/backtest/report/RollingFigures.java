package dev.barque.backtest.report;

import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.statistics.SharpeRatio;
import java.util.Arrays;

/** Figures that go with time, one for each trading date of a run. */
final class RollingFigures {
    /** About a month of trading dates: shorter says nothing, longer leaves a run of three months without a line. */
    static final int WINDOW = 20;

    private RollingFigures() {}

    /** Annualised Sharpe ratio of the {@link #WINDOW} dates up to each; NaN before there are so many and where none varied. */
    static double[] rollingSharpe(Performance run) {
        double[] excess = run.excessReturns();
        double[] ratios = new double[run.days().size()];
        Arrays.fill(ratios, Double.NaN);
        double year = Math.sqrt(run.rules().periodsPerYear());
        for (int end = WINDOW; end <= excess.length; end++) {
            double[] window = Arrays.copyOfRange(excess, end - WINDOW, end);
            ratios[end - 1] =
                    SharpeRatio.of(window).map(r -> r.perPeriod() * year).orElse(Double.NaN);
        }
        return ratios;
    }

    /** How far the close of each date is below the highest one before it, as a share of that, at most 0. */
    static double[] drawdown(Performance run) {
        double peak = run.equity().startingCapital();
        double[] below = new double[run.days().size()];
        for (int i = 0; i < below.length; i++) {
            peak = Math.max(peak, run.days().closing(i));
            below[i] = run.days().closing(i) / peak - 1;
        }
        return below;
    }
}
