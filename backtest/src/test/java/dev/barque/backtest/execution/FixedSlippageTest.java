package dev.barque.backtest.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.barque.backtest.ReplayRules;
import org.junit.jupiter.api.Test;

class FixedSlippageTest {
    @Test
    void it_costs_the_same_share_of_the_price_in_every_market() {
        FixedSlippage five = new FixedSlippage(5);

        assertThat(five.perUnit(MarketThen.price(200).withAmihud(1e-9))).isEqualTo(0.1);
        assertThat(five.perUnit(MarketThen.price(200))).isEqualTo(0.1);
        assertThat(five.id()).isEqualTo("fixed-5bps");
        assertThat(new FixedSlippage(0.5).id()).isEqualTo("fixed-0.5bps");
    }

    @Test
    void it_can_be_put_in_the_place_of_another_model() {
        ReplayRules rules = ReplayRules.standard();
        ReplayRules changed = rules.withSlippage(new FixedSlippage(2));

        assertThat(changed.slippage().id()).isEqualTo("fixed-2bps");
        assertThat(changed.withSlippage(rules.slippage())).isEqualTo(rules);
    }

    @Test
    void nobody_is_paid_for_trading() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FixedSlippage(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new FixedSlippage(Double.NaN));
    }
}
