package dev.barque.backtest.report;

import dev.barque.backtest.ClosedTrade;
import dev.barque.backtest.ReplayResult;
import java.util.Collection;
import java.util.List;

/**
 * The figures of one or more results. Result and costs are sums of the replays' own statistics; what is said of trades is
 * counted from the closed trades.
 *
 * @param pnl result after costs
 * @param costs slippage and fees, already taken off {@code pnl}
 * @param trades closed trades
 * @param wins trades with a result above 0
 * @param averageWin mean result of those, NaN when there is none
 * @param averageLoss mean result of trades below 0, NaN when there is none
 * @param decided bars with a decision
 * @param turnover value bought and sold, the sum of price times size over both ends
 * @param dearest greatest costs of one trade, NaN without trades
 */
record RunTotals(
        double pnl,
        double costs,
        int trades,
        int wins,
        double averageWin,
        double averageLoss,
        int decided,
        double turnover,
        double dearest) {

    static RunTotals of(List<ReplayResult> results) {
        List<ClosedTrade> trades = results.stream()
                .map(ReplayResult::trades)
                .flatMap(Collection::stream)
                .toList();
        return new RunTotals(
                results.stream().mapToDouble(r -> r.statistics().pnl()).sum(),
                results.stream().mapToDouble(r -> r.statistics().costs()).sum(),
                trades.size(),
                (int) trades.stream().filter(t -> t.pnl() > 0).count(),
                trades.stream()
                        .mapToDouble(ClosedTrade::pnl)
                        .filter(p -> p > 0)
                        .average()
                        .orElse(Double.NaN),
                trades.stream()
                        .mapToDouble(ClosedTrade::pnl)
                        .filter(p -> p < 0)
                        .average()
                        .orElse(Double.NaN),
                results.stream().mapToInt(r -> r.decisions().size()).sum(),
                trades.stream().mapToDouble(RunTotals::turnoverOf).sum(),
                trades.stream().mapToDouble(ClosedTrade::costs).max().orElse(Double.NaN));
    }

    /** Share of trades with a result above 0, NaN without trades. */
    double winRate() {
        return trades == 0 ? Double.NaN : (double) wins / trades;
    }

    /** Result before costs. */
    double gross() {
        return pnl + costs;
    }

    /** Costs in basis points of the value bought and sold, NaN without trades. */
    double costBps() {
        return turnover == 0 ? Double.NaN : costs / turnover * 10_000;
    }

    private static double turnoverOf(ClosedTrade trade) {
        return trade.size() * (Math.abs(trade.entryPrice()) + Math.abs(trade.exitPrice()));
    }
}
