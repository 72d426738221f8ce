package dev.barque.backtest.execution;

/** What brokers, exchanges and authorities charge. A pure function; safe for use by several threads. */
public interface FeeModel {
    /** Its name in reports, with its parameters. */
    String id();

    /**
     * Fees in the currency of the quote for one order's fill; below 0 for a rebate.
     *
     * @param execution valid during the call only
     * @param chargedBefore fees of earlier fills of the same order, against which a minimum for an order counts
     */
    double fee(Execution execution, double chargedBefore);
}
