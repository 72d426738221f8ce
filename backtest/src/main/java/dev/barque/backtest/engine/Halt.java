package dev.barque.backtest.engine;

import dev.barque.core.market.Symbol;
import java.util.Objects;

/**
 * Trading in a symbol was halted. Nothing is executed in a bar that overlaps a halt, and what is held keeps its last mark from before
 * it.
 *
 * @param symbol of what
 * @param fromMicros when it began, UTC microseconds
 * @param toMicros when trading was resumed, UTC microseconds; after {@code fromMicros}
 * @param reason as it was told, such as {@code T1 news pending}
 */
public record Halt(Symbol symbol, long fromMicros, long toMicros, String reason) {
    /** Refuses a halt that ends before it begins, and one without a reason. */
    public Halt {
        Objects.requireNonNull(symbol, "symbol");
        if (fromMicros >= toMicros) {
            throw new IllegalArgumentException("A halt of " + symbol + " must end after it began, but began at "
                    + Texts.instant(fromMicros) + " and ended at " + Texts.instant(toMicros));
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("A halt of " + symbol + " must have a reason");
        }
    }
}
