package dev.barque.benchmarks;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.backtest.engine.BarFeed;
import dev.barque.backtest.engine.PipelineStrategy;
import dev.barque.backtest.engine.PortfolioReplay;
import dev.barque.backtest.engine.PortfolioSummary;
import dev.barque.backtest.engine.ReplaySink;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.Durability;
import dev.barque.store.ParquetFeatureStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * How many bars a second does the engine trade with the V1 pipeline over stored features: each read by itself, in one pass, and in one
 * pass on two threads, each with half of the symbols? Arguments: symbols (even), days, rounds. Days have 390 bars; what is read is sealed.
 * Bars are in memory, features are read from the home in each round anew by a reader that was opened before.
 */
public final class ReplayPipeline {
    /** 2025-01-06T14:30:00Z in UTC microseconds. */
    private static final long START = 1_736_173_800_000_000L;

    private final DecisionPipeline pipeline =
            new DecisionPipeline(StandardProfiles.v1(), StandardProfiles.standInChains());
    private final List<List<Bars>> days;

    private ReplayPipeline(int symbols, int count) {
        days = IntStream.range(0, symbols)
                .mapToObj(s -> IntStream.range(0, count)
                        .mapToObj(d -> day(Symbol.of("S" + s), d))
                        .toList())
                .toList();
    }

    /** Runs it. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        int symbols = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[2]);
        ReplayPipeline benchmark = new ReplayPipeline(symbols, Integer.parseInt(arguments[1]));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Scratch scratch = new Scratch();
                ParquetFeatureStore store = ParquetFeatureStore.builder(scratch.resolve("home"))
                        .set(benchmark.pipeline.profile().featureSet())
                        .durability(Durability.OS)
                        .cacheBytes(1L << 30)
                        .open(Clock.systemUTC())) {
            benchmark.fill(store);
            for (int round = 0; round < rounds; round++) {
                double single = benchmark.time("each row by itself", 1, threads, new SingleReads(store));
                double pass = benchmark.time("one pass", 1, threads, store);
                double two = benchmark.time("one pass, 2 threads", 2, threads, store);
                if (single != pass || pass != two) {
                    throw new IllegalStateException("The results are " + single + ", " + pass + " and " + two);
                }
            }
        } finally {
            threads.shutdown();
        }
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

    private void fill(ParquetFeatureStore store) {
        for (List<Bars> ofSymbol : days) {
            for (Bars day : ofSymbol) {
                store.append(IntStream.range(pipeline.profile().warmUpBars(), day.size())
                        .mapToObj(i -> pipeline.features(day, i))
                        .toList());
            }
        }
        store.seal();
    }

    /** What all accounts are worth in the end; each symbol has one of its own, so that threads change nothing. */
    private double time(String what, int parts, ExecutorService threads, FeatureReader features)
            throws InterruptedException, ExecutionException {
        long began = System.nanoTime();
        List<Future<List<PortfolioSummary>>> running = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = part * days.size() / parts;
            int to = (part + 1) * days.size() / parts;
            running.add(threads.submit(() ->
                    IntStream.range(from, to).mapToObj(s -> run(s, features)).toList()));
        }
        double equity = 0;
        long bars = 0;
        for (Future<List<PortfolioSummary>> half : running) {
            for (PortfolioSummary summary : half.get()) {
                equity += summary.equity();
                bars += summary.bars();
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("%-22s %d bars, %.3f million bars/s%n", what, bars, bars / seconds / 1e6);
        return equity;
    }

    private PortfolioSummary run(int symbol, FeatureReader features) {
        List<Bars> pieces = days.get(symbol);
        BarFeed feed = BarFeed.of(pieces.get(0).symbol(), pieces.iterator());
        return PortfolioReplay.builder(TradingCalendars.alwaysOpen(), 1_000_000)
                .build()
                .run(
                        List.of(feed),
                        PipelineStrategy.builder(pipeline, features)
                                .unitShares(100)
                                .build(),
                        ReplaySink.none());
    }

    /** A reader without a cursor of its own. */
    private record SingleReads(FeatureReader rows) implements FeatureReader {
        @Override
        public Optional<FeatureRow> find(FeatureSetId set, Symbol symbol, AsOf asOf) {
            return rows.find(set, symbol, asOf);
        }

        @Override
        public NoFeatures diagnose(FeatureSetId set, Symbol symbol, AsOf asOf) {
            return rows.diagnose(set, symbol, asOf);
        }
    }
}
