package dev.barque.backtest.engine;

import dev.barque.core.market.Symbol;
import java.util.List;

/**
 * What came of a run in all. {@code gross - slippage - impact - fees - borrow = equity - capital}, but for rounding.
 *
 * @param capital cash in the beginning
 * @param equity cash and positions at their last marks
 * @param gross result at recorded prices, dividends included
 * @param slippage what slippage cost
 * @param impact what the lasting moves of the price by own executions cost, those in the marks of positions left open included; below
 *     0 where they helped; 0 without a model of permanent impact
 * @param fees what was charged for trading
 * @param borrow what it cost to borrow what was sold short
 * @param dividends received less paid; contained in {@code gross}
 * @param cash cash in the end
 * @param bars bars that were replayed
 * @param instants different instants of these
 * @param orders orders placed, with protective and forced ones
 * @param fills executions
 * @param roundTrips positions closed
 * @param refusals orders that were not executed, or not in whole
 * @param marginCalls how often everything had to be closed
 * @param staleInstants instants at which something was held whose trading was halted, so that the equity rests on an old mark
 * @param open positions left open
 */
public record PortfolioSummary(
        double capital,
        double equity,
        double gross,
        double slippage,
        double impact,
        double fees,
        double borrow,
        double dividends,
        double cash,
        long bars,
        long instants,
        long orders,
        long fills,
        long roundTrips,
        long refusals,
        int marginCalls,
        long staleInstants,
        List<Holding> open) {
    /** Copies the list. */
    public PortfolioSummary {
        open = List.copyOf(open);
    }

    /** Result after all costs. */
    public double net() {
        return equity - capital;
    }

    /**
     * A position that was open when there were no more bars.
     *
     * @param symbol in what
     * @param quantity shares, below 0 when short
     * @param entryPrice mean price of all that was opened of it, slippage included
     * @param mark last price
     */
    public record Holding(Symbol symbol, double quantity, double entryPrice, double mark) {}
}
