package dev.barque.agents.options;

import static dev.barque.agents.options.Chains.chain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionMeasure;
import dev.barque.core.market.OptionRight;
import org.junit.jupiter.api.Test;

class ChainGreeksTest {
    private static final Carry CARRY = Carry.ofYield(0.04, 0.01);
    private static final double UNKNOWN = Double.NaN;

    @Test
    void volatility_and_greeks_come_from_the_middle_of_the_quote_by_the_point_and_by_the_day() {
        OptionTerms terms = new OptionTerms(OptionRight.PUT, 95, 0.25);
        Greeks exact = BlackScholes.greeks(terms, 100, 0.3, CARRY);
        OptionChain raw =
                chain().quoted(OptionRight.PUT, 95, 0.25, exact.price(), 10).of(100);

        OptionChain full = ChainGreeks.complete(raw, 77, CARRY);

        assertThat(full.impliedVolatility(0)).isCloseTo(0.3, within(1e-9));
        assertThat(full.delta(0)).isCloseTo(exact.delta(), within(1e-9));
        assertThat(full.gamma(0)).isCloseTo(exact.gamma(), within(1e-9));
        assertThat(full.vega(0)).isCloseTo(exact.vega() / 100, within(1e-9));
        assertThat(full.theta(0)).isCloseTo(exact.theta() / 365, within(1e-9));
        assertThat(full.vanna(0)).isCloseTo(exact.vanna() / 100, within(1e-9));
        assertThat(full.charm(0)).isCloseTo(exact.charm() / 365, within(1e-9));
        assertThat(full.underlying()).isEqualTo(100);
    }

    @Test
    void what_the_vendor_says_stays_and_the_rest_follows_from_its_volatility() {
        OptionChain raw = chain().add(OptionRight.CALL, 100, 0.5, 0.2, 0.9, 10).of(100);

        OptionChain full = ChainGreeks.complete(raw, UNKNOWN, CARRY);

        assertThat(full.gamma(0)).isEqualTo(0.9);
        assertThat(full.impliedVolatility(0)).isEqualTo(0.2);
        assertThat(full.delta(0))
                .isEqualTo(BlackScholes.greeks(new OptionTerms(OptionRight.CALL, 100, 0.5), 100, 0.2, CARRY)
                        .delta());
    }

    @Test
    void the_price_of_the_bar_helps_where_the_chain_has_none() {
        OptionChain raw =
                chain().add(OptionRight.CALL, 100, 0.5, 0.2, UNKNOWN, 10).of(UNKNOWN);

        assertThat(ChainGreeks.complete(raw, 105, CARRY).gamma(0))
                .isEqualTo(BlackScholes.gamma(new OptionTerms(OptionRight.CALL, 100, 0.5), 105, 0.2, CARRY));
        assertThat(ChainGreeks.complete(raw, UNKNOWN, CARRY).gamma(0)).isNaN();
    }

    @Test
    void what_cannot_be_had_stays_unknown_and_hurts_nobody_else() {
        OptionChain raw = chain().quoted(OptionRight.CALL, 50, 0.5, 49.5, 1) // below what it is worth at once
                .quoted(OptionRight.CALL, 100, 0.5, 150, 1) // above its underlying
                .add(OptionRight.CALL, 100, 0.5, UNKNOWN, UNKNOWN, 1) // neither quote nor volatility
                .add(OptionRight.UNKNOWN, 100, 0.5, 0.2, UNKNOWN, 1)
                .add(OptionRight.CALL, -5, 0.5, 0.2, UNKNOWN, 1)
                .add(OptionRight.CALL, 100, -0.1, 0.2, UNKNOWN, 1)
                .add(OptionRight.CALL, 100, 0.5, 0.2, UNKNOWN, 1)
                .of(100);

        OptionChain full = ChainGreeks.complete(raw, UNKNOWN, Carry.none());

        for (int i = 0; i < 6; i++) {
            assertThat(full.gamma(i)).as("contract " + i).isNaN();
            assertThat(full.charm(i)).as("contract " + i).isNaN();
        }
        assertThat(full.gamma(6)).isPositive();
    }

    @Test
    void a_chain_without_an_instant_stays_as_it_is() {
        OptionChain raw = new OptionChain(new double[1], new double[1], new double[1], new double[1], new double[1]);

        assertThat(ChainGreeks.complete(raw, 100, CARRY)).isSameAs(raw);
        assertThat(raw.has(OptionMeasure.DELTA)).isFalse();
    }
}
