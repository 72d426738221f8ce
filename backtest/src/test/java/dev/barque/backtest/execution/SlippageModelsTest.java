package dev.barque.backtest.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barque.core.error.BarqueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlippageModelsTest {
    /** 100 USD, 1 % of the bar, 0.01 % of the day, 2 % a day. */
    private static final MarketThen USUAL = MarketThen.price(100).withShares(100, 10_000, 1_000_000, 0.02);

    @ParameterizedTest
    @CsvSource({
        // Of 100 USD: 0.1 * 0.01^2.
        "volume-share, 0.001",
        "volume-share:k=0.3, 0.003",
        // 100 * 1 * 0.02 * sqrt(0.0001).
        "sqrt-impact, 0.02",
        "sqrt-impact:y=0.8, 0.016",
        // 100 * 2 * 0.02 * 0.01.
        "temporary-impact:eta=2:exponent=1, 0.04",
        "fixed:bps=3, 0.03",
        "3bps, 0.03",
        "fixed-0.5bps, 0.005",
        "3bps+sqrt-impact, 0.05",
        "3bps|sqrt-impact, 0.03",
        "1bps|sqrt-impact+1bps, 0.03",
        "sqrt-impact:floor-bps=4, 0.04",
        "sqrt-impact:cap-bps=1, 0.01",
        "amihud-line:base-bps=2:slope-bps=4, 0.06",
        "7bps@SPY;amihud, 0.07",
        "7bps@QQQ;9bps, 0.09"
    })
    void a_word_becomes_a_model_that_costs_what_its_formula_says(String text, double cost) {
        assertThat(SlippageModels.of(text).perUnit(USUAL)).isCloseTo(cost, within(1e-12));
    }

    /** Table 3 of Almgren, Thum, Hauptmann and Li 2005: IBM and DRI, 10 % of a day's volume, in basis points. */
    @ParameterizedTest
    @CsvSource({
        "6.561e6, 263, 0.0157, 20, 0.1, 22, 32",
        "6.561e6, 263, 0.0157, 20, 0.2, 15, 25",
        "6.561e6, 263, 0.0157, 20, 0.5, 8, 18",
        "1.929e6, 87, 0.0226, 22, 0.1, 32, 43",
        "1.929e6, 87, 0.0226, 22, 0.2, 21, 32",
        "1.929e6, 87, 0.0226, 22, 0.5, 12, 23"
    })
    void the_impact_that_almgren_and_others_published_is_found_again(
            double dailyVolume, double turnover, double sigma, double lasting, double days, double gone, double paid) {
        MarketThen order =
                MarketThen.price(10_000).withShares(0.1 * dailyVolume, dailyVolume * days, dailyVolume, sigma);
        PriceDisplacement displacement = new PriceDisplacement(new AlmgrenPermanentImpact(0.314, turnover, 15));

        double temporary = SlippageModels.of("temporary-impact").perUnit(order);
        double own = displacement.execute(order);

        assertThat(temporary).isCloseTo(gone, within(0.6));
        assertThat(displacement.price(10_000) - 10_000).isCloseTo(lasting, within(0.5));
        assertThat(temporary + own).isCloseTo(paid, within(0.6));
    }

    /** Almgren and Chriss 2000, section 3.4: selling 1 % of 5 million shares a day moves 0.125 USD of 50 for the moment. */
    @Test
    void the_linear_impact_of_almgren_and_chriss_is_found_again() {
        double eta = 0.125 / (50 * 0.019 * 0.01);
        MarketThen sale = MarketThen.price(50).withShares(-50_000, 5e6, 5e6, 0.019);

        assertThat(new TemporaryImpactSlippage(eta, 1, 15).perUnit(sale)).isCloseTo(0.125, within(1e-12));
    }

    @Test
    void half_the_spread_is_paid_and_without_quotes_what_was_said() {
        SlippageModel model = SlippageModels.of("half-spread:unknown-bps=20");

        assertThat(model.perUnit(USUAL.withQuotes(99.98, 100.02))).isCloseTo(0.02, within(1e-12));
        assertThat(model.perUnit(USUAL.withQuotes(100, 100))).isZero();
        assertThat(model.perUnit(USUAL)).isEqualTo(0.2);
        assertThat(model.perUnit(USUAL.withQuotes(100.02, 99.98))).isEqualTo(0.2);
        assertThat(model.perUnit(USUAL.withQuotes(0, 100))).isEqualTo(0.2);
        assertThat(model.perUnit(USUAL.withQuotes(99, Double.NaN))).isEqualTo(0.2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"volume-share", "sqrt-impact", "temporary-impact", "temporary-impact:exponent=0", "half-spread"})
    void what_is_not_known_costs_15_basis_points(String text) {
        assertThat(SlippageModels.of(text).perUnit(MarketThen.price(100))).isEqualTo(0.15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"volume-share", "sqrt-impact:y=100", "temporary-impact:eta=1000", "5bps+volume-share"})
    void nobody_sells_below_nothing(String text) {
        assertThat(SlippageModels.of(text).perUnit(USUAL.withShares(-1e9, 0, 0, 0.5)))
                .isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amihud",
                "5bps",
                "0.5bps",
                "fixed:bps=0.00001",
                "half-spread:share=0.4",
                "volume-share:k=0.25",
                "sqrt-impact:y=0.8+2bps",
                "temporary-impact|amihud-line",
                "2bps@SPY;3bps@BRK.A;4bps@ES=F;amihud",
                "sqrt-impact:floor-bps=1:cap-bps=50"
            })
    void an_id_can_be_read_again_and_is_the_same_model(String text) {
        SlippageModel model = SlippageModels.of(text);

        assertThat(SlippageModels.of(model.id()).id()).isEqualTo(model.id());
        assertThat(SlippageModels.of(model.id()).perUnit(USUAL)).isEqualTo(model.perUnit(USUAL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "cheap ! is no slippage",
                "sqrt-impact:y=-1 ! y must be a number from 0 to 100",
                "sqrt-impact:y=NaN ! y must be a number",
                "sqrt-impact:z=1 ! sqrt-impact:y=1:unknown-bps=15",
                "sqrt-impact:y=1:y=2 ! said twice",
                "sqrt-impact:floor-bps=9:cap-bps=3 ! cap-bps must be from 9",
                "5bps@SPY ! exactly one model without a symbol",
                "5bps@SPY;6bps@SPY;1bps ! SPY is named twice",
                "5bps+ ! is no slippage"
            })
    void what_cannot_be_understood_is_refused_with_what_there_is(String text, String message) {
        assertThatThrownBy(() -> SlippageModels.of(text))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining(message);
    }

    @Test
    void every_model_of_the_list_can_be_had_by_its_usage() {
        assertThat(SlippageModels.descriptions()).hasSizeGreaterThan(6);
        assertThat(SlippageModels.descriptions())
                .allSatisfy(d -> assertThat(SlippageModels.of(d.usage()).id()).isNotEmpty());
        assertThat(FeeModels.descriptions())
                .allSatisfy(d -> assertThat(FeeModels.of(d.usage()).id()).startsWith(d.name()));
        assertThat(BorrowModels.descriptions())
                .allSatisfy(d -> assertThat(BorrowModels.of(d.usage()).id()).isNotEmpty());
        assertThat(ImpactModels.descriptions())
                .allSatisfy(d -> assertThat(ImpactModels.of(d.usage()).id()).isEqualTo(d.usage()));
    }

    @Test
    void purchases_lift_the_price_and_sales_press_it_for_what_comes_after() {
        PriceDisplacement displacement = new PriceDisplacement(new AlmgrenPermanentImpact(1, 1, 15));

        assertThat(displacement.execute(USUAL.withShares(10_000))).isCloseTo(100 * 0.02 * 0.01 / 2, within(1e-12));
        assertThat(displacement.price(100)).isCloseTo(100.02, within(1e-12));
        displacement.execute(USUAL.withShares(-20_000));
        assertThat(displacement.factor()).isCloseTo(1.0002 * 0.9996, within(1e-12));
        assertThatThrownBy(() -> displacement.execute(MarketThen.price(1)))
                .hasMessageContaining("quantity in shares is not known");
    }
}
