package dev.barque.store.internal.l1;

import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import java.util.Collections;
import java.util.SortedMap;

/**
 * What a file of bars holds.
 *
 * @param bars by symbol, each in the order of time
 */
public record L1Day(SortedMap<Symbol, Bars> bars) {
    /** Keeps a view that nobody changes. */
    public L1Day {
        bars = Collections.unmodifiableSortedMap(bars);
    }

    /** How much heap the numbers of the bars take: a time and six prices and volumes each. */
    long bytes() {
        return bars.values().stream().mapToLong(Bars::size).sum() * 7 * Long.BYTES;
    }
}
