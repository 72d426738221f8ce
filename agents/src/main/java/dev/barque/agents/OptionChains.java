package dev.barque.agents;

import dev.barque.core.market.OptionChain;
import org.jspecify.annotations.Nullable;

/** Where option chains come from. */
@FunctionalInterface
public interface OptionChains {
    /** The chain of the symbol as known at the instant, or null when there is none to be had. */
    @Nullable
    OptionChain at(MarketContext market);

    /** None, ever. */
    static OptionChains none() {
        return market -> null;
    }
}
