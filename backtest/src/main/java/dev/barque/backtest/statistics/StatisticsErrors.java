package dev.barque.backtest.statistics;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;

/** All messages of the statistics. */
final class StatisticsErrors {
    private StatisticsErrors() {}

    static BarqueException badSeries(String problem) {
        return new BarqueException(
                "statistics.bad-series",
                Concern.CALLER,
                "Cannot take an equity series: " + problem
                        + ". Expected finite values at times that never go back, and a starting capital above 0.");
    }

    static BarqueException badTrades(int row, String problem) {
        return new BarqueException(
                "statistics.bad-trades",
                Concern.CALLER,
                "Cannot take trade " + row + " of a table: " + problem
                        + ". Expected a finite result, costs and size of at least 0, and an exit at or after the entry.");
    }

    static BarqueException badNumber(String name, String expected, Number found) {
        return new BarqueException(
                "statistics.bad-number",
                Concern.CALLER,
                "Cannot compute with " + name + " " + found + ". Expected " + expected + ".");
    }

    static BarqueException badMatrix(String purpose, String problem) {
        return new BarqueException(
                "statistics.bad-matrix",
                Concern.CALLER,
                "Cannot compute " + purpose + ": " + problem
                        + ". Expected the same days for every variant, with finite returns.");
    }
}
