package dev.barque.backtest.engine;

/**
 * The price of a fill and what it is made of.
 *
 * @param recorded as the bar has it, or as it follows from an order's own price
 * @param reference the same after all earlier executions of the run
 * @param price paid or received
 * @param own part of {@code price - reference} that is the lasting impact of the fill itself: above 0 for a purchase, below 0 for
 *     a sale
 */
record Paid(double recorded, double reference, double price, double own) {
    /** A price that nobody moved and at which nothing was lost. */
    static Paid plain(double recorded, double at) {
        return new Paid(recorded, at, at, 0);
    }

    /** For each share, above 0 for what a purchase loses. */
    double slippage() {
        return price - reference - own;
    }

    /** For each share, above 0 for what a purchase loses: by this fill and by those before it. */
    double impact() {
        return reference - recorded + own;
    }
}
