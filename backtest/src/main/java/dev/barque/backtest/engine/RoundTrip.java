package dev.barque.backtest.engine;

import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Direction;
import dev.barque.core.market.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * A position from flat to flat, however many fills it took. {@code gross - slippage - impact - fees - borrow = net}.
 *
 * @param symbol in what
 * @param direction which way
 * @param quantity shares that were opened in all, in shares of after the last split
 * @param openedMicros time of the bar of the first fill
 * @param entryPrice mean price paid or received for opening, slippage included
 * @param closedMicros time of the bar of the last fill
 * @param exitPrice mean price received or paid for closing, slippage included
 * @param barsHeld bars of the symbol after which it was open
 * @param gross result at recorded prices, dividends included
 * @param slippage what slippage cost
 * @param impact what the lasting moves of the price by own executions cost; below 0 where they helped
 * @param fees what was charged
 * @param borrow cost of borrowing
 * @param dividends received, or below 0 paid; contained in {@code gross}
 * @param net result after all costs
 * @param cause who asked for the last fill
 * @param openingOrder number of the order that opened it
 * @param decision the decision that opened it; null when the strategy named none
 */
public record RoundTrip(
        Symbol symbol,
        Direction direction,
        double quantity,
        long openedMicros,
        double entryPrice,
        long closedMicros,
        double exitPrice,
        int barsHeld,
        double gross,
        double slippage,
        double impact,
        double fees,
        double borrow,
        double dividends,
        double net,
        OrderCause cause,
        long openingOrder,
        @Nullable Decision decision) {}
