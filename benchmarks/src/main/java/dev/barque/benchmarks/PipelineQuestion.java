package dev.barque.benchmarks;

import dev.barque.agents.DecisionSession;
import dev.barque.agents.MarketContext;
import dev.barque.backtest.engine.BarFeed;
import dev.barque.backtest.engine.PipelineStrategy;
import dev.barque.backtest.engine.PortfolioReplay;
import dev.barque.backtest.engine.PortfolioSummary;
import dev.barque.backtest.engine.ReplaySink;
import dev.barque.benchmarks.contest.Bar;
import dev.barque.benchmarks.contest.Question;
import dev.barque.benchmarks.contest.Role;
import dev.barque.benchmarks.contest.Unit;
import dev.barque.benchmarks.contest.Work;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.decision.Circumstances;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Trading with three agents over stored features. */
final class PipelineQuestion {
    private static final String PASS = "rows in one pass";

    private PipelineQuestion() {}

    static Question<StoredDays> question() {
        return Question.about(
                        "pipeline",
                        StoredDays.class,
                        (dose, scratch) -> new StoredDays(scratch, dose.of(4, 2), dose.of(60, 4)))
                .asks(
                        "How many bars a second are traded over stored features?",
                        "Three agents of V1 over the sealed rows of four symbols and 60 days, 93,600 bars, an account for each"
                                + " symbol; features are read from the home in each run. All end with the same equity.")
                .counts(Unit.BARS, StoredDays::bars)
                .jvm("-Xmx4g")
                .ours(PASS, given -> new Trading(given, 1, given.store()))
                .line(PASS + ", 2 threads", Role.OURS, 2, given -> new Trading(given, 2, given.store()))
                .ours("each row by a read of its own", given -> new Trading(given, 1, new SingleReads(given.store())))
                .recorded(Published.NAME, Published.nanos("backtest.day") / 390)
                .limit("decisions alone, rows in memory", Deciding::new)
                .bar(new Bar.AtMost(PASS, Unit.BARS, 1_000))
                .bar(new Bar.AheadOf(Published.NAME, 1_000))
                .because(
                        "rows are unpacked, checked against their digest, decoded and made into objects before they are decided"
                                + " on, and orders, costs and marks follow.")
                .build();
    }

    private static final class Trading implements Work {
        private final StoredDays given;
        private final int parts;
        private final FeatureReader features;
        private final Pool pool;
        private double equity;

        private Trading(StoredDays given, int parts, FeatureReader features) {
            this.given = given;
            this.parts = parts;
            this.features = features;
            pool = new Pool(parts);
        }

        @Override
        public void run() throws Exception {
            List<Future<List<PortfolioSummary>>> running = new ArrayList<>();
            int symbols = given.days().size();
            for (int part = 0; part < parts; part++) {
                int from = part * symbols / parts;
                int to = (part + 1) * symbols / parts;
                running.add(pool.threads()
                        .submit(() ->
                                IntStream.range(from, to).mapToObj(this::trade).toList()));
            }
            equity = 0;
            for (Future<List<PortfolioSummary>> some : running) {
                for (PortfolioSummary summary : some.get()) {
                    equity += summary.equity();
                }
            }
        }

        private PortfolioSummary trade(int symbol) {
            List<Bars> pieces = given.days().get(symbol);
            BarFeed feed = BarFeed.of(pieces.get(0).symbol(), pieces.iterator());
            return PortfolioReplay.builder(TradingCalendars.alwaysOpen(), 1_000_000)
                    .build()
                    .run(
                            List.of(feed),
                            PipelineStrategy.builder(given.pipeline(), features)
                                    .unitShares(100)
                                    .build(),
                            ReplaySink.none());
        }

        @Override
        public double checksum() {
            return equity;
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    /** Agents and composer over rows that are there already; no orders. */
    private static final class Deciding implements Work {
        private final StoredDays given;
        private long decided;

        private Deciding(StoredDays given) {
            this.given = given;
        }

        @Override
        public void run() {
            DecisionSession session = given.pipeline().newSession();
            decided = 0;
            for (List<FeatureRow> day : given.rows()) {
                for (FeatureRow row : day) {
                    MarketContext market = new MarketContext(row.symbol(), row.eventMicros(), 600);
                    decided += session.decide(row, market, Circumstances.unknown())
                                    .grounds()
                                    .views()
                                    .isEmpty()
                            ? 0
                            : 1;
                }
            }
        }

        @Override
        public double checksum() {
            return decided == 0 ? 0 : Double.NaN;
        }
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
