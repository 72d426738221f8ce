package dev.barque.agents.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.opengamma.strata.pricer.impl.option.BlackScholesFormulaRepository;
import dev.barque.core.market.OptionRight;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlackScholesTest {
    private static final long SEED = Long.getLong("barque.test.seed", 1973);

    @Test
    void everything_agrees_with_strata_to_a_billionth_over_a_wide_grid() {
        Random random = new Random(SEED);
        for (int n = 0; n < 20_000; n++) {
            double spot = Math.exp(Math.log(1000) * random.nextDouble());
            double strike = spot * Math.exp(1.5 * random.nextGaussian() * random.nextDouble());
            double years = Math.exp(-8 + 9.5 * random.nextDouble());
            double vol = Math.exp(-4 + 5 * random.nextDouble());
            double rate = 0.15 * random.nextDouble() - 0.03;
            double b = rate - (0.12 * random.nextDouble() - 0.02);
            boolean call = random.nextBoolean();
            OptionTerms terms = new OptionTerms(call ? OptionRight.CALL : OptionRight.PUT, strike, years);
            Carry carry = new Carry(rate, b);
            String what = "seed " + SEED + ": " + terms + " spot " + spot + " volatility " + vol + " " + carry;

            Greeks ours = BlackScholes.greeks(terms, spot, vol, carry);

            near(
                    what,
                    "price",
                    ours.price(),
                    BlackScholesFormulaRepository.price(spot, strike, years, vol, rate, b, call));
            near(
                    what,
                    "delta",
                    ours.delta(),
                    BlackScholesFormulaRepository.delta(spot, strike, years, vol, rate, b, call));
            near(what, "gamma", ours.gamma(), BlackScholesFormulaRepository.gamma(spot, strike, years, vol, rate, b));
            near(what, "vega", ours.vega(), BlackScholesFormulaRepository.vega(spot, strike, years, vol, rate, b));
            // In units of the spot: Strata takes tiny ones for nothing.
            near(
                    what,
                    "theta",
                    ours.theta() / spot,
                    BlackScholesFormulaRepository.theta(spot, strike, years, vol, rate, b, call) / spot);
            near(what, "vanna", ours.vanna(), BlackScholesFormulaRepository.vanna(spot, strike, years, vol, rate, b));
            near(
                    what,
                    "charm",
                    ours.charm(),
                    BlackScholesFormulaRepository.charm(spot, strike, years, vol, rate, b, call));
            assertThat(BlackScholes.price(terms, spot, vol, carry)).isEqualTo(ours.price());
            assertThat(BlackScholes.gamma(terms, spot, vol, carry)).isEqualTo(ours.gamma());
        }
    }

    private static void near(String what, String greek, double ours, double theirs) {
        assertThat(ours).as(greek + ", " + what).isCloseTo(theirs, within(1e-9 * Math.max(1, Math.abs(theirs))));
    }

    @Test
    void each_greek_is_the_derivative_that_it_says() {
        Carry carry = Carry.ofYield(0.05, 0.02);
        for (OptionRight right : new OptionRight[] {OptionRight.CALL, OptionRight.PUT}) {
            for (double strike : new double[] {80, 100, 125}) {
                double t = 0.3;
                double v = 0.25;
                double s = 100;
                OptionTerms terms = new OptionTerms(right, strike, t);
                OptionTerms later = new OptionTerms(right, strike, t - 1e-5);
                OptionTerms earlier = new OptionTerms(right, strike, t + 1e-5);
                Greeks g = BlackScholes.greeks(terms, s, v, carry);
                Greeks up = BlackScholes.greeks(terms, s + 1e-3, v, carry);
                Greeks down = BlackScholes.greeks(terms, s - 1e-3, v, carry);
                Greeks more = BlackScholes.greeks(terms, s, v + 1e-5, carry);
                Greeks less = BlackScholes.greeks(terms, s, v - 1e-5, carry);
                Greeks after = BlackScholes.greeks(later, s, v, carry);
                Greeks before = BlackScholes.greeks(earlier, s, v, carry);

                assertThat((up.price() - down.price()) / 2e-3).isCloseTo(g.delta(), within(1e-7));
                assertThat((up.delta() - down.delta()) / 2e-3).isCloseTo(g.gamma(), within(1e-7));
                assertThat((more.price() - less.price()) / 2e-5).isCloseTo(g.vega(), within(1e-5));
                assertThat((more.delta() - less.delta()) / 2e-5).isCloseTo(g.vanna(), within(1e-6));
                assertThat((after.price() - before.price()) / 2e-5).isCloseTo(g.theta(), within(1e-5));
                assertThat((after.delta() - before.delta()) / 2e-5).isCloseTo(g.charm(), within(1e-6));
            }
        }
    }

    @Test
    void call_less_put_is_the_forward() {
        Carry carry = Carry.ofYield(0.04, 0.01);
        OptionTerms call = new OptionTerms(OptionRight.CALL, 90, 0.7);
        OptionTerms put = new OptionTerms(OptionRight.PUT, 90, 0.7);

        double difference = BlackScholes.price(call, 100, 0.3, carry) - BlackScholes.price(put, 100, 0.3, carry);

        assertThat(difference).isCloseTo(100 * Math.exp(-0.01 * 0.7) - 90 * Math.exp(-0.04 * 0.7), within(1e-12));
    }

    @Test
    void without_time_or_volatility_the_option_is_its_forward_where_that_is_in_the_money() {
        Greeks expired =
                BlackScholes.greeks(new OptionTerms(OptionRight.CALL, 90, 0), 100, 0.2, Carry.ofYield(0.05, 0));
        Greeks calm = BlackScholes.greeks(new OptionTerms(OptionRight.PUT, 90, 1), 100, 0, Carry.none());
        Greeks edge = BlackScholes.greeks(new OptionTerms(OptionRight.CALL, 100, 0), 100, 0.2, Carry.none());

        assertThat(expired.price()).isCloseTo(10, within(1e-12));
        assertThat(expired.delta()).isEqualTo(1);
        assertThat(expired.gamma() + expired.vega() + expired.vanna()).isZero();
        assertThat(expired.theta()).as("interest on the strike").isCloseTo(-0.05 * 90, within(1e-12));
        assertThat(calm.price() + calm.delta() + calm.charm()).isZero();
        assertThat(edge.delta()).isEqualTo(0.5);
        assertThat(edge.price()).isZero();
    }

    @Test
    void an_unknown_volatility_makes_everything_unknown_and_nonsense_is_refused() {
        OptionTerms terms = new OptionTerms(OptionRight.CALL, 100, 1);

        Greeks unknown = BlackScholes.greeks(terms, 100, Double.NaN, Carry.none());

        assertThat(new double[] {
                    unknown.price(),
                    unknown.delta(),
                    unknown.gamma(),
                    unknown.vega(),
                    unknown.theta(),
                    unknown.vanna(),
                    unknown.charm()
                })
                .containsOnly(Double.NaN);
        assertThatThrownBy(() -> BlackScholes.price(terms, 0, 0.2, Carry.none()))
                .hasMessageContaining("spot");
        assertThatThrownBy(() -> BlackScholes.price(terms, 100, -0.2, Carry.none()))
                .hasMessageContaining("-0.2");
        assertThatThrownBy(() -> new OptionTerms(OptionRight.UNKNOWN, 100, 1)).hasMessageContaining("UNKNOWN");
        assertThatThrownBy(() -> new OptionTerms(OptionRight.PUT, 100, Double.NaN))
                .hasMessageContaining("NaN");
    }
}
