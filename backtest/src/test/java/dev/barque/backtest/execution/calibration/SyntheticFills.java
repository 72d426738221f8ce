package dev.barque.backtest.execution.calibration;

import dev.barque.core.market.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Fills whose cost in basis points is known but for noise, and a twentieth of them spoilt by outliers. */
final class SyntheticFills {
    static final long FIRST = 1_700_000_000_000_000L;

    private SyntheticFills() {}

    static List<RecordedFill> of(int count, long seed, ToDoubleFunction<RecordedFill> costBps, double noiseBps) {
        SplittableRandom random = new SplittableRandom(seed);
        List<RecordedFill> fills = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double price = 50 + 100 * random.nextDouble();
            double volume = 20_000 + 80_000 * random.nextDouble();
            double half = price * 1e-4 * (0.5 + 3 * random.nextDouble());
            double quantity = (random.nextBoolean() ? 1 : -1) * volume * 0.3 * random.nextDouble();
            RecordedFill market = new RecordedFill(
                    Symbol.of("SPY"),
                    FIRST + i * 60_000_000L,
                    price,
                    price,
                    quantity,
                    volume,
                    390 * volume,
                    0.01 + 0.03 * random.nextDouble(),
                    Math.pow(10, -11 + 3 * random.nextDouble()),
                    price - half,
                    price + half,
                    Double.NaN);
            double outlier = random.nextInt(20) == 0 ? 200 * (random.nextDouble() - 0.3) : 0;
            double noise = noiseBps * (random.nextDouble() + random.nextDouble() - 1) + outlier;
            fills.add(filled(market, costBps.applyAsDouble(market) + noise, Double.NaN));
        }
        return fills;
    }

    static RecordedFill filled(RecordedFill market, double bps, double profit) {
        return new RecordedFill(
                market.symbol(),
                market.timeMicros(),
                market.price(),
                market.price() * (1 + Math.signum(market.quantity()) * bps / 1e4),
                market.quantity(),
                market.barVolume(),
                market.dailyVolume(),
                market.dailyVolatility(),
                market.amihud(),
                market.bid(),
                market.ask(),
                profit);
    }
}
