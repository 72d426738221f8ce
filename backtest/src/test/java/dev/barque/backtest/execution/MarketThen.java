package dev.barque.backtest.execution;

import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;

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

    MarketThen withQuotes(double bestBid, double bestAsk) {
        return new MarketThen(
                symbol, timeMicros, price, quantity, barVolume, dailyVolume, dailyVolatility, amihud, bestBid, bestAsk);
    }

    MarketThen withShares(double shares, double ofBar, double ofDay, double sigma) {
        return new MarketThen(symbol, timeMicros, price, shares, ofBar, ofDay, sigma, amihud, bid, ask);
    }

    MarketThen withShares(double shares) {
        return withShares(shares, barVolume, dailyVolume, dailyVolatility);
    }

    MarketThen of(String name) {
        return new MarketThen(
                Symbol.of(name),
                timeMicros,
                price,
                quantity,
                barVolume,
                dailyVolume,
                dailyVolatility,
                amihud,
                bid,
                ask);
    }

    MarketThen at(Instant time) {
        return new MarketThen(
                symbol, UtcMicros.of(time), price, quantity, barVolume, dailyVolume, dailyVolatility, amihud, bid, ask);
    }
}
