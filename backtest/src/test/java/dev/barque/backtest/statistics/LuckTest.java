package dev.barque.backtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barque.core.decision.Direction;
import dev.barque.core.market.Symbol;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Resampling and the search for overfitting, against naive models and known answers. */
class LuckTest {
    private static final StatisticsRules RULES = StatisticsRules.standard().withResamples(500);

    @Test
    void blocks_are_as_long_as_the_optimum_that_is_known_for_an_autoregression() {
        // For x(t) = rho x(t-1) + e(t) the optimum is (n (2 rho / (1 - rho^2))^2)^(1/3): Politis and White (2004),
        // section 3.
        for (double rho : new double[] {0.3, 0.5, 0.7}) {
            int n = 5_000;
            double optimum = Math.cbrt(n * Math.pow(2 * rho / (1 - rho * rho), 2));
            double sum = 0;
            for (int seed = 0; seed < 40; seed++) {
                sum += BlockLength.of(Noise.of(seed).autoregressive(n, rho));
            }
            assertThat(sum / 40).as("rho %s", rho).isBetween(0.85 * optimum, 1.15 * optimum);
        }
        assertThat(BlockLength.of(new double[] {1, 1, 1, 1, 1, 1})).isEqualTo(1);
        assertThat(BlockLength.of(new double[] {1, 2})).isEqualTo(1);
    }

