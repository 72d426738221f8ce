package dev.barque.core.decision;

import dev.barque.core.market.Symbol;
import java.util.Optional;

/** Where one number from outside the bars comes from. Implementations say whether several threads may ask. */
@FunctionalInterface
public interface ReadingSource {
    /**
     * The reading that was the latest known at an instant (UTC microseconds), never one that became known later; empty when
     * there was none. A number for the whole market is the same for every symbol.
     */
    Optional<Reading> at(Symbol symbol, long timeMicros);
}
