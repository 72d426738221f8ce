package dev.barque.testkit.internal.parts;

import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Bars that a suite makes up: a random walk in minutes, some of them missing, with a night now and then. */
public final class Walk {
    private static final long FIRST = UtcMicros.of(Instant.parse("2025-10-20T13:31:00Z"));
    private static final int SESSION_BARS = 390;

    private Walk() {}

    /** Bars with all their numbers; the same seed gives the same bars. */
    public static Bars of(Symbol symbol, long seed, int size) {
        return walk(symbol, seed, size, 0);
    }

    /** Bars of which every tenth number is missing or strange: NaN, zero, negative. */
    public static Bars rough(Symbol symbol, long seed, int size) {
        return walk(symbol, seed, size, 10);
    }

    private static Bars walk(Symbol symbol, long seed, int size, int oneInSoMany) {
        Random random = new Random(seed);
        Bars.Builder bars = Bars.builder(symbol).interval(Duration.ofMinutes(1));
        double price = 50 + random.nextInt(500);
        long time = FIRST;
        for (int i = 0; i < size; i++) {
            double open = price;
            price *= 1 + 0.001 * random.nextGaussian();
            double volume = 1_000 + random.nextInt(100_000);
            double high = Math.max(open, price) * 1.0002;
            double low = Math.min(open, price) * 0.9998;
            bars.add(
                    time,
                    strange(random, oneInSoMany, open),
                    strange(random, oneInSoMany, high),
                    strange(random, oneInSoMany, low),
                    strange(random, oneInSoMany, price),
                    strange(random, oneInSoMany, volume),
                    strange(random, oneInSoMany, price * volume));
            boolean night = (i + 1) % SESSION_BARS == 0;
            time += night
                    ? Duration.ofDays(1).toMinutes() * UtcMicros.PER_MINUTE - (SESSION_BARS - 1) * UtcMicros.PER_MINUTE
                    : (random.nextInt(50) == 0 ? 3 : 1) * UtcMicros.PER_MINUTE;
        }
        return bars.build();
    }

    private static double strange(Random random, int oneInSoMany, double value) {
        if (oneInSoMany == 0 || random.nextInt(oneInSoMany) != 0) {
            return value;
        }
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> -value;
            default -> Double.NaN;
        };
    }

    /** The bars up to index {@code last}, and nothing behind. */
    public static Bars cut(Bars bars, int last) {
        Bars.Builder out = Bars.builder(bars.symbol()).interval(bars.interval());
        for (int i = 0; i <= last; i++) {
            out.copy(bars, i);
        }
        return out.build();
    }

    /** The same bars with other ones after index {@code last}: other values, and some that arrived late. */
    public static Bars changedAfter(Bars bars, int last) {
        Bars.Builder out = Bars.builder(bars.symbol()).interval(bars.interval());
        for (int i = 0; i < bars.size(); i++) {
            if (i <= last) {
                out.copy(bars, i);
            } else {
                strange(out, i % 3 == 0 ? bars.time(last) - UtcMicros.PER_MINUTE / 2 : bars.time(i), i);
            }
        }
        return out.build();
    }

    /** The same bars with other ones before index {@code first}. */
    public static Bars changedBefore(Bars bars, int first) {
        Bars.Builder out = Bars.builder(bars.symbol()).interval(bars.interval());
        for (int i = 0; i < bars.size(); i++) {
            if (i >= first) {
                out.copy(bars, i);
            } else {
                strange(out, bars.time(i), i);
            }
        }
        return out.build();
    }

    private static void strange(Bars.Builder out, long time, int i) {
        double price = 3_000 + 17 * (i % 13);
        out.add(time, price, price + 5, price - 5, price + 1, 7_000_000 + i, 9e9 + i);
    }
}
