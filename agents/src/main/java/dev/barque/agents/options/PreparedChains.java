package dev.barque.agents.options;

import dev.barque.agents.MarketContext;
import dev.barque.agents.OptionChains;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionChainSource;
import dev.barque.core.market.Symbol;
import dev.barque.core.quality.CheckedChain;
import dev.barque.core.quality.QuoteRules;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Chains of a source as a pipeline wants them: contracts that {@link QuoteRules} refuse are out, what they mark is not believed,
 * and missing Greeks are computed ({@link ChainGreeks}).
 *
 * <p>Greeks are those at the instant of the chain, with the underlying's price that the chain says; where it says none, with the
 * price of the bar that is decided on. So an answer depends on chain and bar alone, in live use as in a replay. The last answer
 * for each symbol is kept: all engines of a bar see one chain, and the source is asked once. Safe for use by several threads.
 */
public final class PreparedChains implements OptionChains {
    private final OptionChains chains;
    private final QuoteRules rules;
    private final Carry carry;
    private final Map<Symbol, Answer> answers = new ConcurrentHashMap<>();

    private record Answer(OptionChain raw, long timeMicros, double spot, OptionChain prepared) {
        boolean isOf(MarketContext market) {
            return timeMicros == market.timeMicros() && Double.compare(spot, market.spot()) == 0;
        }

        boolean isOf(OptionChain chain, double price) {
            // A chain that says its underlying's price does not look at the bar's.
            return raw == chain && (!Double.isNaN(chain.underlying()) || Double.compare(spot, price) == 0);
        }
    }

    private PreparedChains(OptionChainSource source, QuoteRules rules, Carry carry) {
        chains = OptionChains.of(Objects.requireNonNull(source, "source"));
        this.rules = Objects.requireNonNull(rules, "rules");
        this.carry = Objects.requireNonNull(carry, "carry");
    }

    /** By the standard rules, without rates and dividends. */
    public static PreparedChains of(OptionChainSource source) {
        return of(source, QuoteRules.standard(), Carry.none());
    }

    /** By rules and rates of one's own. */
    public static PreparedChains of(OptionChainSource source, QuoteRules rules, Carry carry) {
        return new PreparedChains(source, rules, carry);
    }

    @Override
    public @Nullable OptionChain at(MarketContext market) {
        Answer last = answers.get(market.symbol());
        if (last != null && last.isOf(market)) {
            return last.prepared();
        }
        OptionChain raw = chains.at(market);
        if (raw == null) {
            return null;
        }
        OptionChain prepared = last != null && last.isOf(raw, market.spot())
                ? last.prepared()
                : ChainGreeks.complete(CheckedChain.of(raw, rules).chain(), market.spot(), carry);
        answers.put(market.symbol(), new Answer(raw, market.timeMicros(), market.spot(), prepared));
        return prepared;
    }
}
