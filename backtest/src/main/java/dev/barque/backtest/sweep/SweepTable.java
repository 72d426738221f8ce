package dev.barque.backtest.sweep;

import dev.barque.backtest.statistics.Interval;
import dev.barque.backtest.statistics.Measure;
import dev.barque.backtest.statistics.ReturnMatrix;
import dev.barque.backtest.statistics.SharpeRatio;
import dev.barque.backtest.statistics.StationaryBootstrap;
import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.backtest.statistics.TrialCount;
import dev.barque.backtest.statistics.Verdict;
import dev.barque.backtest.statistics.Verdicts;
import dev.barque.core.error.BarqueException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The runs of a sweep, ranked, with what luck makes of the best of so many. The same runs give the same table on every JVM.
 *
 * @param rows the best first; those of equal ratio in the order of the plan. Without a ratio a run is ranked as if it had 0
 * @param steps what walking forward would have chosen; empty where there is no walk
 * @param walk mean return of a day over all tests of what was chosen; empty without a walk, or where its returns do not vary
 * @param verdicts on the choice among all runs, over all days: one of them is the probability of backtest overfitting
 * @param trials how many trials were counted
 * @param digest SHA-256 of the points, results and ranks
 */
public record SweepTable(
        List<SweepRow> rows,
        List<WalkStep> steps,
        Optional<Interval> walk,
        List<Verdict> verdicts,
        TrialCount trials,
        String digest) {
    /** Copies the lists. */
    public SweepTable {
        rows = List.copyOf(rows);
        steps = List.copyOf(steps);
        verdicts = List.copyOf(verdicts);
    }

    /**
     * Of runs over all their days: ranked in sample, since nothing was held back. Trials that a ledger has beside them count; fewer
     * than there are runs are taken for as many. Throws {@code sweep.no-runs}.
     */
    public static SweepTable of(List<SweepRun> runs, TrialCount trials, StatisticsRules rules) {
        return new Ranking(runs, List.of(), trials, rules).table();
    }

    /** The same, ranked by the tests of a walk over their days. Throws {@link BarqueException}: {@code sweep.bad-folds}. */
    public static SweepTable of(List<SweepRun> runs, WalkForward walk, TrialCount trials, StatisticsRules rules) {
        return new Ranking(runs, walk.folds(new SweepDays(runs).dates().size()), trials, rules).table();
    }

    private static final class Ranking {
        private final List<SweepRun> runs;
        private final List<Fold> folds;
        private final TrialCount trials;
        private final StatisticsRules rules;
        private final SweepDays days;
        private final List<Integer> judgedBy;

        Ranking(List<SweepRun> runs, List<Fold> folds, TrialCount trials, StatisticsRules rules) {
            if (runs.isEmpty()) {
                throw SweepErrors.noRuns();
            }
            this.runs = runs;
            this.folds = folds;
            this.rules = rules;
            days = new SweepDays(runs);
            judgedBy = folds.isEmpty()
                    ? IntStream.range(0, days.dates().size()).boxed().toList()
                    : folds.stream().flatMap(fold -> fold.test().stream()).toList();
            this.trials = counted(trials);
        }

        private TrialCount counted(TrialCount given) {
            if (given.trials() >= runs.size()) {
                return given;
            }
            double[] ratios = new double[runs.size()];
            for (int i = 0; i < ratios.length; i++) {
                Measure ratio = SweepDays.ratio(days.all()[i]);
                ratios[i] = ratio.isPresent() ? ratio.value() : Double.NaN;
            }
            return TrialCount.of(ratios, days.dates().size());
        }

        SweepTable table() {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, runs.size()).boxed().toList());
            double[] scores = new double[runs.size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = SweepDays.score(SweepDays.ratio(days.of(i, judgedBy)));
            }
            order.sort(Comparator.comparingDouble((Integer i) -> scores[i]).reversed());
            List<SweepRow> rows = new ArrayList<>();
            for (int i : order) {
                rows.add(row(rows.size() + 1, i));
            }
            List<WalkStep> steps = new ArrayList<>();
            double[] walked = new double[folds.isEmpty() ? 0 : judgedBy.size()];
            int at = 0;
            for (Fold fold : folds) {
                int chosen = chosen(fold);
                double[] test = days.of(chosen, fold.test());
                System.arraycopy(test, 0, walked, at, test.length);
                at += test.length;
                steps.add(step(fold, chosen, test));
            }
            return new SweepTable(
                    rows,
                    steps,
                    StationaryBootstrap.suiting(walked, rules).mean(walked),
                    Verdicts.ofChoice(ReturnMatrix.of(days.all()), trials.trials() - runs.size(), rules),
                    trials,
                    SweepDigest.of(rows, steps));
        }

        private SweepRow row(int rank, int run) {
            double[] returns = days.of(run, judgedBy);
            Measure deflated = SharpeRatio.of(returns)
                    .map(ratio -> ratio.deflated(trials.trials(), trials.sharpeVariance()))
                    .orElse(Measure.none(SweepDays.why(returns)));
            return new SweepRow(
                    rank,
                    runs.get(run),
                    SweepDays.ratio(returns),
                    StationaryBootstrap.suiting(returns, rules).sharpe(returns),
                    deflated,
                    inSample(run));
        }

        private Measure inSample(int run) {
            double sum = 0;
            int known = 0;
            for (Fold fold : folds) {
                Measure ratio = SweepDays.ratio(days.training(run, fold));
                sum += SweepDays.score(ratio);
                known += ratio.isPresent() ? 1 : 0;
            }
            return known > 0
                    ? Measure.of(sum / known)
                    : Measure.none(
                            folds.isEmpty() ? "nothing was held back" : "no training has daily returns that vary");
        }

        private int chosen(Fold fold) {
            int best = 0;
            double bestScore = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < runs.size(); i++) {
                double score = SweepDays.score(SweepDays.ratio(days.training(i, fold)));
                if (score > bestScore) {
                    best = i;
                    bestScore = score;
                }
            }
            return best;
        }

        private WalkStep step(Fold fold, int chosen, double[] test) {
            double grown = 1;
            for (double value : test) {
                grown *= 1 + value;
            }
            return new WalkStep(
                    days.dates().get(fold.test().get(0)),
                    days.dates().get(fold.test().get(test.length - 1)),
                    runs.get(chosen).point(),
                    SweepDays.ratio(days.training(chosen, fold)),
                    SweepDays.ratio(test),
                    grown - 1);
        }
    }
}
