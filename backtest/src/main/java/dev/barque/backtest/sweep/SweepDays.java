package dev.barque.backtest.sweep;

import dev.barque.backtest.statistics.Measure;
import dev.barque.backtest.statistics.SharpeRatio;
import dev.barque.core.trial.Trial;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** Returns of all runs on the same days. */
final class SweepDays {
    private final List<LocalDate> dates;
    private final double[][] returns;
    private final List<SweepRun> runs;

    /** A run that has no return of a date, such as one after its ruin, has 0. */
    SweepDays(List<SweepRun> runs) {
        TreeSet<LocalDate> all = new TreeSet<>();
        runs.forEach(run -> all.addAll(run.outcome().returns().dates()));
        dates = List.copyOf(new ArrayList<>(all));
        this.runs = runs;
        returns = new double[runs.size()][dates.size()];
        for (int i = 0; i < returns.length; i++) {
            Trial.Returns own = runs.get(i).outcome().returns();
            int at = 0;
            for (int day = 0; day < dates.size() && at < own.size(); day++) {
                if (own.dates().get(at).equals(dates.get(day))) {
                    returns[i][day] = own.values().get(at);
                    at++;
                }
            }
        }
    }

    List<LocalDate> dates() {
        return dates;
    }

    double[][] all() {
        return returns;
    }

    /** Of one run on some days. */
    double[] of(int run, List<Integer> days) {
        double[] some = new double[days.size()];
        for (int i = 0; i < some.length; i++) {
            some[i] = returns[run][days.get(i)];
        }
        return some;
    }

    /** Of one run on the days of training, of which some are cut. */
    double[] training(int run, Fold fold) {
        double[] some = of(run, fold.training());
        if (fold.withoutFirst().isEmpty() && fold.withoutLast().isEmpty()) {
            return some;
        }
        SweepOutcome outcome = runs.get(run).outcome();
        if (outcome.parts().size() != outcome.returns().size()) {
            throw SweepErrors.badFolds("bars are to be left out, but the run with "
                    + runs.get(run).point().text() + " has whole days only");
        }
        for (int i = 0; i < some.length; i++) {
            int day = fold.training().get(i);
            boolean isFirst = fold.withoutFirst().contains(day);
            boolean isLast = fold.withoutLast().contains(day);
            int own = isFirst || isLast
                    ? Collections.binarySearch(outcome.returns().dates(), dates.get(day))
                    : -1;
            if (own >= 0) {
                some[i] = outcome.parts().get(own).without(isFirst, isLast);
            }
        }
        return some;
    }

    static Measure ratio(double[] returns) {
        return SharpeRatio.of(returns)
                .map(ratio -> Measure.of(ratio.perPeriod()))
                .orElse(Measure.none(why(returns)));
    }

    static String why(double[] returns) {
        return returns.length < 2 ? "one day has no spread" : "the daily returns do not vary";
    }

    /** Where there is no ratio it counts 0, as in the probability of overfitting: who never trades is better than who loses. */
    static double score(Measure ratio) {
        return ratio.isPresent() ? ratio.value() : 0;
    }
}
