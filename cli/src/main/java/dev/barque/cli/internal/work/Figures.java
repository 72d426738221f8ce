package dev.barque.cli.internal.work;

import dev.barque.backtest.ClosedTrade;
import dev.barque.backtest.EquityCurve;
import dev.barque.backtest.ReplayResult;
import dev.barque.core.decision.NoTrade;
import java.util.List;

/**
 * The figures of a run over one or more days.
 *
 * @param days replayed
 * @param bars replayed
 * @param decided bars on which there was a row of features to decide on
 * @param trades closed
 * @param pnl result after costs, in the currency of the quote for one unit of size
 * @param costs slippage paid, already taken off {@code pnl}
 * @param winRate share of trades with a result above 0, NaN without trades
 * @param maxDrawdown largest fall of equity below its highest point over all days, as a positive number
 */
public record Figures(
        int days, int bars, int decided, int trades, double pnl, double costs, double winRate, double maxDrawdown) {
    /** Of the results of consecutive days; equity goes on from day to day. */
    public static Figures of(List<ReplayResult> results) {
        List<ClosedTrade> trades =
                results.stream().flatMap(r -> r.trades().stream()).toList();
        long wins = trades.stream().filter(t -> t.pnl() > 0).count();
        return new Figures(
                results.size(),
                results.stream().mapToInt(r -> r.bars().size()).sum(),
                results.stream().mapToInt(Figures::decided).sum(),
                trades.size(),
                results.stream().mapToDouble(r -> r.statistics().pnl()).sum(),
                results.stream().mapToDouble(r -> r.statistics().costs()).sum(),
                trades.isEmpty() ? Double.NaN : (double) wins / trades.size(),
                maxDrawdown(results));
    }

    private static int decided(ReplayResult result) {
        return (int) result.decisions().stream()
                .filter(d -> !(d instanceof NoTrade none && none.reason() == NoTrade.Reason.NO_FEATURES))
                .count();
    }

    private static double maxDrawdown(List<ReplayResult> results) {
        if (results.size() == 1) {
            return results.get(0).statistics().maxDrawdown();
        }
        double earned = 0;
        double high = 0;
        double deepest = 0;
        for (ReplayResult result : results) {
            EquityCurve curve = result.equity();
            for (int i = 0; i < curve.size(); i++) {
                double equity = earned + curve.value(i);
                high = Math.max(high, equity);
                deepest = Math.max(deepest, high - equity);
            }
            earned += result.statistics().pnl();
            // The result of a day may hold a closing trade that its curve does not show.
            high = Math.max(high, earned);
            deepest = Math.max(deepest, high - earned);
        }
        return deepest;
    }
}
