package dev.barque.backtest.sweep;

import dev.barque.core.trial.Trial;
import java.util.Objects;

/**
 * What came of one run.
 *
 * @param returns by trading date, on the capital before each
 * @param trades closed
 * @param pnl after costs, in the currency of the quote
 * @param costs already taken off {@code pnl}
 * @param digest of the result: another one comes of other code, settings or bytes
 */
public record SweepOutcome(Trial.Returns returns, long trades, double pnl, double costs, String digest) {
    /** Nulls are refused. */
    public SweepOutcome {
        Objects.requireNonNull(returns, "returns");
        Objects.requireNonNull(digest, "digest");
    }
}
