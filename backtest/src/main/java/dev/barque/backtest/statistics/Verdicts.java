package dev.barque.backtest.statistics;

import dev.barque.backtest.statistics.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the figures of a run say in plain words, chance and the number of trials taken into account. Which verdicts there are is
 * fixed; one that cannot be given says why. Start at {@link #of}, or at {@link #ofChoice} where several variants were compared.
 */
public final class Verdicts {
    /** Id of the verdict that all others lead to. */
    public static final String FOUND = "found";

    private static final double HALF = 0.5;

    private Verdicts() {}

    /** On one run, shown after so many trials on its data. The first one is {@link #FOUND}. */
    public static List<Verdict> of(Performance run, TrialCount trials) {
        StatisticsRules rules = run.rules();
        double[] excess = run.excessReturns();
        Optional<SharpeRatio> ratio = SharpeRatio.of(excess);
        String why = run.get(Figure.SHARPE).absent();
        Verdict selection = selection(ratio, trials, rules, why);
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(found(selection, selection.outcome() == Outcome.SHOWN, ""));
        verdicts.add(gain(excess, rules, why));
        verdicts.add(luck(ratio, rules, why));
        verdicts.add(selection);
        verdicts.add(record(ratio, trials, rules, why));
        verdicts.add(costs(run));
        verdicts.add(drawdown(run));
        return List.copyOf(verdicts);
    }

    /**
     * On the variant with the best Sharpe ratio of several over the same days. Returns are in excess of the risk-free rate; further
     * trials on the same data, such as those of a ledger, count beside the variants.
     */
    public static List<Verdict> ofChoice(ReturnMatrix variants, long furtherTrials, StatisticsRules rules) {
        if (furtherTrials < 0) {
            throw StatisticsErrors.badNumber("further trials", "at least 0", furtherTrials);
        }
        double[] ratios = new double[variants.variants()];
        Optional<SharpeRatio> best = Optional.empty();
        for (int v = 0; v < ratios.length; v++) {
            Optional<SharpeRatio> ratio = SharpeRatio.of(variants.variant(v));
            ratios[v] = ratio.map(SharpeRatio::perPeriod).orElse(Double.NaN);
            if (ratio.isPresent()
                    && (best.isEmpty() || ratio.get().perPeriod() > best.get().perPeriod())) {
                best = ratio;
            }
        }
        TrialCount among = TrialCount.of(ratios, variants.periods());
        TrialCount trials = new TrialCount(
                among.trials() + furtherTrials,
                furtherTrials > 0 && among.trials() == 1
                        ? 1.0 / Math.max(2, variants.periods())
                        : among.sharpeVariance());
        String why = "no variant has daily returns that vary";
        Verdict selection = selection(best, trials, rules, why);
        Verdict overfitting = overfitting(variants);
        Verdict ability = ability(variants, rules);
        boolean found = selection.outcome() == Outcome.SHOWN && overfitting.outcome() != Outcome.NOT_SHOWN;
        return List.of(
                found(
                        selection,
                        found,
                        found ? "" : overfitting.outcome() == Outcome.NOT_SHOWN ? overfitting.meaning() : ""),
                luck(best, rules, why),
                selection,
                overfitting,
                ability,
                record(best, trials, rules, why));
    }

    private static Verdict found(Verdict selection, boolean found, String because) {
        String claim = "There is an edge";
        if (selection.outcome() == Outcome.UNKNOWN) {
            return new Verdict(
                    FOUND,
                    claim,
                    Outcome.UNKNOWN,
                    selection.figure(),
                    "Nothing was found: it cannot be told, "
                            + selection.figure().absent() + ".",
                    selection.confidence());
        }
        return new Verdict(
                FOUND,
                claim,
                found ? Outcome.SHOWN : Outcome.NOT_SHOWN,
                selection.figure(),
                found
                        ? "Something was found: the result is better than chance and the number of trials explain."
                        : "Nothing was found: " + lowerFirst(because.isEmpty() ? selection.meaning() : because),
                selection.confidence());
    }

    private static Verdict gain(double[] excess, StatisticsRules rules, String why) {
        String claim = "The mean day gains";
        Optional<Interval> interval = StationaryBootstrap.suiting(excess, rules).mean(excess);
        if (interval.isEmpty()) {
            return Verdict.unknown("gain", claim, reason(why));
        }
        Interval mean = interval.get();
        return new Verdict(
                "gain",
                claim,
                mean.low() > 0 ? Outcome.SHOWN : Outcome.NOT_SHOWN,
                Measure.of(mean.estimate()),
                "The mean daily return is " + basisPoints(mean.estimate()) + " basis points; " + percent(mean.level())
                        + " of resampled histories lie between " + basisPoints(mean.low()) + " and "
                        + basisPoints(mean.high()) + ".",
                "Stationary bootstrap, " + rules.resamples() + " resamples of " + excess.length + " days, seed "
                        + rules.seed() + ". It takes the future for a reshuffled past.");
    }

    private static Verdict luck(Optional<SharpeRatio> ratio, StatisticsRules rules, String why) {
        String claim = "The Sharpe ratio is above zero";
        Measure probability = ratio.map(r -> r.probabilityAbove(0)).orElse(Measure.none(reason(why)));
        if (!probability.isPresent()) {
            return Verdict.unknown("luck", claim, probability.absent());
        }
        return new Verdict(
                "luck",
                claim,
                shown(probability.value(), rules),
                probability,
                "The annualised Sharpe ratio is " + number(ratio.get().annualised(rules.periodsPerYear()))
                        + ". If this had been the only trial, the true one would be above zero with a probability of "
                        + percent(probability.value()) + ".",
                "Probabilistic Sharpe ratio over " + ratio.get().observations()
                        + " days, skewness and kurtosis included. It takes days for independent of each other.");
    }

    private static Verdict selection(
            Optional<SharpeRatio> ratio, TrialCount trials, StatisticsRules rules, String why) {
        String claim = "It is better than the best of as many trials without an edge";
        Measure deflated = ratio.map(r -> r.deflated(trials.trials(), trials.sharpeVariance()))
                .orElse(Measure.none(reason(why)));
        if (!deflated.isPresent()) {
            return Verdict.unknown("selection", claim, deflated.absent());
        }
        double root = StrictMath.sqrt(rules.periodsPerYear());
        double bar = SharpeRatio.expectedMaximum(trials.trials(), trials.sharpeVariance()) * root;
        return new Verdict(
                "selection",
                claim,
                shown(deflated.value(), rules),
                deflated,
                (trials.trials() == 1
                                ? "It is the only trial on record, and"
                                : "Of " + trials.trials()
                                        + " trials without an edge the best would show an annualised Sharpe ratio of about "
                                        + number(bar) + "; this one shows "
                                        + number(ratio.get().annualised(rules.periodsPerYear())) + ", and")
                        + " the probability that its true ratio is above "
                        + (trials.trials() == 1 ? "zero" : "that") + " is " + percent(deflated.value()) + ", where "
                        + percent(rules.level()) + " is asked for.",
                "Deflated Sharpe ratio, which is as good as the count of trials. Trials that resemble each other count as"
                        + " different ones, which is on the careful side.");
    }

    private static Verdict record(Optional<SharpeRatio> ratio, TrialCount trials, StatisticsRules rules, String why) {
        String claim = "The record is long enough";
        if (ratio.isEmpty()) {
            return Verdict.unknown("record", claim, reason(why));
        }
        double bar = SharpeRatio.expectedMaximum(trials.trials(), trials.sharpeVariance());
        Measure least = ratio.get().leastObservations(bar, rules.level());
        if (!least.isPresent()) {
            return new Verdict(
                    "record",
                    claim,
                    Outcome.NOT_SHOWN,
                    least,
                    "No length of record would do: the Sharpe ratio is not above what "
                            + (trials.trials() == 1 ? "no edge" : "the best of the trials without an edge")
                            + " would show.",
                    "Minimum track record length.");
        }
        int have = ratio.get().observations();
        return new Verdict(
                "record",
                claim,
                have >= least.value() ? Outcome.SHOWN : Outcome.NOT_SHOWN,
                least,
                "With such returns it takes " + String.format(Locale.ROOT, "%.0f", StrictMath.ceil(least.value()))
                        + " days to be " + percent(rules.level()) + " sure; there are " + have + ".",
                "Minimum track record length, if the days to come are like those seen.");
    }

    private static Verdict costs(Performance run) {
        String claim = "Costs leave more than half of the profit";
        Measure share = run.get(Figure.COSTS_OF_GROSS);
        if (!share.isPresent()) {
            return Verdict.unknown("costs", claim, share.absent());
        }
        return new Verdict(
                "costs",
                claim,
                share.value() < HALF ? Outcome.SHOWN : Outcome.NOT_SHOWN,
                share,
                "Costs took " + percent(share.value()) + " of the profit before costs"
                        + (share.value() > 1 ? ", more than there was." : "."),
                "As sure as the models of slippage and fees.");
    }

    private static Verdict drawdown(Performance run) {
        String claim = "A deeper fall than the one seen is unlikely";
        if (run.trades().size() < 2) {
            return Verdict.unknown(
                    "drawdown", claim, run.trades().size() == 0 ? "there is no trade" : "one trade has no order");
        }
        TradeOrder order = TradeOrder.shuffled(run.trades(), run.rules());
        return new Verdict(
                "drawdown",
                claim,
                order.deeperShare() <= 1 - run.rules().level() ? Outcome.SHOWN : Outcome.NOT_SHOWN,
                Measure.of(order.badDrawdown()),
                "The same trades fell by " + number(order.actualDrawdown()) + " in the order that came; "
                        + percent(order.deeperShare()) + " of other orders fall deeper, and one in "
                        + String.format(Locale.ROOT, "%.0f", 1 / (1 - order.level())) + " by more than "
                        + number(order.badDrawdown()) + ".",
                "Monte Carlo of " + order.orders()
                        + " orders, closed trades only. It takes trades for independent of each" + " other.");
    }

    private static Verdict overfitting(ReturnMatrix variants) {
        String claim = "What is chosen on one half of the days is good on the other";
        if (variants.variants() < 2 || variants.periods() < 16) {
            return Verdict.unknown(
                    "overfitting",
                    claim,
                    variants.variants() < 2
                            ? "there is only one variant to choose from"
                            : variants.periods() + " days are too few to be halved; expected 16");
        }
        OverfittingProbability found = OverfittingProbability.of(variants);
        return new Verdict(
                "overfitting",
                claim,
                found.probability() < HALF ? Outcome.SHOWN : Outcome.NOT_SHOWN,
                Measure.of(found.probability()),
                "The best of " + found.variants() + " variants on one half of the days was no better than the median on"
                        + " the other half in " + percent(found.probability()) + " of " + found.halves()
                        + " ways to halve them, and lost there in " + percent(found.lossProbability()) + ".",
                "Probability of backtest overfitting, " + found.blocks()
                        + " blocks. Half is what choosing by lot would give.");
    }

    private static Verdict ability(ReturnMatrix variants, StatisticsRules rules) {
        String claim = "The best variant beats doing nothing";
        if (variants.periods() < 10) {
            return Verdict.unknown("ability", claim, variants.periods() + " days are too few; expected 10");
        }
        SuperiorAbility found = SuperiorAbility.of(variants, rules);
        return new Verdict(
                "ability",
                claim,
                found.pValue() <= 1 - rules.level() ? Outcome.SHOWN : Outcome.NOT_SHOWN,
                Measure.of(found.pValue()),
                "If none of the " + found.variants() + " variants had an edge, the best would look as good as this in "
                        + percent(found.pValue()) + " of histories (by White's reality check "
                        + percent(found.realityCheck()) + ").",
                "Hansen's test for superior predictive ability, " + rules.resamples() + " resamples, seed "
                        + rules.seed() + ".");
    }

    private static Outcome shown(double probability, StatisticsRules rules) {
        return probability >= rules.level() ? Outcome.SHOWN : Outcome.NOT_SHOWN;
    }

    private static String reason(String why) {
        return why.isEmpty() ? "the daily returns do not vary" : why;
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String basisPoints(double share) {
        return String.format(Locale.ROOT, "%.2f", share * 10_000);
    }
}
