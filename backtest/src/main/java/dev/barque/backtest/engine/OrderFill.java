package dev.barque.backtest.engine;

import dev.barque.core.market.Symbol;

/**
 * An order, or a part of one, that was executed.
 *
 * @param order number of the order, from 1 in the order of placing
 * @param symbol of what
 * @param timeMicros time of the bar in which it was executed
 * @param quantity shares: above 0 bought, below 0 sold
 * @param reference price before slippage and impact: as the bar has it
 * @param price price paid or received
 * @param slippage what slippage cost, at least 0 unless a limit kept it off
 * @param impact what the lasting moves of the price by this and earlier fills cost; below 0 where an earlier one helps; 0 without a
 *     model of permanent impact. {@code quantity * (price - reference) = slippage + impact}
 * @param fee fees; below 0 for a rebate
 * @param at where in the bar
 * @param cause who asked for it
 */
public record OrderFill(
        long order,
        Symbol symbol,
        long timeMicros,
        double quantity,
        double reference,
        double price,
        double slippage,
        double impact,
        double fee,
        FillPoint at,
        OrderCause cause) {}
