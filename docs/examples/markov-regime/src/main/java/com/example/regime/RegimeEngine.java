package com.example.regime;

import dev.barque.agents.EngineDescriptor;
import dev.barque.agents.EngineInput;
import dev.barque.agents.EngineOutput;
import dev.barque.agents.FeatureEngine;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.market.BarWindow;
import java.time.Duration;

/**
 * How likely the upward regime is, by {@link RegimeFilter} over the log returns of the window. Returns are standardised by
 * their root mean square in the window. Bars without a price are left out; with fewer than 20 returns, or none that differs
 * from zero, nothing is written.
 */
final class RegimeEngine implements FeatureEngine {
    static final int WINDOW_BARS = 121;

    private static final int LEAST_RETURNS = 20;

    /** All in the group that is called after the engine. The index of a field is its place here. */
    private static final FeatureSchema SCHEMA = FeatureSchema.builder()
            .int64("regime.past.returns", "returns")
            .float64("regime.present.up_prob", "1")
            .float64("regime.present.volatility", "1")
            .float64("regime.future.up_prob_next", "1")
            .build();

    private final RegimeFilter filter;
    private final EngineDescriptor descriptor =
            new EngineDescriptor("regime", "1", SCHEMA, WINDOW_BARS, Duration.ZERO);

    RegimeEngine(RegimeFilter filter) {
        this.filter = filter;
    }

    @Override
    public EngineDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public void compute(EngineInput input, EngineOutput out) {
        // Never later than now, whatever the window holds.
        BarWindow window = input.window().upTo(input.nowMicros());
        double[] returns = new double[window.size()];
        int count = 0;
        double squares = 0;
        double last = Double.NaN;
        for (int i = 0; i < window.size(); i++) {
            double price = window.close(i);
            if (price > 0 && Double.isFinite(price)) {
                if (last > 0) {
                    returns[count] = Math.log(price / last);
                    squares += returns[count] * returns[count];
                    count++;
                }
                last = price;
            }
        }
        double deviation = Math.sqrt(squares / count);
        if (count < LEAST_RETURNS || deviation == 0) {
            return;
        }
        double up = RegimeFilter.unknown();
        for (int i = 0; i < count; i++) {
            up = filter.updated(up, returns[i] / deviation);
        }
        out.int64(0, count);
        out.float64(1, up);
        out.float64(2, deviation);
        out.float64(3, filter.predicted(up));
    }
}
