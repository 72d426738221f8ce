package dev.barque.backtest.sweep;

import dev.barque.core.trial.Trial;
import java.util.List;
import java.util.Objects;

/**
 * What came of one run.
 *
 * @param returns by trading date, on the capital before each
 * @param trades closed
 * @param pnl after costs, in the currency of the quote
 * @param costs already taken off {@code pnl}
 * @param digest of the result: another one comes of other code, settings or bytes
 * @param parts of each return, for a walk that cuts off bars; empty where days are whole
 */
public record SweepOutcome(
        Trial.Returns returns, long trades, double pnl, double costs, String digest, List<DayPart> parts) {
    /** Copies the list; refuses nulls and another number of parts than of returns. */
    public SweepOutcome {
        Objects.requireNonNull(returns, "returns");
        Objects.requireNonNull(digest, "digest");
        parts = List.copyOf(parts);
        if (!parts.isEmpty() && parts.size() != returns.size()) {
            throw new IllegalArgumentException(
                    "Expected parts of " + returns.size() + " returns but there are " + parts.size());
        }
    }

    /** Of whole days. */
    public SweepOutcome(Trial.Returns returns, long trades, double pnl, double costs, String digest) {
        this(returns, trades, pnl, costs, digest, List.of());
    }
}
