package dev.barque.agents;

import dev.barque.core.feature.FeatureSchema;
import java.time.Duration;
import java.util.Objects;

/**
 * What an engine is and needs, readable without running it.
 *
 * @param id such as {@code liquidity}
 * @param version of its formulas
 * @param schema the features it writes, with their full names
 * @param windowBars how many bars up to the present one it looks at, at least 1
 * @param lag how long after the event time its features can be used: regenerated rows are known at event time plus lag
 */
public record EngineDescriptor(String id, String version, FeatureSchema schema, int windowBars, Duration lag) {
    /** Refuses a window below 1 and a negative lag. */
    public EngineDescriptor {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(schema, "schema");
        if (windowBars < 1) {
            throw new IllegalArgumentException("windowBars must be at least 1 but was " + windowBars);
        }
        if (lag.isNegative()) {
            throw new IllegalArgumentException("lag must not be negative but was " + lag);
        }
    }
}
