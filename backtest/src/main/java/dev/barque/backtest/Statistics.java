package dev.barque.backtest;

import java.util.List;
import java.util.function.DoublePredicate;

/** The figures of a day, with the published system's formulas. */
final class Statistics {
    /** Bars of a regular session: the published system scales its ratio to one day. */
    private static final double BARS_PER_DAY = 390;

    private static final double TINY = 1e-9;

    private Statistics() {}

    static ReplayStatistics of(Account account, EquityCurve curve, int leastPoints) {
        List<ClosedTrade> trades = account.closed();
        if (curve.size() < leastPoints) {
            return new ReplayStatistics(account.realised(), trades.size(), 0, 0, 0, 0, 0, account.costs());
        }
        long wins = trades.stream().filter(t -> t.pnl() > 0).count();
        return new ReplayStatistics(
                account.realised(),
                trades.size(),
                trades.isEmpty() ? 0 : (double) wins / trades.size(),
                mean(trades, pnl -> pnl > 0),
                mean(trades, pnl -> pnl < 0),
                sharpeLike(curve),
                maxDrawdown(curve),
                account.costs());
    }

    private static double mean(List<ClosedTrade> trades, DoublePredicate counts) {
        return trades.stream()
                .mapToDouble(ClosedTrade::pnl)
                .filter(counts)
                .average()
                .orElse(0);
    }

    private static double sharpeLike(EquityCurve curve) {
        int size = curve.size();
        if (size < 2) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += change(curve, i);
        }
        double mean = sum / size;
        double squares = 0;
        for (int i = 0; i < size; i++) {
            double off = change(curve, i) - mean;
            squares += off * off;
        }
        double deviation = Math.sqrt(squares / (size - 1));
        return mean / (deviation + TINY) * Math.sqrt(BARS_PER_DAY);
    }

    /** The change of equity up to a point; the first one, and one from or to a point that is not a number, is 0. */
    private static double change(EquityCurve curve, int i) {
        double change = i == 0 ? 0 : curve.value(i) - curve.value(i - 1);
        return Double.isNaN(change) ? 0 : change;
    }

    private static double maxDrawdown(EquityCurve curve) {
        double highest = Double.NEGATIVE_INFINITY;
        double worst = 0;
        for (int i = 0; i < curve.size(); i++) {
            if (!Double.isNaN(curve.value(i))) {
                highest = Math.max(highest, curve.value(i));
                worst = Math.max(worst, highest - curve.value(i));
            }
        }
        return worst;
    }
}
