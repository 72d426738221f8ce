package com.example.regime;

import dev.barque.agents.Agent;
import dev.barque.agents.MarketContext;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Levels;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;

/**
 * Goes with the regime: with x the probability of "up", its confidence is {@code |2 x - 1|}, and its bias the side that is
 * more likely, or 0 where it is not certain enough.
 */
final class RegimeAgent implements Agent {
    static final String UP_PROBABILITY = "regime.present.up_prob";

    private final int up;
    private final double leastCertainty;

    /** Looks up its feature once; a schema without it is refused here, by the name of the feature. */
    RegimeAgent(FeatureSchema schema, double leastCertainty) {
        up = schema.indexOf(UP_PROBABILITY);
        this.leastCertainty = leastCertainty;
    }

    @Override
    public String id() {
        return "regime";
    }

    @Override
    public AgentView view(FeatureRow row, MarketContext market) {
        double probability = row.float64Or(up, Double.NaN);
        if (!(probability >= 0 && probability <= 1)) {
            return AgentView.abstain(id(), "no probability of a regime");
        }
        double certainty = Math.abs(2 * probability - 1);
        double bias = certainty < leastCertainty ? 0 : probability > 0.5 ? 1 : -1;
        String thesis = bias > 0 ? "up_regime" : bias < 0 ? "down_regime" : "undecided";
        return AgentView.of(id(), bias, certainty, thesis, Levels.none(), new Seen(probability));
    }

    /** The text is made only when somebody reads it. */
    private record Seen(double probability) implements Evidence {
        @Override
        public String text() {
            return "up_prob=" + probability;
        }
    }
}
