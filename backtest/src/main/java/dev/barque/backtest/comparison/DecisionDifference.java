package dev.barque.backtest.comparison;

import dev.barque.core.market.Symbol;
import java.time.Instant;
import java.util.Locale;

/**
 * A bar on which two variants decided differently.
 *
 * @param symbol of the bar
 * @param time of the bar
 * @param kind how they differ
 * @param first what the first decided, in words
 * @param second what the second decided, in words
 */
public record DecisionDifference(Symbol symbol, Instant time, Kind kind, String first, String second) {
    /** How two decisions differ; of several ways the first one here. */
    public enum Kind {
        /** Only one of them decided on the bar at all. */
        ONE_IS_MISSING,
        /** The first trades, the second does not. */
        ONLY_FIRST_TRADES,
        /** The second trades, the first does not. */
        ONLY_SECOND_TRADES,
        /** Both trade, in opposite directions. */
        DIRECTION,
        /** Both trade the same way, with other sizes. */
        SIZE,
        /** Both trade alike, and would leave at another stop price or time. */
        EXIT,
        /** Neither trades, for other reasons. */
        REASON;

        /** For people and programs. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
