package dev.barque.agents;

import dev.barque.core.market.BarWindow;
import dev.barque.core.market.OptionChain;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an engine computes from.
 *
 * @param nowMicros the instant that the features are about, UTC microseconds
 * @param spot the price at that instant, NaN when unknown
 * @param window bars up to the present one, in the order in which they arrived
 * @param chain listed options of the symbol; null when nobody supplies them, which is not an empty chain
 * @param newsBias sentiment of the news, -1 to +1, 0 when there is none
 */
public record EngineInput(
        long nowMicros,
        double spot,
        BarWindow window,
        @Nullable OptionChain chain,
        double newsBias) {
    /** Nulls other than the chain are refused. */
    public EngineInput {
        Objects.requireNonNull(window, "window");
    }
}
