package dev.barque.backtest.statistics;

import java.util.Arrays;
import java.util.Map;

/** What closed trades say. */
final class TradeFigures {
    private final TradeTable trades;
    private final EquitySeries equity;

    TradeFigures(TradeTable trades, EquitySeries equity) {
        this.trades = trades;
        this.equity = equity;
    }

    void into(Map<Figure, Measure> to) {
        int n = trades.size();
        int wins = 0;
        int losses = 0;
        double gained = 0;
        double lost = 0;
        double pnl = 0;
        double costs = 0;
        double traded = 0;
        long held = 0;
        for (int i = 0; i < n; i++) {
            double result = trades.pnl(i);
            pnl += result;
            costs += trades.costs(i);
            traded += trades.traded(i);
            held += trades.barsHeld(i);
            wins += result > 0 ? 1 : 0;
            losses += result < 0 ? 1 : 0;
            gained += Math.max(0, result);
            lost -= Math.min(0, result);
        }
        Measure noTrade = Measure.none("there is no trade");
        Measure noWin = n == 0 ? noTrade : Measure.none("no trade gained");
        Measure noLoss = n == 0 ? noTrade : Measure.none("no trade lost");
        to.put(Figure.TRADES, Measure.of(n));
        to.put(Figure.WIN_RATE, n > 0 ? Measure.of((double) wins / n) : noTrade);
        to.put(Figure.PROFIT_FACTOR, losses > 0 ? Measure.of(gained / lost) : noLoss);
        to.put(Figure.EXPECTANCY, n > 0 ? Measure.of(pnl / n) : noTrade);
        to.put(Figure.AVERAGE_WIN, wins > 0 ? Measure.of(gained / wins) : noWin);
        to.put(Figure.AVERAGE_LOSS, losses > 0 ? Measure.of(-lost / losses) : noLoss);
        to.put(Figure.PAYOFF, wins == 0 ? noWin : losses == 0 ? noLoss : Measure.of(gained / wins * losses / lost));
        to.put(Figure.LONGEST_WIN_STREAK, n > 0 ? Measure.of(streak(1)) : noTrade);
        to.put(Figure.LONGEST_LOSS_STREAK, n > 0 ? Measure.of(streak(-1)) : noTrade);
        to.put(Figure.MEAN_BARS_HELD, n > 0 ? Measure.of((double) held / n) : noTrade);
        to.put(
                Figure.EXPOSURE,
                equity.size() > 0 ? Measure.of(exposure()) : Measure.none("the equity series has no point"));
        to.put(
                Figure.TURNOVER,
                Measure.orNone(traded / equity.startingCapital(), "nobody said for what money was bought and sold"));
        to.put(Figure.COSTS, Measure.of(costs));
        to.put(
                Figure.COSTS_OF_GROSS,
                pnl + costs > 0
                        ? Measure.of(costs / (pnl + costs))
                        : n == 0 ? noTrade : Measure.none("there was no profit before costs to take a share of"));
    }

    private int streak(int sign) {
        int longest = 0;
        int running = 0;
        for (int i = 0; i < trades.size(); i++) {
            running = trades.pnl(i) * sign > 0 ? running + 1 : 0;
            longest = Math.max(longest, running);
        }
        return longest;
    }

    /** Trades may overlap; each point counts once. */
    private double exposure() {
        Integer[] byEntry = new Integer[trades.size()];
        Arrays.setAll(byEntry, i -> i);
        Arrays.sort(byEntry, (a, b) -> Long.compare(trades.entryMicros(a), trades.entryMicros(b)));
        int inside = 0;
        int next = 0;
        long openUntil = Long.MIN_VALUE;
        for (int i = 0; i < equity.size(); i++) {
            long time = equity.timeMicros(i);
            while (next < byEntry.length && trades.entryMicros(byEntry[next]) < time) {
                openUntil = Math.max(openUntil, trades.exitMicros(byEntry[next]));
                next++;
            }
            inside += time <= openUntil ? 1 : 0;
        }
        return (double) inside / equity.size();
    }
}
