package dev.barque.benchmarks;

import dev.barque.core.market.Bar;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.util.SplittableRandom;

/** Minutes of one symbol without end: sessions of 390 bars, one for each date, whose prices wander. */
final class LiveFeed {
    private static final long FIRST_OPEN = UtcMicros.of(Instant.parse("2025-11-03T14:30:00Z"));

    private final Symbol symbol;
    private final SplittableRandom random;
    private long bar;
    private double price;
    private double volume;

    LiveFeed(Symbol symbol, long seed) {
        this.symbol = symbol;
        random = new SplittableRandom(seed);
        price = 50 + 600 * random.nextDouble();
    }

    Symbol symbol() {
        return symbol;
    }

    void next() {
        bar++;
        price *= 1 + (random.nextDouble() - 0.5) * 1e-3;
        volume = 50_000 + random.nextInt(100_000);
    }

    long time() {
        return FIRST_OPEN + (bar - 1) / 390 * UtcMicros.PER_DAY + (1 + (bar - 1) % 390) * UtcMicros.PER_MINUTE;
    }

    double price() {
        return price;
    }

    double volume() {
        return volume;
    }

    Bar bar() {
        return new Bar(
                symbol, UtcMicros.toInstant(time()), Double.NaN, Double.NaN, Double.NaN, price, volume, price * volume);
    }
}
