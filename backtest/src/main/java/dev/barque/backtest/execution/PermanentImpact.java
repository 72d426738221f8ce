package dev.barque.backtest.execution;

/**
 * How far an execution moves the price for good. A recorded price does not know of our orders: an engine that wants them to be
 * felt keeps one {@link PriceDisplacement} for each symbol. A pure function; safe for use by several threads.
 */
public interface PermanentImpact {
    /** Its name in reports, with its parameters. */
    String id();

    /**
     * By what fraction of the price an execution moves it, 0 or more: up after a purchase, down after a sale.
     *
     * @param execution valid during the call only; its quantity is known
     */
    double shift(Execution execution);
}
