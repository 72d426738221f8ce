package dev.barque.backtest.execution;

/** What it costs to trade now rather than at the price on the screen. A pure function; safe for use by several threads. */
public interface SlippageModel {
    /** Its name in reports, such as {@code amihud-log}, with its parameters. */
    String id();

    /**
     * Slippage in price, not negative, to be added to what a buyer pays and taken off what a seller gets.
     *
     * @param execution valid during the call only
     */
    double perUnit(Execution execution);
}
