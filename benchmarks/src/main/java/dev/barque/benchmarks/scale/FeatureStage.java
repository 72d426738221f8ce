package dev.barque.benchmarks.scale;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.l1.L1Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Features of all days: bars are read from the home and held against the model, rows are computed and appended, a symbol-day in a batch, and
 * sealed when the day is over. Rows of corrected bars come on the day after and go into partitions that are sealed already.
 */
final class FeatureStage implements Stage {
    @Override
    public String name() {
        return "features";
    }

    @Override
    public void run(Life life) {
        try (Day days = new Day(life)) {
            for (int day = 0; day < life.size.days(); day++) {
                days.run(day);
                life.tell("features", day + 1, life.size.days(), "days");
            }
            life.facts.put("first rows", days.first);
            life.facts.put("rows", days.rows);
            life.facts.put("partitions", days.partitions);
            life.facts.put("checksum", days.checksum);
        }
        Life.same("rows as first known", life.fact("first rows"), life.fact("bars"));
    }

    /** A store that is open over many days. */
    static final class Day implements AutoCloseable {
        private final Life life;
        private final ParquetFeatureStore store;
        private final L1Files bars;
        private BarSource known;
        private int knownDay = -1;
        /** Rows as first known, all rows, partitions with rows, and the checksum of the rows as first known. */
        long first;

        long rows;
        long partitions;
        long checksum;

        Day(Life life) {
            this.life = life;
            store = life.store().open(life.after(life.size.days()));
            bars = L1Files.ofHome(life.home()).build();
            known = bars;
        }

        void run(int day) {
            if (day > 0 && Market.isCorrected(day - 1)) {
                correct(day - 1);
            }
            for (int symbol = 0; symbol < life.size.symbols(); symbol++) {
                Bars read = read(asKnownThen(day), symbol, day);
                requireSame(read, life.market.bars(symbol, day));
                append(compute(read));
            }
            seal();
        }

        /** Of a day that was corrected since, the bars as they were known in its evening. */
        private BarSource asKnownThen(int day) {
            if (knownDay != day) {
                knownDay = day;
                known = Market.isCorrected(day) ? bars.asKnownAt(life.after(day).instant()) : bars;
            }
            return known;
        }

        private Bars read(BarSource source, int symbol, int day) {
            List<Bars> read = new ArrayList<>();
            life.meter.time("read bars", () -> {
                read.add(source.day(life.market.symbols().get(symbol), life.market.date(day)));
                return read.get(0).size();
            });
            return read.get(0);
        }

        private List<FeatureRow> compute(Bars read) {
            List<FeatureRow> computed = new ArrayList<>();
            life.meter.time("compute", () -> {
                computed.addAll(Features.rows(read));
                return computed.size();
            });
            computed.forEach(row -> checksum += Features.checksum(row));
            first += computed.size();
            partitions += computed.isEmpty() ? 0 : 1;
            return computed;
        }

        private void append(List<FeatureRow> batch) {
            rows += life.meter.time("append", () -> {
                store.append(batch);
                return batch.size();
            });
        }

        private void seal() {
            life.meter.time("seal", () -> store.seal().rows());
        }

        private void correct(int day) {
            for (int symbol = 0; symbol < life.size.symbols(); symbol++) {
                if (life.market.isCorrected(symbol, day)) {
                    Bars read = read(bars, symbol, day);
                    requireSame(read, life.market.finalBars(symbol, day));
                    append(Features.corrections(life.market.bars(symbol, day), read, life.market.correctedAt(day)));
                }
            }
        }

        @Override
        public void close() {
            store.close();
        }
    }

    /** Every bar that was read is the one that was made up. */
    static void requireSame(Bars found, Bars expected) {
        Life.same("bars of " + expected.symbol(), found.size(), expected.size());
        for (int i = 0; i < found.size(); i++) {
            if (!found.bar(i).equals(expected.bar(i))) {
                throw new IllegalStateException("read " + found.bar(i) + " but made was " + expected.bar(i));
            }
        }
    }
}
