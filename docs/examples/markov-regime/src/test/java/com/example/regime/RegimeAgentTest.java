package com.example.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.barque.agents.MarketContext;
import dev.barque.core.decision.AgentView;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import org.junit.jupiter.api.Test;

/** Each branch of the agent: what no suite can know. */
class RegimeAgentTest {
    private static final FeatureSet SET = new FeatureSet(
            FeatureSetId.of("test"),
            FeatureSchema.builder().float64(RegimeAgent.UP_PROBABILITY, "1").build(),
            Lookback.sameDate());
    private static final Symbol SPY = Symbol.of("SPY");

    private static AgentView view(double probability) {
        FeatureRow row = FeatureRow.builder(SET, SPY).float64(0, probability).build(0, 0);
        return new RegimeAgent(SET.schema(), 0.2).view(row, new MarketContext(SPY, 0, 650));
    }

    @Test
    void it_goes_with_the_likelier_regime_as_confidently_as_it_is_likely() {
        assertEquals(1, view(0.9).bias());
        assertEquals(0.8, view(0.9).confidence(), 1e-15);
        assertEquals("up_regime", view(0.9).thesis());
        assertEquals(-1, view(0.1).bias());
        assertEquals("down_regime", view(0.1).thesis());
    }

    @Test
    void it_takes_no_side_where_it_is_not_certain_enough() {
        assertEquals(0, view(0.59).bias());
        assertEquals("undecided", view(0.59).thesis());
        assertEquals(1, view(0.61).bias());
    }

    @Test
    void it_abstains_without_a_probability() {
        assertTrue(view(Double.NaN).abstains());
        FeatureRow nothing = FeatureRow.builder(SET, SPY).build(0, 0);
        assertTrue(new RegimeAgent(SET.schema(), 0.2)
                .view(nothing, new MarketContext(SPY, 0, 650))
                .abstains());
    }
}
