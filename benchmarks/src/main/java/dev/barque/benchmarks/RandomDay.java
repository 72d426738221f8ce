package dev.barque.benchmarks;

import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** A day of minute bars that wander: always the same for a seed. */
final class RandomDay {
    static final int BARS = 390;

    private static final Instant OPEN = Instant.parse("2025-11-03T14:30:00Z");

    private RandomDay() {}

    static Bars of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Bars.Builder bars = Bars.builder(Symbol.of("SPY")).interval(Duration.ofMinutes(1));
        double price = 600;
        for (int i = 1; i <= BARS; i++) {
            price *= 1 + (random.nextDouble() - 0.5) * 1e-3;
            double volume = 50_000 + random.nextInt(100_000);
            bars.add(UtcMicros.of(OPEN) + i * UtcMicros.PER_MINUTE, price, volume, price * volume);
        }
        return bars.build();
    }
}
