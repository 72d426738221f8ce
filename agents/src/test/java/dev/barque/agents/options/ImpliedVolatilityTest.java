package dev.barque.agents.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barque.agents.options.ImpliedVolatility.Outcome;
import dev.barque.core.market.OptionRight;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImpliedVolatilityTest {
    private static final long SEED = Long.getLong("barque.test.seed", 2015);
    private static final OptionTerms CALL = new OptionTerms(OptionRight.CALL, 100, 0.5);
    private static final OptionTerms PUT = new OptionTerms(OptionRight.PUT, 100, 0.5);

    private static ImpliedVolatility call(double price, double spot) {
        return ImpliedVolatility.of(CALL, price, spot, Carry.none());
    }

    @Test
    void a_price_gives_its_volatility_back_and_the_volatility_its_price() {
        Random random = new Random(SEED);
        int sharp = 0;
        for (int n = 0; n < 20_000; n++) {
            double spot = Math.exp(Math.log(5000) * random.nextDouble());
            double strike = spot * Math.exp(random.nextGaussian() * random.nextDouble());
            double years = Math.exp(-8 + 9.5 * random.nextDouble());
            double vol = Math.exp(-4 + 5.5 * random.nextDouble());
            OptionRight right = random.nextBoolean() ? OptionRight.CALL : OptionRight.PUT;
            OptionTerms terms = new OptionTerms(right, strike, years);
            Carry carry = Carry.ofYield(0.1 * random.nextDouble() - 0.02, 0.05 * random.nextDouble());
            double price = BlackScholes.price(terms, spot, vol, carry);
            String what = "seed " + SEED + ": " + terms + " spot " + spot + " volatility " + vol + " price " + price;

            ImpliedVolatility found = ImpliedVolatility.of(terms, price, spot, carry);

            if (found.isSolved()) {
                double again = BlackScholes.price(terms, spot, found.volatility(), carry);
                assertThat(again).as(what).isCloseTo(price, within(1e-11 * Math.max(1e-3, Math.max(price, spot))));
                // What rounding takes from the price, arithmetic takes from either side once more.
                double allowed = 1e-9 * vol + 4 * found.uncertainty();
                if (price > 1e-9 * spot) {
                    assertThat(found.volatility()).as(what).isCloseTo(vol, within(allowed));
                    sharp += found.uncertainty() < 1e-6 * vol ? 1 : 0;
                }
            } else {
                // Nothing but rounding may hide a volatility.
                double intrinsic = BlackScholes.price(terms, spot, 0, carry);
                assertThat(found.outcome()).as(what).isIn(Outcome.AT_INTRINSIC, Outcome.AT_MAXIMUM);
                if (found.outcome() == Outcome.AT_INTRINSIC) {
                    assertThat(price).as(what).isCloseTo(intrinsic, within(1e-14 * (spot + strike)));
                }
            }
        }
        assertThat(sharp).isGreaterThan(10_000);
    }

    @Test
    void tiny_time_values_keep_their_volatility() {
        for (double vol : new double[] {0.05, 0.08, 0.1, 0.2}) {
            OptionTerms far = new OptionTerms(OptionRight.CALL, 200, 0.25);
            double price = BlackScholes.price(far, 100, vol, Carry.none());
            if (price > 1e-290) {
                assertThat(ImpliedVolatility.of(far, price, 100, Carry.none()).volatility())
                        .as("price " + price)
                        .isCloseTo(vol, within(1e-9));
            }
        }
        // 1e-100 is no price that anybody pays; it shows that the wing does not end at the last digit of the spot.
        assertThat(call(1e-100, 60).isSolved()).isTrue();
        assertThat(BlackScholes.price(CALL, 60, call(1e-100, 60).volatility(), Carry.none()))
                .isCloseTo(1e-100, within(1e-108));
    }

    @Test
    void deep_in_the_money_the_answer_says_how_little_the_price_tells() {
        OptionTerms deep = new OptionTerms(OptionRight.CALL, 50, 0.1);
        double price = BlackScholes.price(deep, 100, 0.32, Carry.none());

        ImpliedVolatility found = ImpliedVolatility.of(deep, price, 100, Carry.none());

        assertThat(price - 50).as("time value").isBetween(0.0, 1e-9);
        assertThat(found.isSolved()).isTrue();
        assertThat(Math.abs(found.volatility() - 0.32)).isLessThanOrEqualTo(4 * found.uncertainty());
        assertThat(found.uncertainty()).isGreaterThan(1e-5);
    }

    @Test
    void at_the_bounds_and_beyond_them_each_answer_has_its_name() {
        assertThat(call(20, 120)).isEqualTo(new ImpliedVolatility(0, 0, Outcome.AT_INTRINSIC));
        assertThat(call(19.99, 120).outcome()).isEqualTo(Outcome.BELOW_INTRINSIC);
        assertThat(call(19.99, 120).volatility()).isNaN();
        assertThat(call(0, 80)).isEqualTo(new ImpliedVolatility(0, 0, Outcome.AT_INTRINSIC));
        assertThat(call(-0.01, 80).outcome()).isEqualTo(Outcome.BELOW_INTRINSIC);
        assertThat(call(80, 80)).isEqualTo(new ImpliedVolatility(Double.POSITIVE_INFINITY, 0, Outcome.AT_MAXIMUM));
        assertThat(call(80.01, 80).outcome()).isEqualTo(Outcome.ABOVE_MAXIMUM);
        assertThat(ImpliedVolatility.of(PUT, 100, 80, Carry.none()).outcome()).isEqualTo(Outcome.AT_MAXIMUM);
        assertThat(ImpliedVolatility.of(PUT, 100.01, 80, Carry.none()).outcome())
                .isEqualTo(Outcome.ABOVE_MAXIMUM);
        assertThat(call(Double.NaN, 80).outcome()).isEqualTo(Outcome.INVALID);
        assertThat(call(5, Double.NaN).outcome()).isEqualTo(Outcome.INVALID);
        OptionTerms expired = new OptionTerms(OptionRight.CALL, 100, 0);
        assertThat(ImpliedVolatility.of(expired, 5, 100, Carry.none()).outcome())
                .isEqualTo(Outcome.INVALID);
    }

    @Test
    void close_to_the_bounds_there_is_still_a_volatility() {
        ImpliedVolatility wild = call(79.999, 80);

        assertThat(wild.isSolved()).isTrue();
        assertThat(BlackScholes.price(CALL, 80, wild.volatility(), Carry.none()))
                .isCloseTo(79.999, within(1e-10));
        assertThat(call(20 + 1e-9, 120).isSolved()).isTrue();
    }

    @Test
    void the_volatility_grows_with_the_price() {
        double before = 0;
        for (double price = 1e-12; price < 100; price *= 1.3) {
            double volatility = call(price, 100).volatility();
            assertThat(volatility).as("price " + price).isGreaterThan(before);
            before = volatility;
        }
    }
}
