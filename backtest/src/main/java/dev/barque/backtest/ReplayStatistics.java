package dev.barque.backtest;

/**
 * A day in figures.
 *
 * @param pnl result after costs
 * @param trades closed trades
 * @param winRate share of trades with a result above 0; 0 without trades
 * @param averageWin mean result of those, 0 when there is none
 * @param averageLoss mean result of trades below 0, 0 when there is none
 * @param sharpeLikeIntraday mean over standard deviation of the changes of equity, times the square root of 390: a figure of
 *     the published system, comparable only with itself
 * @param maxDrawdown largest fall of equity below its highest point so far, as a positive number
 * @param costs slippage paid, already taken off {@code pnl}
 */
public record ReplayStatistics(
        double pnl,
        int trades,
        double winRate,
        double averageWin,
        double averageLoss,
        double sharpeLikeIntraday,
        double maxDrawdown,
        double costs) {}
