package dev.barque.backtest.engine;

import dev.barque.core.market.Symbol;

/**
 * What models of cost are told beside the bars. It must not look past the instant it is asked about; unknown is NaN. Asked by
 * the thread of the run.
 */
public interface ExecutionReadings {
    /** Amihud ratio of the latest feature row that was known before the bar of an instant (UTC microseconds). */
    double amihud(Symbol symbol, long timeMicros);

    /** Best bid known at an instant, UTC microseconds. */
    default double bid(Symbol symbol, long timeMicros) {
        return Double.NaN;
    }

    /** Best ask known at an instant, UTC microseconds. */
    default double ask(Symbol symbol, long timeMicros) {
        return Double.NaN;
    }

    /** Nothing is known. */
    static ExecutionReadings none() {
        return (symbol, timeMicros) -> Double.NaN;
    }
}
