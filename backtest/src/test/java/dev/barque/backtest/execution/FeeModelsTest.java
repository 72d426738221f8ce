package dev.barque.backtest.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barque.core.market.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeeModelsTest {
    private static final Instant JUNE_2023 = Instant.parse("2023-06-01T15:00:00Z");

    /** The three examples on the price page of Interactive Brokers, and one of its rule for the maximum. */
    @ParameterizedTest
    @CsvSource({"100, 25, 1.00", "1000, 25, 5.00", "1000, 0.25, 2.50", "10, 0.2, 0.02"})
    void the_fixed_examples_of_interactive_brokers_are_found_again(double shares, double price, double fee) {
        assertThat(FeeModels.of("ibkr-fixed").fee(MarketThen.price(price).withShares(shares), 0))
                .isCloseTo(fee, within(1e-9));
    }

    /** Its example of a sale of 200,000 shares at 5 USD that takes liquidity at Nasdaq, with rates of 2023. */
    @Test
    void the_tiered_example_of_interactive_brokers_is_found_again() {
        MarketThen sale = MarketThen.price(5).withShares(-200_000).at(JUNE_2023);

        assertThat(FeeModels.of("ibkr-tiered").fee(sale, 0)).isCloseTo(1355.78, within(0.01));
    }

    /** Its example of 30,000,000 shares: 1,050 + 5,400 + 25,500 + 10,000 of the four tiers, and 139,188.10 in all. */
    @Test
    void tiers_are_marginal_as_in_the_example_of_interactive_brokers() {
        MarketThen sale = MarketThen.price(5).withShares(-30_000_000).at(JUNE_2023);
        List<FeeTier> tiers = List.of(
                new FeeTier(0, 0.0035), new FeeTier(3e5, 0.002), new FeeTier(3e6, 0.0015), new FeeTier(2e7, 0.001));

        assertThat(FeeModels.sizeTiers(tiers, 0, 1).fee(sale, 0)).isCloseTo(41_950, within(1e-6));
        assertThat(FeeModels.of("ibkr-tiered").fee(sale, 0)).isCloseTo(139_188.1, within(0.2));
        assertThat(FeeModels.monthlyTiers(tiers, 2e7, 0, 1).fee(sale, 0)).isCloseTo(30_000, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "2020-03-02T15:00:00Z, 22.10, 0.119",
        "2021-03-01T15:00:00Z, 5.10, 0.119",
        "2021-02-25T04:59:59Z, 22.10, 0.119",
        "2021-02-25T05:00:00Z, 5.10, 0.119",
        "2024-06-03T15:00:00Z, 27.80, 0.166",
        "2025-06-02T15:00:00Z, 0, 0.166",
        // Before the first date: the dearest.
        "1999-01-04T15:00:00Z, 27.80, 0.195"
    })
    void a_sale_of_a_million_dollars_pays_authorities_the_rate_of_its_date(Instant time, double sec, double taf) {
        MarketThen sale = MarketThen.price(1_000).withShares(-1_000).at(time);

        assertThat(FeeModels.usRegulatory().fee(sale, 0)).isCloseTo(sec + taf, within(1e-9));
        assertThat(FeeModels.usRegulatory().fee(sale.withShares(1_000), 0)).isZero();
    }

    @Test
    void the_trading_activity_fee_ends_at_its_maximum() {
        MarketThen sale = MarketThen.price(1e-9).withShares(-1e9).at(JUNE_2023);

        assertThat(FeeModels.usRegulatory().fee(sale, 0)).isCloseTo(7.27, within(1e-4));
    }

    @Test
    void an_order_in_parts_pays_its_minimum_once() {
        FeeModel model = FeeModels.of("per-share:rate=0.005:min=1+per-order:amount=2");
        MarketThen part = MarketThen.price(25).withShares(100);

        double first = model.fee(part, 0);
        assertThat(first).isEqualTo(3);
        assertThat(model.fee(part, first)).isEqualTo(0.5);
        assertThat(FeeModels.bps(1, 1).fee(part, 0)).isEqualTo(1);
        assertThat(FeeModels.bps(1, 0).fee(part, 0)).isEqualTo(0.25);
    }

    @Test
    void what_the_maximum_took_off_the_minimum_is_owed_by_later_fills() {
        FeeModel model = FeeModels.perShare(0.005, 1, 0.01);
        MarketThen part = MarketThen.price(1).withShares(50);

        double first = model.fee(part, 0);
        assertThat(first).isEqualTo(0.5);
        assertThat(first + model.fee(part, first)).isEqualTo(model.fee(part.withShares(100), 0));
    }

    @Test
    void sizes_that_are_not_known_are_refused() {
        assertThatThrownBy(() -> FeeModels.of("ibkr-fixed").fee(MarketThen.price(25), 0))
                .hasMessageContaining("its quantity in shares is not known");
        assertThat(FeeModels.none().fee(MarketThen.price(25).withShares(5), 0)).isZero();
    }

    @Test
    void tiers_out_of_order_are_refused() {
        assertThatThrownBy(() ->
                        FeeModels.sizeTiers(List.of(new FeeTier(0, 1), new FeeTier(5, 1), new FeeTier(5, 2)), 0, 1))
                .hasMessageContaining("tier 3");
        assertThatThrownBy(() -> FeeModels.of("dear")).hasMessageContaining("'dear' is no fee", "ibkr-fixed");
    }

    @Test
    void borrowing_costs_the_rate_of_its_symbol_and_date() {
        Symbol gme = Symbol.of("GME");
        Instant later = JUNE_2023.plusSeconds(1);
        BorrowModel dated =
                BorrowModels.dated(List.of(new BorrowRate(gme, later, 0.8), new BorrowRate(gme, JUNE_2023, 0.3)), 0.5);
        long micros = JUNE_2023.getEpochSecond() * 1_000_000;

        assertThat(dated.annualRate(gme, micros - 1)).isEqualTo(0.5);
        assertThat(dated.annualRate(gme, micros)).isEqualTo(0.3);
        assertThat(dated.annualRate(gme, micros + 999_999)).isEqualTo(0.3);
        assertThat(dated.annualRate(gme, micros + 1_000_000)).isEqualTo(0.8);
        assertThat(dated.annualRate(Symbol.of("SPY"), micros)).isEqualTo(0.5);
        assertThat(BorrowModels.bySymbol(Map.of(gme, 0.9), 0.01).annualRate(gme, micros))
                .isEqualTo(0.9);
        assertThat(BorrowModels.of("flat:rate=0.03").annualRate(gme, 0)).isEqualTo(0.03);
        assertThatThrownBy(() -> BorrowModels.flat(-0.01)).hasMessageContaining("rate must be from 0");
    }
}
