package dev.barque.agents.standard;

import static dev.barque.agents.internal.PythonNumbers.fixed;
import static dev.barque.agents.internal.PythonNumbers.min;

import dev.barque.agents.Agent;
import dev.barque.agents.MarketContext;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Levels;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import java.util.OptionalDouble;

/** Reads the mood: risk-on points up, risk-off down; strong momentum raises confidence, a likely turn lowers it. */
final class SentimentAgent implements Agent {
    static final String FLIP_PROBABILITY = "flip_prob";

    private final Rules rules;
    private final int regime;
    private final int confidence;
    private final int momentum;
    private final int volatility;
    private final int flip;
    private final int tilt;

    SentimentAgent(FeatureSchema schema, Rules rules) {
        this.rules = rules;
        regime = schema.indexOf("sentiment.present.regime");
        confidence = schema.indexOf("sentiment.present.conf");
        momentum = schema.indexOf("sentiment.present.price_momo_z");
        volatility = schema.indexOf("sentiment.present.vol_momo_z");
        flip = schema.indexOf("sentiment.future.flip_prob_10b");
        tilt = schema.indexOf("sentiment.future.vov_tilt");
    }

    @Override
    public String id() {
        return "sentiment";
    }

    @Override
    public AgentView view(FeatureRow row, MarketContext market) {
        if (rules.mended()
                && (row.isNull(confidence) || row.isNull(momentum) || row.isNull(volatility) || row.isNull(flip))) {
            return AgentView.abstain(id(), "no bars to read a mood from");
        }
        String mood = RowFields.textOrNone(row, regime);
        double base = RowFields.required(row, confidence);
        double momo = RowFields.required(row, momentum);
        double vol = RowFields.required(row, volatility);
        double flipProbability = RowFields.required(row, flip);
        double vov = rules.mended() ? row.float64Or(tilt, Double.NaN) : RowFields.required(row, tilt);
        boolean riskOff = mood.equals("risk_off");
        double boost = min(0.2, Math.abs(momo) / 5);
        double volatilityPenalty = riskOff ? 0 : 0.1 * Math.abs(vol);
        double adjusted = base + boost - volatilityPenalty - 0.7 * flipProbability;
        double bias;
        String thesis;
        if (mood.equals("risk_on")) {
            bias = 1;
            thesis = "risk_on_follow";
        } else if (riskOff) {
            bias = -1;
            thesis = "risk_off_defensive";
        } else {
            bias = momo > 0.3 ? 1 : momo < -0.3 ? -1 : 0;
            thesis = "regime_neutral";
        }
        return AgentView.of(
                id(), bias, rules.clamp(adjusted), thesis, Levels.none(), new Seen(mood, momo, flipProbability, vov));
    }

    private record Seen(String regime, double momentum, double flipProbability, double volatilityTilt)
            implements Evidence {
        @Override
        public String text() {
            StringBuilder text = new StringBuilder();
            appendTo(text);
            return text.toString();
        }

        @Override
        public void appendTo(StringBuilder to) {
            fixed(to.append("regime=").append(regime).append(", momo_z="), momentum, 2);
            fixed(to.append(", flip_prob="), flipProbability, 2);
            fixed(to.append(", vov="), volatilityTilt, 2);
        }

        @Override
        public OptionalDouble number(String name) {
            return name.equals(FLIP_PROBABILITY) ? OptionalDouble.of(flipProbability) : OptionalDouble.empty();
        }
    }
}
