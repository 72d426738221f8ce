package dev.barque.agents;

import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionChainSource;
import org.jspecify.annotations.Nullable;

/** Where option chains come from. */
@FunctionalInterface
public interface OptionChains {
    /** The chain of the symbol as known at the instant, or null when there is none to be had. */
    @Nullable
    OptionChain at(MarketContext market);

    /**
     * Those of a source as they are kept: the newest that could be had at the instant of the decision. A source that gives one of a
     * later time is stopped ({@code agents.later-chain}).
     */
    static OptionChains of(OptionChainSource source) {
        return market -> {
            OptionChain chain = source.newest(market.symbol(), market.timeMicros());
            if (chain != null && chain.timeMicros() > market.timeMicros()) {
                throw AgentErrors.laterChain(market, chain);
            }
            return chain;
        };
    }

    /** None, ever. */
    static OptionChains none() {
        return market -> null;
    }
}
