package dev.barque.cli;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.FeatureHistory;
import dev.barque.agents.OptionChains;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.backtest.Replay;
import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.ReplayRules;
import dev.barque.backtest.manifest.RunDigest;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import dev.barque.store.l1.L1Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A process of its own that computes features of the packaged days, replays them and prints the digest of each profile. */
final class DigestOfDays {
    static final Symbol SPY = Symbol.of("SPY");

    private DigestOfDays() {}

    /** The home with the bars, and how many threads. */
    public static void main(String[] args) throws Exception {
        BarSource bars = L1Files.ofHome(Path.of(args[0])).build();
        int threads = Integer.parseInt(args[1]);
        digests(bars, threads).forEach(System.out::println);
    }

    /** Of each profile that ships: its name and its digest. */
    static List<String> digests(BarSource bars, int threads) throws Exception {
        DecisionPipeline v1 = new DecisionPipeline(StandardProfiles.v1(), OptionChains.none());
        DecisionPipeline published =
                new DecisionPipeline(StandardProfiles.publishedV1(), StandardProfiles.standInChains());
        return List.of(
                "V1 " + digest(v1, bars, threads, ReplayRules.standard()),
                "PUBLISHED_V1 " + digest(published, bars, threads, ReplayRules.published()));
    }

    /** One day is one task; with several threads the days end in any order, and with one in the wrong one. */
    static String digest(DecisionPipeline pipeline, BarSource bars, int threads, ReplayRules rules) throws Exception {
        Replay replay = new Replay(pipeline, rules);
        FeatureHistory history = new FeatureHistory(pipeline, bars);
        List<Callable<ReplayResult>> tasks = new ArrayList<>();
        for (LocalDate date : bars.dates()) {
            tasks.add(() -> replay.run(bars.day(SPY, date), new Rows(history.rows(SPY, date))));
        }
        Collections.reverse(tasks);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<ReplayResult> results = new ArrayList<>();
            for (Future<ReplayResult> result : pool.invokeAll(tasks)) {
                results.add(result.get());
            }
            return RunDigest.of(results);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Rows by the instant that they are about. */
    private static final class Rows implements FeatureReader {
        private final Map<Long, FeatureRow> rows = new HashMap<>();

        Rows(List<FeatureRow> computed) {
            computed.forEach(row -> rows.put(row.eventMicros(), row));
        }

        @Override
        public Optional<FeatureRow> find(FeatureSetId set, Symbol symbol, AsOf asOf) {
            return Optional.ofNullable(rows.get(asOf.eventMicros()));
        }

        @Override
        public NoFeatures diagnose(FeatureSetId set, Symbol symbol, AsOf asOf) {
            throw new UnsupportedOperationException("Nobody asks here");
        }
    }
}
