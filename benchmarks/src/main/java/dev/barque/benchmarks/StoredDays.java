package dev.barque.benchmarks;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.Durability;
import dev.barque.store.ParquetFeatureStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Days of 390 bars of some symbols in memory, and the features of V1 about them, sealed in a home. */
final class StoredDays implements AutoCloseable {
    /** 2025-01-06T14:30:00Z in UTC microseconds. */
    private static final long START = 1_736_173_800_000_000L;

    private final DecisionPipeline pipeline =
            new DecisionPipeline(StandardProfiles.v1(), StandardProfiles.standInChains());
    private final List<List<Bars>> days;
    private final List<List<FeatureRow>> rows = new ArrayList<>();
    private final ParquetFeatureStore store;

    StoredDays(Path scratch, int symbols, int count) {
        days = IntStream.range(0, symbols)
                .mapToObj(s -> IntStream.range(0, count)
                        .mapToObj(d -> day(Symbol.of("S" + s), d))
                        .toList())
                .toList();
        store = ParquetFeatureStore.builder(scratch.resolve("home"))
                .set(pipeline.profile().featureSet())
                .durability(Durability.OS)
                .cacheBytes(1L << 30)
                .open(Clock.systemUTC());
        for (List<Bars> ofSymbol : days) {
            for (Bars day : ofSymbol) {
                List<FeatureRow> made = IntStream.range(pipeline.profile().warmUpBars(), day.size())
                        .mapToObj(i -> pipeline.features(day, i))
                        .toList();
                store.append(made);
                rows.add(made);
            }
        }
        store.seal();
    }

    private static Bars day(Symbol symbol, int day) {
        SplittableRandom random = new SplittableRandom(31L * symbol.hashCode() + day);
        Bars.Builder bars = Bars.builder(symbol).interval(Duration.ofMinutes(1));
        double price = 600;
        for (int i = 1; i <= RandomDay.BARS; i++) {
            price *= 1 + (random.nextDouble() - 0.5) * 1e-3;
            double volume = 50_000 + random.nextInt(100_000);
            bars.add(START + day * UtcMicros.PER_DAY + i * UtcMicros.PER_MINUTE, price, volume, price * volume);
        }
        return bars.build();
    }

    DecisionPipeline pipeline() {
        return pipeline;
    }

    /** By symbol and day. */
    List<List<Bars>> days() {
        return days;
    }

    /** The rows of each day in memory, symbol after symbol. */
    List<List<FeatureRow>> rows() {
        return rows;
    }

    ParquetFeatureStore store() {
        return store;
    }

    long bars() {
        return (long) days.size() * days.get(0).size() * RandomDay.BARS;
    }

    @Override
    public void close() {
        store.close();
    }
}
