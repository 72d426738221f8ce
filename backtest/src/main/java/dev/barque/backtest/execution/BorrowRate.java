package dev.barque.backtest.execution;

import dev.barque.core.market.Symbol;
import java.time.Instant;

/**
 * What borrowing a symbol costs from an instant on.
 *
 * @param symbol of what
 * @param from inclusive; it holds until the next one of the symbol
 * @param annualRate as a fraction: 0.03 is three per cent; 0 to 100
 */
public record BorrowRate(Symbol symbol, Instant from, double annualRate) {
    /** Refuses a rate out of bounds. */
    public BorrowRate {
        Terms.require("rate", annualRate, 0, 100);
    }
}
