package dev.barque.backtest;

/** What it costs to trade now rather than at the price on the screen. A pure function; safe for use by several threads. */
public interface SlippageModel {
    /** Its name in reports, such as {@code amihud-log}. */
    String id();

    /**
     * Slippage in price, not negative, to be added to what a buyer pays and taken off what a seller gets.
     *
     * @param price in the currency of the quote
     * @param amihud Amihud ratio of the market, NaN when unknown
     */
    double perUnit(double price, double amihud);
}
