package dev.barque.backtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.backtest.statistics.Verdict.Outcome;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.decision.Direction;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That luck is called luck, and an edge an edge. */
class VerdictsTest {
    private static final StatisticsRules RULES = StatisticsRules.standard().withResamples(100);
    private static final long FIRST = UtcMicros.of(Instant.parse("2023-01-03T21:00:00Z"));

    @Test
    void of_a_thousand_trials_on_noise_the_best_is_found_to_be_nothing() {
        int found = 0;
        int foundWithoutDeflation = 0;
        int rounds = 100;
        for (int seed = 0; seed < rounds; seed++) {
            double[][] trials = Noise.of(seed).variants(1_000, 120);
            double[] ratios = new double[trials.length];
            int best = 0;
            for (int i = 0; i < trials.length; i++) {
                ratios[i] = SharpeRatio.of(trials[i]).orElseThrow().perPeriod();
                best = ratios[i] > ratios[best] ? i : best;
            }
            TrialCount count = TrialCount.of(ratios, 120);
            found += isFound(trials[best], count) ? 1 : 0;
            foundWithoutDeflation += isFound(trials[best], TrialCount.single()) ? 1 : 0;
        }
        assertThat(found)
                .as("false discoveries of %d, where 5 %% are allowed", rounds)
                .isLessThanOrEqualTo(5);
        assertThat(foundWithoutDeflation)
                .as("what forgetting the trials would claim")
                .isEqualTo(rounds);
    }

    @Test
    void a_single_trial_on_noise_is_found_as_often_as_the_level_says() {
        int found = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            found += isFound(Noise.of(seed).returns(250, 0), TrialCount.single()) ? 1 : 0;
        }
        assertThat(found).as("of 2,000 at 5 %%").isBetween(70, 130);
    }

    @Test
    void an_edge_is_found_among_a_thousand_trials() {
        int found = 0;
        for (int seed = 0; seed < 20; seed++) {
            double[][] trials = Noise.of(seed).variants(1_000, 500);
            trials[123] = Noise.of(7_000 + seed).returns(500, 0.3);
            double[] ratios = new double[trials.length];
            for (int i = 0; i < trials.length; i++) {
                ratios[i] = SharpeRatio.of(trials[i]).orElseThrow().perPeriod();
            }
            found += isFound(trials[123], TrialCount.of(ratios, 500)) ? 1 : 0;
        }
        assertThat(found).as("of 20").isGreaterThanOrEqualTo(18);
    }

    private static boolean isFound(double[] returns, TrialCount count) {
        return SharpeRatio.of(returns)
                        .orElseThrow()
                        .deflated(count.trials(), count.sharpeVariance())
                        .value()
                >= RULES.level();
    }

    @Test
    void a_choice_among_a_thousand_noises_says_in_words_that_nothing_was_found() {
        ReturnMatrix noise = ReturnMatrix.of(Noise.of(4).variants(1_000, 160));
        List<Verdict> verdicts = Verdicts.ofChoice(noise, 0, RULES);
        Verdict first = verdicts.get(0);
        assertThat(first.id()).isEqualTo(Verdicts.FOUND);
        assertThat(first.outcome()).isEqualTo(Outcome.NOT_SHOWN);
        assertThat(first.meaning()).startsWith("Nothing was found:");
        assertThat(verdict(verdicts, "luck").outcome())
                .as("as if it had been the only one")
                .isEqualTo(Outcome.SHOWN);
        assertThat(verdict(verdicts, "selection").meaning()).contains("Of 1000 trials without an edge");
        assertThat(verdict(verdicts, "ability").outcome()).isEqualTo(Outcome.NOT_SHOWN);
    }

    @Test
    void a_choice_with_a_real_edge_says_that_something_was_found_until_the_ledger_holds_too_many_trials() {
        double[][] variants = Noise.of(8).variants(20, 500);
        variants[3] = Noise.of(88).returns(500, 0.25);
        ReturnMatrix matrix = ReturnMatrix.of(variants);
        List<Verdict> verdicts = Verdicts.ofChoice(matrix, 0, RULES);
        assertThat(verdicts.get(0).outcome()).isEqualTo(Outcome.SHOWN);
        assertThat(verdicts.get(0).meaning()).startsWith("Something was found");
        assertThat(verdicts).allMatch(verdict -> verdict.outcome() == Outcome.SHOWN);
        double alone = verdict(verdicts, "selection").figure().value();
        double among = verdict(Verdicts.ofChoice(matrix, 1_000_000, RULES), "selection")
                .figure()
                .value();
        assertThat(among).isLessThan(alone);
        assertThatThrownBy(() -> Verdicts.ofChoice(matrix, -1, RULES)).hasMessageContaining("further trials -1");
    }

    @Test
    void a_run_is_judged_by_the_same_measures_and_its_costs_and_trades_too() {
        double[] returns = Noise.of(3).returns(500, 0.25);
        Performance run = run(returns);
        List<Verdict> verdicts = Verdicts.of(run, TrialCount.single());
        assertThat(verdicts.stream().map(Verdict::id))
                .containsExactly("found", "gain", "luck", "selection", "record", "costs", "drawdown");
        for (String id : List.of("found", "gain", "luck", "selection", "record", "costs")) {
            assertThat(verdict(verdicts, id).outcome()).as(id).isEqualTo(Outcome.SHOWN);
        }
        Verdict many = verdict(Verdicts.of(run, new TrialCount(1_000, 0.05)), "selection");
        assertThat(many.outcome()).isEqualTo(Outcome.NOT_SHOWN);
        assertThat(verdict(Verdicts.of(run, new TrialCount(1_000, 0.05)), "record")
                        .meaning())
                .contains("No length");
    }

    @Test
    void what_cannot_be_told_is_said_to_be_unknown_and_why() {
        Performance idle = run(new double[5]);
        for (Verdict verdict : Verdicts.of(idle, TrialCount.single())) {
            if (!List.of("costs", "drawdown").contains(verdict.id())) {
                assertThat(verdict.outcome()).as(verdict.id()).isEqualTo(Outcome.UNKNOWN);
                assertThat(verdict.meaning()).contains("the daily returns do not vary");
            }
        }
        List<Verdict> idleChoice = Verdicts.ofChoice(ReturnMatrix.of(new double[3][5]), 0, RULES);
        assertThat(idleChoice).allMatch(verdict -> verdict.outcome() == Outcome.UNKNOWN);
        assertThat(idleChoice.get(0).meaning()).startsWith("Nothing was found: it cannot be told");
    }

    private static Verdict verdict(List<Verdict> verdicts, String id) {
        return verdicts.stream().filter(v -> v.id().equals(id)).findFirst().orElseThrow();
    }

    /** One trade a day, without compounding mattering to anything here. */
    private static Performance run(double[] returns) {
        long[] times = new long[returns.length];
        double[] equity = new double[returns.length];
        TradeTable.Builder trades = TradeTable.builder();
        double at = 1_000;
        for (int i = 0; i < returns.length; i++) {
            times[i] = FIRST + i * UtcMicros.PER_DAY;
            trades.add(Symbol.of("SPY"), Direction.LONG, times[i] - 1_000, times[i])
                    .result(1, 200, at * returns[i], 0.01, 5);
            at *= 1 + returns[i];
            equity[i] = at;
        }
        return Performance.of(
                EquitySeries.of(times, equity, 1_000), trades.build(), TradingCalendars.alwaysOpen(), RULES);
    }
}
