package dev.barque.agents;

import dev.barque.core.decision.Circumstances;
import dev.barque.core.feature.FeatureRow;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a guard looks at on one bar.
 *
 * @param market symbol, instant and price
 * @param row the features; null when there are none, and then nothing can be proposed
 * @param circumstances account and surroundings
 */
public record GuardContext(MarketContext market, @Nullable FeatureRow row, Circumstances circumstances) {
    /** Nulls other than the row are refused. */
    public GuardContext {
        Objects.requireNonNull(market, "market");
        Objects.requireNonNull(circumstances, "circumstances");
    }
}
