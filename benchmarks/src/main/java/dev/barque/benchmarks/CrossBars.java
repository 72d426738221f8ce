package dev.barque.benchmarks;

import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * Minutes of one symbol for a cross of means over {@link #FAST} and {@link #SLOW} closes. Prices are whole numbers of 1/128, so that
 * sums are exact in whatever order they are carried, and all must make the same round trips.
 */
public final class CrossBars implements AutoCloseable {
    /** Closes of the fast mean. */
    public static final int FAST = 20;

    /** Closes of the slow mean. */
    public static final int SLOW = 100;

    private final Bars bars;

    CrossBars(int count) {
        Random random = new Random(7);
        Bars.Builder builder = Bars.builder(Symbol.of("SPY")).interval(Duration.ofMinutes(1));
        long first = UtcMicros.of(Instant.parse("2010-01-04T00:01:00Z"));
        double price = 400;
        for (int i = 0; i < count; i++) {
            double open = tick(price + 0.02 * random.nextGaussian());
            double close = tick(Math.max(50, open + 0.1 * random.nextGaussian() - 0.00001 * (price - 400)));
            double high = Math.max(open, close) + 1 / 64.0;
            double low = Math.min(open, close) - 1 / 64.0;
            double volume = 50_000 + random.nextInt(50_000);
            builder.add(first + i * UtcMicros.PER_MINUTE, open, high, low, close, volume, volume * close);
            price = close;
        }
        bars = builder.build();
    }

    private static double tick(double price) {
        return Math.round(price * 128) / 128.0;
    }

    /** All of them. */
    public Bars bars() {
        return bars;
    }

    long count() {
        return bars.size();
    }

    @Override
    public void close() {}
}