    @Test
    void blocks_have_the_mean_length_that_was_asked_for_and_go_round() {
        int[] order = new int[200_000];
        StationaryBootstrap.fill(order, 10, new SeededRandom(3));
        int begins = 1;
        boolean wentRound = false;
        for (int t = 1; t < order.length; t++) {
            boolean goesOn = order[t] == (order[t - 1] + 1) % order.length;
            begins += goesOn ? 0 : 1;
            wentRound |= goesOn && order[t] == 0;
        }
        assertThat((double) order.length / begins).isCloseTo(10, within(0.3));
        int[] small = new int[5];
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 100 && !wentRound; i++) {
            StationaryBootstrap.fill(small, 50, random);
            for (int t = 1; t < 5; t++) {
                wentRound |= small[t - 1] == 4 && small[t] == 0;
            }
        }
        assertThat(wentRound).isTrue();
    }

    @Test
    void intervals_cover_the_truth_about_as_often_as_they_say_also_where_days_hang_together() {
        int independent = 0;
        int dependent = 0;
        int naive = 0;
        int ratio = 0;
        int rounds = 200;
        for (int seed = 0; seed < rounds; seed++) {
            double[] returns = Noise.of(seed).returns(400, 0.1);
            StationaryBootstrap suiting = StationaryBootstrap.suiting(returns, RULES);
            independent += suiting.mean(returns).orElseThrow().contains(0.001) ? 1 : 0;
            ratio += suiting.sharpe(returns).orElseThrow().contains(0.1) ? 1 : 0;
            double[] hanging = Noise.of(1_000 + seed).autoregressive(400, 0.6);
            dependent += StationaryBootstrap.suiting(hanging, RULES)
                            .mean(hanging)
                            .orElseThrow()
                            .contains(0)
                    ? 1
                    : 0;
            naive += StationaryBootstrap.ofBlocks(1, RULES)
                            .mean(hanging)
                            .orElseThrow()
                            .contains(0)
                    ? 1
                    : 0;
        }
        assertThat(independent).as("of %d at 95 %%", rounds).isBetween(180, 198);
        assertThat(ratio).as("of %d at 95 %%", rounds).isBetween(180, 198);
        assertThat(dependent).as("of %d at 95 %%", rounds).isBetween(165, 198);
        assertThat(naive).as("without blocks they are too narrow").isLessThan(145);
    }

    @Test
    void the_drawdown_interval_holds_the_fall_of_the_history_it_is_from_and_the_same_seed_repeats_it() {
        double[] returns = Noise.of(9).returns(250, 0.05);
        StationaryBootstrap bootstrap = StationaryBootstrap.suiting(returns, RULES);
        Interval fall = bootstrap.maxDrawdown(returns).orElseThrow();
        assertThat(fall.contains(fall.estimate())).isTrue();
        assertThat(bootstrap.maxDrawdown(returns)).contains(fall);
        StatisticsRules others = RULES.withSeed(5);
        assertThat(StationaryBootstrap.suiting(returns, others)
                        .maxDrawdown(returns)
                        .orElseThrow())
                .isNotEqualTo(fall);
        assertThat(bootstrap.mean(new double[] {0.1, 0.1})).isEmpty();
    }

    @Test
    void figures_drawn_by_lot_are_the_same_on_every_jvm() {
        double[] returns = new double[64];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = (i * 37 % 64 - 30) / 1024.0; // exact in binary
        }
        Interval mean = StationaryBootstrap.ofBlocks(4, RULES).mean(returns).orElseThrow();
        assertThat(new double[] {mean.estimate(), mean.low(), mean.high()})
                .containsExactly(0.00146484375, -0.0011997222900390616, 0.004023361206054685);
    }

    @Test
    void overfitting_is_that_of_a_naive_search() {
        for (int seed = 0; seed < 20; seed++) {
            double[][] variants = Noise.of(seed).variants(2 + seed % 7, 8 * (2 + seed % 5) + seed % 3);
            int blocks = new int[] {4, 6, 8}[seed % 3];
            OverfittingProbability found = OverfittingProbability.of(ReturnMatrix.of(variants), blocks);
            double[] naive = NaiveCscv.of(variants, blocks);
            assertThat(found.probability()).as("seed %d", seed).isEqualTo(naive[0]);
            assertThat(found.lossProbability()).as("seed %d", seed).isEqualTo(naive[1]);
            assertThat(found.slope()).as("seed %d", seed).isCloseTo(naive[2], within(1e-9));
            assertThat(found.halves()).isEqualTo(new int[] {6, 20, 70}[seed % 3]);
        }
    }

    @Test
    void choosing_among_noise_overfits_and_choosing_a_real_edge_does_not() {
        double sum = 0;
        for (int seed = 0; seed < 20; seed++) {
            ReturnMatrix noise = ReturnMatrix.of(Noise.of(seed).variants(50, 500));
            sum += OverfittingProbability.of(noise, 10).probability();
            double[][] withEdge = Noise.of(seed).variants(50, 500);
            withEdge[17] = Noise.of(500 + seed).returns(500, 0.3);
            OverfittingProbability real = OverfittingProbability.of(ReturnMatrix.of(withEdge), 10);
            assertThat(real.probability()).as("seed %d", seed).isLessThan(0.05);
        }
        assertThat(sum / 20).as("half is what lots would give").isBetween(0.42, 0.65);
    }

    @Test
    void halves_that_are_too_few_are_refused_and_variants_that_never_trade_have_no_edge() {
        ReturnMatrix one = ReturnMatrix.of(new double[1][100]);
        assertThatThrownBy(() -> OverfittingProbability.of(one, 8)).hasMessageContaining("1 variants and 100 periods");
        ReturnMatrix idle = ReturnMatrix.of(new double[5][100]);
        assertThat(OverfittingProbability.of(idle, 8).probability())
                .as("all alike: the median")
                .isEqualTo(1);
        assertThatThrownBy(() -> OverfittingProbability.of(idle, 7)).hasMessageContaining("even number");
        assertThatThrownBy(() -> ReturnMatrix.of(new double[][] {{1, 2}, {1}})).hasMessageContaining("number 2 has 1");
    }

    @Test
    void superior_ability_is_seldom_seen_in_noise_and_always_in_a_real_edge() {
        int hansen = 0;
        int white = 0;
        int rounds = 200;
        StatisticsRules few = RULES.withResamples(200);
        for (int seed = 0; seed < rounds; seed++) {
            double[][] variants = Noise.of(seed).variants(10, 120);
            SuperiorAbility noise = SuperiorAbility.of(ReturnMatrix.of(variants), few.withSeed(seed));
            hansen += noise.pValue() <= 0.05 ? 1 : 0;
            white += noise.realityCheck() <= 0.05 ? 1 : 0;
            variants[4] = Noise.of(9_000 + seed).returns(120, 0.6);
            SuperiorAbility real = SuperiorAbility.of(ReturnMatrix.of(variants), few.withSeed(seed));
            assertThat(real.pValue()).as("seed %d", seed).isLessThanOrEqualTo(0.05);
            assertThat(real.best()).isEqualTo(4);
        }
        assertThat(hansen).as("of %d at 5 %%", rounds).isLessThanOrEqualTo(20);
        assertThat(white).as("of %d at 5 %%", rounds).isLessThanOrEqualTo(20);
    }

    @Test
    void hansens_test_is_not_blinded_by_hopeless_variants_and_whites_is() {
        int hansen = 0;
        int white = 0;
        for (int seed = 0; seed < 20; seed++) {
            double[][] variants = new double[30][];
            for (int v = 0; v < 30; v++) {
                variants[v] = Noise.of(seed * 100L + v).returns(250, -1);
                for (int t = 0; t < 250; t++) {
                    variants[v][t] *= 5; // and wild
                }
            }
            variants[0] = Noise.of(seed + 77_000).returns(250, 0.22);
            SuperiorAbility found = SuperiorAbility.of(ReturnMatrix.of(variants), RULES.withSeed(seed));
            hansen += found.pValue() <= 0.05 ? 1 : 0;
            white += found.realityCheck() <= 0.05 ? 1 : 0;
        }
        assertThat(hansen).isGreaterThanOrEqualTo(17);
        assertThat(white).isLessThan(5);
    }

    @Test
    void other_orders_of_the_same_trades_fall_as_far_as_all_orders_that_there_are() {
        // Of the six orders of +3, -2, -1 the falls are 3 in five ways and 2 in one: -2 +3 -1; -1 +3 -2 gives 2 as
        // well.
        TradeTable trades = trades(3, -2, -1);
        TradeOrder order = TradeOrder.shuffled(trades, RULES.withResamples(20_000));
        assertThat(order.actualDrawdown()).isEqualTo(3);
        assertThat(order.deeperShare()).isZero();
        assertThat(order.medianDrawdown()).isEqualTo(3);
        TradeOrder mild = TradeOrder.shuffled(trades(-2, 3, -1), RULES.withResamples(20_000));
        assertThat(mild.actualDrawdown()).isEqualTo(2);
        assertThat(mild.deeperShare()).isCloseTo(4.0 / 6, within(0.015));
        assertThat(TradeOrder.shuffled(trades(), RULES).badDrawdown()).isZero();
    }

    @Test
    void the_risk_of_ruin_is_that_of_the_gambler() {
        // Win 1 with 0.6, lose 1 with 0.4, capital 5, no end: ruin with (0.4 / 0.6)^5. Feller, volume 1, chapter XIV.
        TradeTable trades = trades(1, 1, 1, -1, -1);
        Measure risk = TradeOrder.riskOfRuin(trades, 5, 400, RULES.withResamples(20_000));
        assertThat(risk.value()).isCloseTo(Math.pow(2.0 / 3, 5), within(0.01));
        assertThat(TradeOrder.riskOfRuin(trades(), 5, 10, RULES).absent()).isEqualTo("there is no trade");
        assertThat(TradeOrder.riskOfRuin(trades(1, 2), 5, 10, RULES).value()).isZero();
        assertThatThrownBy(() -> TradeOrder.riskOfRuin(trades, 0, 10, RULES)).hasMessageContaining("loss of 0.0");
    }

    @Test
    void trials_count_also_where_they_have_no_ratio() {
        assertThat(TrialCount.of(new double[] {0.3}, 250)).isEqualTo(TrialCount.single());
        TrialCount three = TrialCount.of(new double[] {0.1, Double.NaN, 0.3}, 250);
        assertThat(three.trials()).isEqualTo(3);
        assertThat(three.sharpeVariance()).isCloseTo(0.02, within(1e-15));
        TrialCount blind = TrialCount.of(new double[] {Double.NaN, Double.NaN}, 250);
        assertThat(blind).isEqualTo(new TrialCount(2, 1 / 250.0));
        assertThatThrownBy(() -> new TrialCount(0, 0)).hasMessageContaining("trials 0");
    }

    private static TradeTable trades(double... results) {
        TradeTable.Builder table = TradeTable.builder();
        Arrays.stream(results)
                .forEach(
                        pnl -> table.add(Symbol.of("SPY"), Direction.LONG, 0, 1).result(1, 100, pnl, 0, 1));
        return table.build();
    }
}
