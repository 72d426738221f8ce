package dev.barque.backtest.engine;

import dev.barque.core.market.Symbol;

/**
 * An order, or what was left of one, that was not executed and never will be. Orders that the strategy cancelled are none.
 *
 * @param order its number; 0 when it was never accepted
 * @param symbol of what
 * @param timeMicros when it was given up
 * @param quantity shares not executed: above 0 to be bought, below 0 to be sold
 * @param reason why
 * @param detail why, with the figures
 */
public record Refusal(long order, Symbol symbol, long timeMicros, double quantity, Reason reason, String detail) {
    /** Why an order was not executed. */
    public enum Reason {
        /** The account could not afford it. */
        MARGIN("not affordable"),
        /** The account may not sell short. */
        SHORT_SALE("no short sales"),
        /** Less than one lot. */
        LOT("less than a lot"),
        /** Positions are being closed by a margin call. */
        MARGIN_CALL("margin call"),
        /** It was to be executed at once and could not be, in whole or in part. */
        NOT_AT_ONCE("not at once"),
        /** Its time was over. */
        EXPIRED("expired"),
        /** It still stood when there were no more bars. */
        END_OF_DATA("end of data");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** Lower case, as in files and reports. */
        public String text() {
            return text;
        }
    }
}
