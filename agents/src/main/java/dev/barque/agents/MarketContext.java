package dev.barque.agents;

import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.util.Objects;

/**
 * The market at the instant of a decision.
 *
 * @param symbol what is decided about
 * @param timeMicros when: the instant at which the bar became complete, UTC microseconds
 * @param spot its last price, NaN when unknown
 */
public record MarketContext(Symbol symbol, long timeMicros, double spot) {
    /** Nulls are refused. */
    public MarketContext {
        Objects.requireNonNull(symbol, "symbol");
    }

    /** {@link #timeMicros()} as an instant. */
    public Instant time() {
        return UtcMicros.toInstant(timeMicros);
    }
}
