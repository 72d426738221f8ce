package dev.barque.backtest.execution;

import dev.barque.core.market.Symbol;

/** An execution of which a test names what matters. */
record MarketThen(
        Symbol symbol,
        long timeMicros,
        double price,
        double quantity,
        double barVolume,
        double dailyVolume,
        double dailyVolatility,
        double amihud,
        double bid,
        double ask)
        implements Execution {
    private static final double UNKNOWN = Double.NaN;

    static MarketThen price(double price) {
        return new MarketThen(
                Symbol.of("SPY"), 0, price, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
    }

    MarketThen withAmihud(double ratio) {
        return new MarketThen(
                symbol, timeMicros, price, quantity, barVolume, dailyVolume, dailyVolatility, ratio, bid, ask);
    }
}
