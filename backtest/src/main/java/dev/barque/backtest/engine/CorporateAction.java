package dev.barque.backtest.engine;

import dev.barque.core.market.Symbol;
import java.util.Objects;

/**
 * Something that changes positions without an order. It takes effect before the first bar of the symbol that is complete after
 * its instant. Bars must be as traded: prices that are adjusted for splits or dividends already would count them twice.
 */
public sealed interface CorporateAction {
    /** Of what. */
    Symbol symbol();

    /** When it takes effect, UTC microseconds. */
    long timeMicros();

    /**
     * A split: positions and open orders have so many times more shares at a price so many times lower. What is no whole lot
     * is paid in cash.
     *
     * @param symbol of what
     * @param timeMicros when, UTC microseconds: after the last bar at the old price
     * @param ratio new shares for an old one, above 0: 4 for a split of 4 to 1, 0.1 for a reverse split of 1 to 10
     */
    record Split(Symbol symbol, long timeMicros, double ratio) implements CorporateAction {
        /** Refuses a ratio that is not above 0. */
        public Split {
            Objects.requireNonNull(symbol, "symbol");
            if (!(ratio > 0 && ratio < 1e9)) {
                throw new IllegalArgumentException("ratio must be above 0 but was " + ratio);
            }
        }
    }

    /**
     * A dividend in cash: long positions get it, short ones pay it, on the ex-date.
     *
     * @param symbol of what
     * @param timeMicros when, UTC microseconds: after the last bar of the day before the ex-date
     * @param perShare amount for a share, 0 or more
     */
    record CashDividend(Symbol symbol, long timeMicros, double perShare) implements CorporateAction {
        /** Refuses a negative amount. */
        public CashDividend {
            Objects.requireNonNull(symbol, "symbol");
            if (!(perShare >= 0 && perShare < 1e12)) {
                throw new IllegalArgumentException("perShare must be 0 or more but was " + perShare);
            }
        }
    }
}
