package dev.barque.agents.standard;

import static dev.barque.agents.internal.PythonNumbers.fixed;

import dev.barque.agents.Agent;
import dev.barque.agents.MarketContext;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Levels;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;

/** Reads dealer pressure: a strong force points its way, a pinned market counts less, a near gamma wall more. */
final class HedgeAgent implements Agent {
    private static final double FLAT = 0.001;

    private static final String ID = "hedge";
    private static final AgentView NO_CHAIN = AgentView.abstain(ID, "no option chain");

    private final Rules rules;
    private final int force;
    private final int regime;
    private final int wallDistance;
    private final int confidence;

    HedgeAgent(FeatureSchema schema, Rules rules) {
        this.rules = rules;
        force = schema.indexOf("hedge.present.hedge_force");
        regime = schema.indexOf("hedge.present.regime");
        wallDistance = schema.indexOf("hedge.present.wall_dist");
        confidence = schema.indexOf("hedge.present.conf");
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public AgentView view(FeatureRow row, MarketContext market) {
        if (rules.mended() && (row.isNull(force) || row.isNull(confidence) || row.isNull(regime))) {
            return NO_CHAIN;
        }
        double pressure = RowFields.required(row, force);
        double base = RowFields.required(row, confidence);
        String mood = RowFields.textOrNone(row, regime);
        double wall = rules.mended() ? row.float64Or(wallDistance, 0) : RowFields.required(row, wallDistance);
        boolean pinned = mood.equals("pin");
        double adjusted = base * (pinned ? 0.6 : 1.0);
        if (wall > 0 && wall < 2) {
            adjusted *= 1.2;
        }
        double bias = pressure > FLAT ? 1 : pressure < -FLAT ? -1 : 0;
        String thesis = pinned ? "pin" : bias > 0 ? "breakout_up" : bias < 0 ? "breakout_down" : "neutral_gamma";
        return AgentView.of(id(), bias, rules.clamp(adjusted), thesis, Levels.none(), new Seen(mood, pressure, wall));
    }

    private record Seen(String regime, double force, double wallDistance) implements Evidence {
        @Override
        public String text() {
            StringBuilder text = new StringBuilder();
            appendTo(text);
            return text.toString();
        }

        @Override
        public void appendTo(StringBuilder to) {
            fixed(to.append("regime=").append(regime).append(", hedge_force="), force, 4);
            fixed(to.append(", wall_dist="), wallDistance, 2);
        }
    }
}
