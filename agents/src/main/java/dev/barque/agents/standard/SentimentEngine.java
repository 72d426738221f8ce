package dev.barque.agents.standard;

import static dev.barque.agents.internal.PythonNumbers.clip;
import static dev.barque.agents.internal.PythonNumbers.min;

import dev.barque.agents.EngineDescriptor;
import dev.barque.agents.EngineInput;
import dev.barque.agents.EngineMemory;
import dev.barque.agents.EngineOutput;
import dev.barque.agents.FeatureEngine;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.market.BarWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The mood: momentum (mean over deviation of the last 20 log returns), volatility against its own baseline, and which side
 * the volume was on. Formulas are those of the published system.
 */
final class SentimentEngine implements FeatureEngine {
    static final FeatureSchema SCHEMA = schema(Rules.PUBLISHED);
    static final FeatureSchema MENDED_SCHEMA = schema(Rules.MENDED);

    private static final List<String> VOL_SPIKE = List.of("vol_spike");
    private static final List<String> VOL_CRUSH = List.of("vol_crush");

    private final Rules rules;
    private final EngineDescriptor descriptor;

    SentimentEngine(Rules rules) {
        this.rules = rules;
        descriptor = rules.mended()
                ? new EngineDescriptor("sentiment", "1", MENDED_SCHEMA, MoodMeter.BASELINE_BARS + 1, Duration.ZERO)
                : new EngineDescriptor("sentiment", "0", SCHEMA, 61, Duration.ZERO);
    }

    private static FeatureSchema schema(Rules rules) {
        FeatureSchema.Builder schema =
                FeatureSchema.builder().add("sentiment.past.events", FeatureType.STRING_LIST, "");
        if (!rules.mended()) {
            // A random number in the published system; the mended set does without it.
            schema.float64("sentiment.past.iv_drift", "1");
        }
        return schema.string("sentiment.present.regime")
                .float64("sentiment.present.price_momo_z", "1")
                .float64("sentiment.present.vol_momo_z", "1")
                .float64("sentiment.present.conf", "1")
                .float64("sentiment.future.flip_prob_10b", "1")
                .float64("sentiment.future.vov_tilt", "1")
                .float64("sentiment.future.conf", "1")
                .build();
    }

    @Override
    public EngineDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public void compute(EngineInput input, EngineOutput out) {
        compute(input, out, new MoodMeter());
    }

    @Override
    public Optional<EngineMemory> newMemory() {
        MoodMeter meter = new MoodMeter();
        return Optional.of((input, out) -> compute(input, out, meter));
    }

    private void compute(EngineInput input, EngineOutput out, MoodMeter meter) {
        BarWindow window = rules.mended() ? input.window().upTo(input.nowMicros()) : input.window();
        if (window.isEmpty()) {
            if (!rules.mended()) {
                writeEmpty(out);
            }
            return;
        }
        meter.take(window, rules);
        double momentum = meter.momentum();
        double volatility = meter.volatility();
        double side = meter.volumeSide();
        if (rules.mended() && (Double.isNaN(momentum) || Double.isNaN(volatility))) {
            return;
        }
        double adjusted = momentum + 0.3 * side;
        double confidence = min(1.0, 0.5 + Math.abs(adjusted - 0.5 * volatility) / 3);
        if (Math.abs(side) > 0.5 && Math.signum(side) == Math.signum(momentum)) {
            confidence = min(1.0, confidence * 1.2);
        }
        double flip = clip(0.3 + Math.abs(volatility) / 5 - Math.abs(momentum) / 10, 0.1, 0.9);
        int shift = rules.mended() ? 1 : 0;
        out.stringList(0, volatility > 1.5 ? VOL_SPIKE : volatility < -1.5 ? VOL_CRUSH : List.of());
        out.string(2 - shift, regime(adjusted - 0.5 * volatility + 0.3 * input.newsBias()));
        out.float64(3 - shift, momentum);
        out.float64(4 - shift, volatility);
        out.float64(5 - shift, confidence);
        out.float64(6 - shift, flip);
        out.float64(7 - shift, volatility);
        out.float64(8 - shift, 1.0 - flip / 2);
    }

    private static void writeEmpty(EngineOutput out) {
        out.stringList(0, List.of());
        out.float64(1, 0);
        out.string(2, "neutral");
        out.float64(3, 0);
        out.float64(4, 0);
        out.float64(5, 0.5);
        out.float64(6, 0.5);
        out.float64(7, 0);
        out.float64(8, 0.5);
    }

    private static String regime(double score) {
        return score > 0.5 ? "risk_on" : score < -0.5 ? "risk_off" : "neutral";
    }
}
