package dev.barque.benchmarks.scale;

import dev.barque.backtest.engine.BarFeed;
import dev.barque.backtest.engine.MarketView;
import dev.barque.backtest.engine.PortfolioReplay;
import dev.barque.backtest.engine.PortfolioSummary;
import dev.barque.backtest.engine.ReplaySink;
import dev.barque.backtest.engine.Strategy;
import dev.barque.backtest.engine.Ticket;
import dev.barque.backtest.execution.FixedSlippage;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.RowCursor;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.l1.L1Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One account trades all symbols over all days: every bar is read from the home, and for each the features as of it. The checksum of all rows
 * that it saw must be that of the rows as they were first known.
 */
final class ReplayStage implements Stage {
    @Override
    public String name() {
        return "replay";
    }

    @Override
    public void run(Life life) {
        List<LocalDate> dates =
                IntStream.range(0, life.size.days()).mapToObj(life.market::date).toList();
        L1Files bars = L1Files.ofHome(life.home()).build();
        List<BarFeed> feeds = life.market.symbols().stream()
                .map(symbol -> BarFeed.of(bars, symbol, dates))
                .toList();
        PortfolioSummary[] summary = new PortfolioSummary[1];
        try (ParquetFeatureStore store = life.store().openReadOnly()) {
            Signs strategy = new Signs(store, life);
            life.meter.time("replay", () -> {
                summary[0] = PortfolioReplay.builder(Market.calendar(), 1e9)
                        .slippage(new FixedSlippage(2))
                        .actions(life.market.splits(life.size.days()))
                        .build()
                        .run(feeds, strategy, ReplaySink.none());
                return summary[0].bars();
            });
            Life.same("rows seen", strategy.seen, life.fact("first rows"));
            Life.same("checksum of the rows", strategy.checksum, life.fact("checksum"));
        }
        Life.same("bars", summary[0].bars(), life.fact("bars"));
        double difference = summary[0].gross() - summary[0].slippage() - summary[0].net();
        Life.same("the account balances", Math.abs(difference) < 1e-3, true);
        life.facts.put("fills", summary[0].fills());
    }

    /** Holds what moved up over half an hour and let go of what moved down, where the move was large. */
    private static final class Signs implements Strategy {
        private static final int MOVE = Features.SET.schema().indexOf("move.thirty");
        private static final double LARGE = 0.004;

        private final ParquetFeatureStore store;
        private final Life life;
        private RowCursor[] rows = {};
        private long seen;
        private long checksum;

        Signs(ParquetFeatureStore store, Life life) {
            this.store = store;
            this.life = life;
        }

        @Override
        public String id() {
            return "signs";
        }

        @Override
        public void begin(List<Symbol> symbols) {
            rows = symbols.stream()
                    .map(symbol -> store.cursor(Features.SET.id(), symbol))
                    .toArray(RowCursor[]::new);
        }

        @Override
        public void onBar(MarketView view, Ticket ticket) {
            Optional<FeatureRow> found = rows[view.index()].find(view.timeMicros(), view.timeMicros());
            if (found.isEmpty() || found.get().eventMicros() != view.timeMicros()) {
                throw new IllegalStateException(
                        "No row about the bar of " + view.symbol() + " at " + view.timeMicros());
            }
            FeatureRow row = found.get();
            seen++;
            checksum += Features.checksum(row);
            if ((seen & 0xFFFF) == 0) {
                life.tell("replayed", seen, life.fact("bars"), "bars");
            }
            double move = row.float64(MOVE);
            if (Math.abs(move) > LARGE) {
                double wanted = move > 0 ? 100 : 0;
                if (view.position() != wanted) {
                    ticket.cancelAll();
                    ticket.moveTo(wanted);
                }
            }
        }
    }
}
