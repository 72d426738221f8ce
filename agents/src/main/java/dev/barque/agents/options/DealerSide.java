package dev.barque.agents.options;

import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionRight;

/**
 * On which side of a contract dealers are taken to be: nobody publishes it, so it is an assumption and belongs to the result.
 * Implementations are pure and safe to share.
 */
@FunctionalInterface
public interface DealerSide {
    /**
     * How much of the open interest of contract {@code i} dealers hold: +1 long all of it, -1 short all of it, or in between.
     */
    double of(OptionChain chain, int i);

    /** Long calls that customers overwrite, short puts that they buy for protection: usual for US indices. */
    static DealerSide longCallsShortPuts() {
        return (chain, i) -> chain.right(i) == OptionRight.CALL ? 1 : chain.right(i) == OptionRight.PUT ? -1 : 0;
    }

    /** Short everything: customers buy calls and puts, as in names that retail favours. */
    static DealerSide shortAll() {
        return (chain, i) -> -1;
    }

    /** Long everything: what unsigned sums amount to, those of the published hedge engine among them. */
    static DealerSide longAll() {
        return (chain, i) -> 1;
    }
}
