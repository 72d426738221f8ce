package dev.barque.agents.options;

import static dev.barque.agents.options.Chains.chain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.agents.MarketContext;
import dev.barque.agents.OptionChains;
import dev.barque.core.error.BarqueException;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionRight;
import dev.barque.core.market.Symbol;
import dev.barque.core.quality.QuoteFault;
import dev.barque.core.quality.QuoteRules;
import dev.barque.core.quality.QuoteTreatment;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PreparedChainsTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final MarketContext NOW = new MarketContext(SPY, Chains.TIME, 100);

    private static OptionChain sample(double underlying) {
        return chain().quoted(OptionRight.CALL, 100, 0.5, 6, 10)
                .add(OptionRight.PUT, 100, -0.5, 0.2, 0.1, 10)
                .quoted(OptionRight.PUT, 70, 0.5, 0.01, 10)
                .of(underlying);
    }

    @Test
    void expired_contracts_are_out_and_a_zero_bid_gives_no_greeks() {
        OptionChain prepared = Objects.requireNonNull(
                PreparedChains.of((symbol, at) -> sample(100)).at(NOW));
        assertThat(prepared.size()).isEqualTo(2);
        assertThat(prepared.gamma(0)).isPositive();
        assertThat(prepared.bid(1)).isNaN();
        assertThat(prepared.gamma(1)).isNaN();
        assertThat(prepared.openInterest(1)).isEqualTo(10);
    }

    @Test
    void rules_and_rates_of_ones_own_are_used() {
        QuoteRules lenient = QuoteRules.standard().with(QuoteFault.ZERO_BID, QuoteTreatment.KEEP);
        Carry carry = Carry.ofYield(0.1, 0);

        OptionChain prepared = Objects.requireNonNull(
                PreparedChains.of((symbol, at) -> sample(100), lenient, carry).at(NOW));
        assertThat(prepared.gamma(1)).isPositive();
        assertThat(prepared.gamma(0))
                .isEqualTo(ChainGreeks.complete(sample(100), 100, carry).gamma(0));
    }

    @Test
    void a_bar_after_the_chain_sees_the_same_greeks_when_the_chain_says_its_underlying() {
        OptionChain raw = sample(100);
        PreparedChains chains = PreparedChains.of((symbol, at) -> raw);

        OptionChain first = Objects.requireNonNull(chains.at(NOW));
        OptionChain later = Objects.requireNonNull(chains.at(new MarketContext(SPY, Chains.TIME + 60_000_000, 103)));

        assertThat(later).isSameAs(first);
    }

    @Test
    void without_its_underlying_the_answer_depends_on_the_bar_and_not_on_what_was_asked_before() {
        OptionChain raw = sample(Double.NaN);
        PreparedChains chains = PreparedChains.of((symbol, at) -> raw);
        MarketContext later = new MarketContext(SPY, Chains.TIME + 60_000_000, 103);
        OptionChain fresh =
                Objects.requireNonNull(PreparedChains.of((symbol, at) -> raw).at(later));

        chains.at(NOW);
        OptionChain second = Objects.requireNonNull(chains.at(later));
        assertThat(second.gamma(0)).isEqualTo(fresh.gamma(0));
        assertThat(second.underlying()).isEqualTo(103);
    }

    @Test
    void a_source_that_looks_ahead_is_stopped_by_name() {
        MarketContext earlier = new MarketContext(SPY, Chains.TIME - 1, 100);

        assertThatThrownBy(() -> PreparedChains.of((symbol, at) -> sample(100)).at(earlier))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("agents.later-chain"))
                .hasMessageContaining("2025-11-03T15:00:00Z")
                .hasMessageContaining("SPY");
        assertThat(OptionChains.of((symbol, at) -> sample(100)).at(NOW)).isNotNull();
    }

    @Test
    void no_chain_stays_no_chain() {
        assertThat(PreparedChains.of((symbol, at) -> null).at(NOW)).isNull();
    }

    @Test
    void all_engines_of_a_bar_see_one_chain_and_the_source_is_asked_once() {
        AtomicInteger asked = new AtomicInteger();
        PreparedChains chains = PreparedChains.of((symbol, at) -> {
            asked.incrementAndGet();
            return sample(100);
        });

        OptionChain first = Objects.requireNonNull(chains.at(NOW));
        assertThat(chains.at(new MarketContext(SPY, Chains.TIME, 100))).isSameAs(first);
        assertThat(asked).hasValue(1);
        chains.at(new MarketContext(SPY, Chains.TIME + 1, 100));
        chains.at(new MarketContext(SPY, Chains.TIME + 1, 101));
        chains.at(new MarketContext(Symbol.of("QQQ"), Chains.TIME + 1, 101));
        assertThat(asked).hasValue(4);
    }
}
