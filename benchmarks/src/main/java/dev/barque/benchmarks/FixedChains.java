package dev.barque.benchmarks;

import dev.barque.agents.MarketContext;
import dev.barque.agents.OptionChains;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.market.OptionChain;
import org.jspecify.annotations.Nullable;

/** Option chains that were made ahead of time, as a host has them: making them up is not what is measured. */
final class FixedChains implements OptionChains {
    private static final int CHAINS = 64;

    private final OptionChain[] chains = new OptionChain[CHAINS];

    FixedChains(MarketContext market) {
        for (int i = 0; i < CHAINS; i++) {
            MarketContext other = new MarketContext(market.symbol(), market.timeMicros() + i, market.spot());
            OptionChain chain = StandardProfiles.standInChains().at(other);
            chains[i] = chain == null ? OptionChain.empty() : chain;
        }
    }

    @Override
    public @Nullable OptionChain at(MarketContext market) {
        return chains[Math.floorMod(market.timeMicros() / 60_000_000L, CHAINS)];
    }
}
