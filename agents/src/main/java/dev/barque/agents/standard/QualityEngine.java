package dev.barque.agents.standard;

import dev.barque.agents.EngineDescriptor;
import dev.barque.agents.EngineInput;
import dev.barque.agents.EngineOutput;
import dev.barque.agents.FeatureEngine;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.market.BarWindow;
import java.time.Duration;

/** How complete the inputs are: the share of the last 60 bars with a price and a volume; always 1 in the published system. */
final class QualityEngine implements FeatureEngine {
    static final FeatureSchema SCHEMA =
            FeatureSchema.builder().float64("quality.fill_rate", "1").build();

    private static final int BARS = 60;

    private final EngineDescriptor descriptor;
    private final Rules rules;

    QualityEngine(Rules rules) {
        this.rules = rules;
        descriptor = new EngineDescriptor("quality", "0", SCHEMA, rules.mended() ? BARS : 1, Duration.ZERO);
    }

    @Override
    public EngineDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public void compute(EngineInput input, EngineOutput out) {
        if (!rules.mended()) {
            out.float64(0, 1.0);
            return;
        }
        BarWindow window = input.window().upTo(input.nowMicros());
        int complete = 0;
        for (int i = 0; i < window.size(); i++) {
            complete += Double.isFinite(window.close(i)) && Double.isFinite(window.volume(i)) ? 1 : 0;
        }
        out.float64(0, window.isEmpty() ? 0 : (double) complete / window.size());
    }
}
