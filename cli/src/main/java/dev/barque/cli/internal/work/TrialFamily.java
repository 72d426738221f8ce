package dev.barque.cli.internal.work;

import dev.barque.backtest.statistics.Measure;
import dev.barque.backtest.statistics.ReturnMatrix;
import dev.barque.backtest.statistics.SharpeRatio;
import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.backtest.statistics.TrialCount;
import dev.barque.backtest.statistics.Verdict;
import dev.barque.backtest.statistics.Verdicts;
import dev.barque.core.trial.Trial;
import dev.barque.core.trial.TrialEntry;
import dev.barque.core.trial.TrialHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The different trials on the same data, and what the best of them is worth.
 *
 * @param name what they are on
 * @param trials each different one once
 * @param numbers under which they are in the ledger
 * @param missing entries that are known to be gone, and may have been of this family
 */
public record TrialFamily(String name, List<Trial> trials, Set<Long> numbers, long missing) {
    /** Copies the collections. */
    public TrialFamily {
        trials = List.copyOf(trials);
        numbers = Set.copyOf(numbers);
    }

    /** Of a ledger. */
    public static TrialFamily of(TrialHistory history, String name) {
        List<TrialEntry> different = history.different(name);
        return new TrialFamily(
                name,
                different.stream().map(TrialEntry::trial).toList(),
                different.stream().map(TrialEntry::number).collect(Collectors.toSet()),
                history.missing());
    }

    /** Of a trial that nobody could enter. */
    static TrialFamily unentered(Trial trial) {
        return new TrialFamily(trial.family(), List.of(trial), Set.of(), 0);
    }

    /** How many there are, and how their Sharpe ratios vary. */
    public TrialCount count() {
        double[] ratios = trials.stream()
                .mapToDouble(trial -> ratio(trial).map(SharpeRatio::perPeriod).orElse(Double.NaN))
                .toArray();
        int longest = trials.stream().mapToInt(t -> t.returns().size()).max().orElse(0);
        TrialCount known = TrialCount.of(ratios, longest);
        if (missing == 0) {
            return known;
        }
        double variance = trials.size() > 1 ? known.sharpeVariance() : 1.0 / Math.max(2, longest);
        return new TrialCount(Math.max(1, trials.size() + missing), variance);
    }

    /** Of the daily returns of a trial. */
    public static Optional<SharpeRatio> ratio(Trial trial) {
        return SharpeRatio.of(trial.returns().array());
    }

    /** The deflated Sharpe ratio of one of them, or why there is none. */
    public Measure deflated(Trial trial) {
        TrialCount count = count();
        return ratio(trial)
                .map(ratio -> ratio.deflated(count.trials(), count.sharpeVariance()))
                .orElse(Measure.none(
                        trial.returns().size() < 2 ? "one day has no spread" : "the daily returns do not vary"));
    }

    /** On the choice among those that share their days: of the days that most of them share; the others count as further trials. */
    public List<Verdict> verdicts(StatisticsRules rules) {
        Map<List<LocalDate>, List<Trial>> byDates = new LinkedHashMap<>();
        for (Trial trial : trials) {
            byDates.computeIfAbsent(trial.returns().dates(), dates -> new ArrayList<>())
                    .add(trial);
        }
        List<Trial> most = List.of();
        for (List<Trial> same : byDates.values()) {
            most = same.size() > most.size() ? same : most;
        }
        if (most.isEmpty()) {
            return List.of();
        }
        double[][] returns = new double[most.size()][];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = most.get(i).returns().array();
        }
        return Verdicts.ofChoice(ReturnMatrix.of(returns), trials.size() - most.size() + missing, rules);
    }
}
