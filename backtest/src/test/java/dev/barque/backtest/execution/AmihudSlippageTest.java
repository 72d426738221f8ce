package dev.barque.backtest.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmihudSlippageTest {
    private final AmihudSlippage model = new AmihudSlippage();

    @ParameterizedTest
    @CsvSource({
        "1e-15, 1",
        "1e-12, 1",
        "1e-11, 1",
        "1e-10, 5.666666666666667",
        "1e-9, 10.333333333333334",
        "1e-8, 15",
        "1, 15",
        "0, 1",
        "-1, 1",
        "NaN, 15",
        "Infinity, 15",
        "-Infinity, 1"
    })
    void runs_from_1_to_15_basis_points_in_the_logarithm(double amihud, double bps) {
        assertThat(model.bps(amihud)).isCloseTo(bps, within(1e-9));
    }

    @Test
    void is_a_share_of_the_price() {
        assertThat(model.perUnit(MarketThen.price(650).withAmihud(1e-8))).isCloseTo(650 * 15e-4, within(1e-12));
    }
}
