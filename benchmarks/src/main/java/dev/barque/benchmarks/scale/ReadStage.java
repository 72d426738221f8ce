package dev.barque.benchmarks.scale;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A reader is opened, and single rows are read at random, few of them from a partition that is in memory; a sample is held against the model. */
final class ReadStage implements Stage {
    private static final int READS = 20_000;
    private static final int SAMPLE = 200;

    @Override
    public String name() {
        return "reads";
    }

    private record Read(Symbol symbol, AsOf asOf) {}

    @Override
    public void run(Life life) {
        List<Read> reads = reads(life);
        List<Optional<FeatureRow>> found = new ArrayList<>();
        ParquetFeatureStore[] opened = new ParquetFeatureStore[1];
        life.meter.time("open to read", () -> {
            opened[0] = life.store().openReadOnly();
            return 1;
        });
        try (ParquetFeatureStore store = opened[0]) {
            life.meter.time("point reads", () -> {
                for (Read read : reads) {
                    found.add(store.find(Features.SET.id(), read.symbol, read.asOf));
                }
                return reads.size();
            });
        }
        life.meter.time("open to write", () -> {
            life.store().open(life.after(life.size.days())).close();
            return 1;
        });
        Model model = new Model(life.market);
        for (int i = 0; i < SAMPLE; i++) {
            Read read = reads.get(i);
            long micros = UtcMicros.of(read.asOf.eventTime());
            List<FeatureRow> expected = model.find(read.symbol, micros, UtcMicros.of(read.asOf.knownAt()));
            Life.same(read + " has a row", found.get(i).isPresent(), !expected.isEmpty());
            found.get(i).ifPresent(row -> Life.same(read.toString(), row.sameContent(expected.get(0)), true));
        }
    }

    /** Every second one knows what was corrected later. */
    private static List<Read> reads(Life life) {
        SplittableRandom random = new SplittableRandom(life.size.seed() + 3);
        List<Read> reads = new ArrayList<>();
        for (int i = 0; i < READS; i++) {
            int day = random.nextInt(life.size.days());
            long open = life.market.session(day).openMicros() + UtcMicros.PER_MINUTE;
            long time = random.nextLong(open, life.market.session(day).closeMicros());
            long known = i % 2 == 0 ? time : life.market.session(day + 1).closeMicros();
            reads.add(new Read(
                    life.market.symbols().get(random.nextInt(life.size.symbols())),
                    new AsOf(UtcMicros.toInstant(time), UtcMicros.toInstant(known))));
        }
        return reads;
    }
}
