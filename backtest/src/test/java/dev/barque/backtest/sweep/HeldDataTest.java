package dev.barque.backtest.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.backtest.SyntheticReplays;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.trial.Trial;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeldDataTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final FeatureSetId SET = FeatureSetId.of("v0.1.0");
    private static final List<LocalDate> DATES =
            List.of(LocalDate.of(2025, 10, 24), LocalDate.of(2025, 10, 27), LocalDate.of(2025, 10, 28));

    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger finds = new AtomicInteger();

    private final class Source implements BarSource, FeatureReader {
        @Override
        public Bars bars(Symbol symbol, Instant from, Instant to) {
            throw new AssertionError("nobody asks");
        }

        @Override
        public List<LocalDate> dates() {
            return DATES;
        }

        @Override
        public Set<Symbol> symbols(LocalDate date) {
            return Set.of(SPY);
        }

        @Override
        public Bars day(Symbol symbol, LocalDate date) {
            reads.incrementAndGet();
            return new SyntheticReplays("SPY", "V1", 0.5, 60).day(date, 7).bars();
        }

        @Override
        public Optional<FeatureRow> find(FeatureSetId set, Symbol symbol, AsOf asOf) {
            finds.incrementAndGet();
            return Optional.empty();
        }

        @Override
        public NoFeatures diagnose(FeatureSetId set, Symbol symbol, AsOf asOf) {
            throw new AssertionError("nobody asks");
        }
    }

    @Test
    void five_hundred_runs_on_two_threads_read_each_day_and_row_once() {
        HeldBars bars = new HeldBars(new Source());
        HeldFeatures features = new HeldFeatures(new Source());
        SweepTask task = new SweepTask() {
            @Override
            public String key(SweepPoint point) {
                return point.text();
            }

            @Override
            public SweepOutcome run(SweepPoint point) {
                int bar = 0;
                for (LocalDate date : DATES) {
                    Bars day = bars.day(SPY, date);
                    for (int i = 0; i < day.size(); i++) {
                        bar += features.find(SET, SPY, AsOf.at(day.time(i))).isEmpty() ? 1 : 0;
                    }
                }
                return new SweepOutcome(new Trial.Returns(DATES, List.of(0.0, 0.0, 0.0)), bar, 0, 0, "digest");
            }
        };
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<SweepRun> runs = Sweep.of(task).run(SweepPlan.grid(List.of(Axis.parse("n=1..500:1"))), pool, 2);
            assertThat(runs).hasSize(500).allMatch(run -> run.outcome().trades() == 180);
        } finally {
            pool.shutdownNow();
        }
        assertThat(reads).hasValue(3);
        assertThat(finds).hasValue(180);
    }
}
